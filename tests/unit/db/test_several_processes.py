"""What several processes on one PostgreSQL database share: leases, words, facts."""

import threading
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
import sqlalchemy as sa
from cardwright.db import Database, facts, leases, open_database
from dbos._utils import retriable_postgres_exception
from sqlalchemy.exc import DBAPIError


@pytest.fixture(scope="module")
def url(cluster: postgres.Cluster) -> Iterator[str]:
    with cluster.database() as made:
        yield made


@pytest.fixture(scope="module")
def two(url: str) -> Iterator[tuple[Database, Database]]:
    both = open_database(Path(), url), open_database(Path(), url)
    yield both
    for one in both:
        one.close()


def take(database: Database, holder: str, seconds: float, name: str = "duty x") -> bool:
    return database.write_now(lambda c: leases.take(c, name, holder, seconds, slots=2))


def test_a_lease_has_one_holder_until_it_ends_or_is_given_up(two: tuple[Database, Database]) -> None:
    one, other = two
    assert take(one, "a", 60)
    assert take(one, "a", 60)
    assert not take(other, "b", 60)
    assert leases.slots(other) == 2
    one.write_now(lambda c: leases.end(c, "duty x", "a"))
    assert leases.slots(other) == 0
    assert take(other, "b", -1)  # as if it had ended a second ago
    assert take(one, "a", 60)
    one.write_now(lambda c: leases.forget(c, 0))
    assert not take(other, "b", 60)


def test_of_many_that_ask_at_once_one_gets_it(two: tuple[Database, Database]) -> None:
    got: list[str] = []
    together = threading.Barrier(8)

    def ask(holder: str, database: Database) -> None:
        together.wait()
        if take(database, holder, 60, "duty y"):
            got.append(holder)

    threads = [threading.Thread(target=ask, args=(str(at), two[at % 2])) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_what_one_says_all_hear(two: tuple[Database, Database]) -> None:
    one, other = two
    heard: dict[str, list[str]] = {"one": [], "other": []}
    arrived = threading.Semaphore(0)

    def listener(name: str) -> None:
        def hear(word: str) -> None:
            heard[name].append(word)
            arrived.release()

        two[name == "other"].listen(hear)

    listener("one")
    listener("other")
    for _ in range(2):
        assert arrived.acquire(timeout=10)
    assert heard == {"one": [""], "other": [""]}  # look now, for something may have been said before
    one.tell("job 1")
    other.tell("job 2")
    for _ in range(4):
        assert arrived.acquire(timeout=10)
    assert sorted(heard["one"]) == sorted(heard["other"]) == ["", "job 1", "job 2"]


def test_the_first_word_on_a_fact_holds(two: tuple[Database, Database]) -> None:
    one, other = two
    assert one.write_now(lambda c: facts.agreed(c, "colour", "blue")) == "blue"
    assert other.write_now(lambda c: facts.agreed(c, "colour", "red")) == "blue"


@pytest.mark.timeout(60)
def test_a_listener_and_a_speaker_come_back_with_the_database() -> None:
    with postgres.own() as postmaster:
        database = open_database(Path(), postmaster.url)
        heard: list[str] = []
        news = threading.Semaphore(0)

        def hear(word: str) -> None:
            heard.append(word)
            news.release()

        database.listen(hear)
        assert news.acquire(timeout=10)
        database.tell("before")
        assert news.acquire(timeout=10)
        postmaster.stop()
        database.tell("lost")
        postmaster.start()
        assert news.acquire(timeout=20)
        deadline = 50
        while heard[-1] != "after" and deadline:
            database.tell("after")
            news.acquire(timeout=0.5)
            deadline -= 1
        assert heard[:3] == ["", "before", ""]
        assert heard[-1] == "after"
        database.close()


def test_the_job_engine_waits_for_a_database_that_is_away() -> None:
    """It tells an error that passes by its words."""
    with postgres.own() as postmaster:
        database = open_database(Path(), postmaster.url)
        postmaster.stop()
        for _ in range(2):  # once a connection that broke, once none
            with pytest.raises(DBAPIError) as caught, database.engine.begin() as connection:
                connection.execute(sa.text("SELECT 1"))
            assert retriable_postgres_exception(caught.value)
        database.close()
