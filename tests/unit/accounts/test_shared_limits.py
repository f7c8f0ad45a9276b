"""Rate windows of several processes: together no request more than one of them would let through."""

import asyncio
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
import sqlalchemy as sa
from cardwright.accounts.limits import LENGTHS_S, NAMES, SharedLimits, Verdict
from cardwright.db import Database, open_database

BIG = (100_000, 100_000, 100_000)


@pytest.fixture(scope="module")
def url(cluster: postgres.Cluster) -> Iterator[str]:
    with cluster.database() as made:
        yield made


@pytest.fixture
def shared(url: str) -> Iterator[Database]:
    opened = open_database(Path(), url)
    yield opened
    opened.close()


def left(verdict_headers: tuple[tuple[bytes, bytes], ...]) -> list[int]:
    found = dict(verdict_headers)
    names = (b"x-ratelimit-remaining-burst", b"x-ratelimit-remaining", b"x-ratelimit-remaining-daily")
    return [int(found[name]) for name in names]


def age(database: Database, key: str, name: str) -> None:
    """Let a window be the one before."""
    length = LENGTHS_S[NAMES.index(name)]
    statement = sa.text(f"UPDATE rate_counts SET {name}_at = {name}_at - {length} WHERE key_id = :key")
    database.write_now(lambda connection: connection.execute(statement, {"key": key}))


def test_each_request_takes_one_of_each_window(shared: Database) -> None:
    limits = SharedLimits(shared, (1000, 2000, 3000))
    first, second = limits.count("k"), limits.count("k")
    assert (first.allowed, left(first.headers)) == (True, [999, 1999, 2999])
    assert (second.allowed, left(second.headers)) == (True, [998, 1998, 2998])
    assert left(limits.full_headers()) == [1000, 2000, 3000]
    assert left(limits.count("other").headers) == [999, 1999, 2999]


def test_four_processes_together_let_exactly_as_many_through_as_one(url: str) -> None:
    databases = [open_database(Path(), url) for _ in range(4)]
    passed: list[bool] = []

    def ask(database: Database) -> None:
        limits = SharedLimits(database, (100_000, 300, 100_000))
        passed.extend(limits.count("busy").allowed for _ in range(100))

    threads = [threading.Thread(target=ask, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(passed), sum(passed)) == (400, 300)
    for database in databases:
        database.close()


def test_a_refused_request_costs_nothing_and_a_restart_forgets_nothing(url: str, shared: Database) -> None:
    small = (100_000, 100_000, 2)
    limits = SharedLimits(shared, small)
    assert [limits.count("r").allowed for _ in range(4)] == [True, True, False, False]
    again = open_database(Path(), url)
    refused = SharedLimits(again, small).count("r")
    assert not refused.allowed
    assert left(refused.headers) == [100_000 - 2, 100_000 - 2, 0]
    assert 1 <= refused.retry_after_s <= 86_400
    assert SharedLimits(again, BIG).count("r").allowed
    again.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_window_that_is_over_counts_no_more(shared: Database, name: str) -> None:
    at = NAMES.index(name)
    sizes = tuple(1 if here == at else 100_000 for here in range(3))
    limits = SharedLimits(shared, (sizes[0], sizes[1], sizes[2]))
    key = f"over-{name}"
    limits.count(key)
    age(shared, key, name)
    assert limits.count(key).allowed


def test_requests_that_come_together_are_counted_as_if_one_came_after_the_other(shared: Database) -> None:
    limits = SharedLimits(shared, (1000, 2000, 3000))
    found = limits.count_all(["one", "two", "one"])
    assert [left(verdict.headers) for verdict in found] == [[999, 1999, 2999], [999, 1999, 2999], [998, 1998, 2998]]
    assert left(limits.count("one").headers) == [997, 1997, 2997]


def test_of_those_that_come_together_only_as_many_pass_as_there_is_room_for(shared: Database) -> None:
    limits = SharedLimits(shared, (4, 10, 10))
    found = limits.count_all(["edge"] * 3 + ["beside"])
    assert [verdict.allowed for verdict in found] == [True] * 4
    found = limits.count_all(["edge", "beside", "edge"])
    assert [(verdict.allowed, left(verdict.headers)[0]) for verdict in found] == [(True, 0), (True, 2), (False, 0)]
    assert found[2].retry_after_s > 0


def test_more_than_a_window_holds_do_not_pass_together_though_the_key_is_new(shared: Database) -> None:
    found = SharedLimits(shared, (2, 10, 10)).count_all(["fresh"] * 4)
    assert [verdict.allowed for verdict in found] == [True, True, False, False]


def test_one_statement_counts_what_waits_for_the_event_loop(shared: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    at_once = shared.at_once
    monkeypatch.setattr(shared, "at_once", lambda query, values: asked.append(query) or at_once(query, values))
    limits = SharedLimits(shared, BIG)

    async def all_of_them() -> list[Verdict]:
        return await asyncio.gather(*(limits.admit(f"crowd {at % 7}") for at in range(50)))

    assert all(verdict.allowed for verdict in asyncio.run(all_of_them()))
    assert len(asked) == 1
    assert left(limits.count("crowd 0").headers)[0] == BIG[0] - 9


def test_processes_that_count_the_same_keys_in_any_order_do_not_stand_in_each_others_way(url: str) -> None:
    databases = [open_database(Path(), url) for _ in range(3)]
    keys = [f"herd {at}" for at in range(20)]

    def ask(database: Database, chance: random.Random) -> None:
        limits = SharedLimits(database, BIG)
        for _ in range(30):
            limits.count_all(chance.sample(keys, len(keys)))

    threads = [threading.Thread(target=ask, args=(one, random.Random(at))) for at, one in enumerate(databases)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = databases[0].all("SELECT burst FROM rate_counts WHERE key_id LIKE 'herd %'")
    for database in databases:
        database.close()
    assert rows == [(90,)] * 20
