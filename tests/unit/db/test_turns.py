"""In which order open generations are run: fair to workspaces and keys, in order for each key, nobody starves."""

from collections import defaultdict

import pytest
import sqlalchemy as sa
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, generations, picture_jobs, turns
from cardwright.db.generations import NewGeneration, Outcome
from cardwright.db.picture_jobs import NewPicture
from clocks import MIDNIGHT


@pytest.fixture(autouse=True)
def other(database: Database) -> None:
    statement = "INSERT INTO workspaces (id, name, plan, balance, created_at) VALUES ('w2', 'n', 'pro', 100, 0)"
    database.write_now(lambda connection: connection.execute(sa.text(statement)))


def accept(database: Database, id_: str, key: str, workspace: str = DEFAULT_ID) -> int:
    def work(connection: sa.Connection) -> int:
        turn = turns.next_turn(connection, workspace, key)
        row = NewGeneration(
            id_, workspace, key, "u", b"{}", b"{}", None, f"g_{id_}", f"d{id_}", MIDNIGHT, None, turn
        )  # fmt: skip
        generations.insert(connection, row)
        return turn

    return database.write_now(work)


def accept_picture(database: Database, id_: str, key: str) -> int:
    def work(connection: sa.Connection) -> int:
        turn = turns.next_turn(connection, DEFAULT_ID, key)
        picture_jobs.insert(connection, NewPicture(id_, DEFAULT_ID, key, "u", b"{}", "[]", MIDNIGHT, turn))
        return turn

    return database.write_now(work)


def begin_pictures(database: Database) -> None:
    for (id_,) in database.all("SELECT id FROM picture_jobs"):
        database.write_now(lambda connection, id_=id_: picture_jobs.claim(connection, id_))


def run_next(database: Database) -> str:
    """What a worker would take next, begun and ended."""
    row = database.one(
        "SELECT id FROM generations WHERE status = 'pending' AND attempt = 0 ORDER BY turn, created_at, id LIMIT 1"
    )
    assert row is not None
    id_ = str(row[0])

    def work(connection: sa.Connection) -> None:
        attempt = generations.claim(connection, id_, 0)
        assert attempt == 1
        generations.finish(connection, id_, attempt, Outcome(0, 0, MIDNIGHT))

    database.write_now(work)
    return id_


def test_who_asks_for_one_does_not_wait_for_who_asked_for_twenty(database: Database) -> None:
    for number in range(20):
        accept(database, f"many{number:02}", "many")
    accept(database, "one", "modest")
    assert "one" in [run_next(database) for _ in range(2)]


def test_a_workspace_gets_one_share_however_many_keys_it_has(database: Database) -> None:
    for number in range(10):
        for key in ("a", "b", "c"):
            accept(database, f"{key}{number:02}", key)
        accept(database, f"z{number:02}", "z", "w2")
    served = [run_next(database)[0] for _ in range(16)]
    share = defaultdict(int)
    for key in served:
        share["w2" if key == "z" else "default"] += 1
    assert share["w2"] == pytest.approx(8, abs=1)


def test_pictures_and_generations_stand_in_one_queue(database: Database) -> None:
    assert [accept(database, f"many{number}", "many") for number in range(3)] == [1, 2, 3]
    assert [accept_picture(database, f"img_{number}", "many") for number in range(2)] == [4, 5]
    assert accept(database, "more", "many") == 6
    assert accept_picture(database, "img_other", "modest") == 1  # who asked for many is not before it
    for _ in range(3):
        run_next(database)
    assert accept(database, "new", "fresh") == 1
    begin_pictures(database)
    run_next(database)  # the last turn but those that have begun
    assert accept(database, "newer", "fresher") == 6
    assert turns.open_ones(database, 100) == 5


def test_one_keys_generations_are_run_in_their_order_also_when_it_never_rests(database: Database) -> None:
    for number in range(5):
        accept(database, f"k{number:02}", "k")
    served: list[str] = []
    for number in range(5, 30):
        served.append(run_next(database))
        accept(database, f"k{number:02}", "k")
    assert served == [f"k{number:02}" for number in range(25)]


def test_turns_begin_anew_when_everything_is_done(database: Database) -> None:
    assert accept(database, "a", "k") == 1
    assert accept(database, "b", "k") == 2
    run_next(database)
    assert accept(database, "c", "k") == 3
    run_next(database)
    run_next(database)
    assert accept(database, "d", "k") == 1


def test_how_long_it_takes_follows_from_how_many_ended_lately(database: Database) -> None:
    assert turns.seconds_for(database, 5, MIDNIGHT) == 60
    for number in range(10):
        accept(database, f"g{number}", "k")
        run_next(database)
    assert turns.open_ones(database, 100) == 0
    assert turns.seconds_for(database, 5, MIDNIGHT + 20) == pytest.approx(10)  # ten in twenty seconds
    assert turns.seconds_for(database, 5, MIDNIGHT + 700) == 60  # that was long ago
