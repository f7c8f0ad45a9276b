"""Page views: nothing twice, no more than the clock allows, and written together."""

import asyncio
from typing import Any

import anyio
import pytest
import sqlalchemy as sa
from cardwright.accounts.people import OWNER_ID
from cardwright.audience.views import IDLE_S, Views, counted
from cardwright.db import Database, gammas
from cardwright.db import views as rows
from cardwright.db.gammas import Gamma, Shared
from clocks import MIDNIGHT, FakeClock

VIEW = "v" * 32


def file(database: Database, gamma_id: str) -> None:
    made = Gamma(
        gamma_id, f"doc{gamma_id}", "default", OWNER_ID, "River plan", "regular", "paper", "d", "v", "edit", "view",
        False, None, MIDNIGHT, MIDNIGHT, "[]", b"{}",
    )  # fmt: skip
    database.write_now(lambda connection: gammas.insert(connection, made, Shared("edit", "view"), ""))


@pytest.fixture
def views(database: Database, clock: FakeClock) -> Views:
    file(database, "g_1")
    return Views(database, clock)


def flush(views: Views) -> None:
    anyio.run(views.flush)


def cards(database: Database) -> dict[str, float]:
    return {card: seconds for card, (seconds, _) in rows.cards(database, "g_1").items()}


def test_a_later_report_replaces_an_earlier_one(database: Database, views: Views, clock: FakeClock) -> None:
    views.report("g_1", VIEW, "usr_1", {})
    for spent in (5.0, 10.0):
        clock.go(5)
        views.report("g_1", VIEW, "usr_1", {"a": spent})
        flush(views)
    assert cards(database) == {"a": 10.0}
    assert rows.summary(database, "g_1") == rows.Summary(1, 1, MIDNIGHT)


def test_reports_that_overtake_each_other_lose_nothing(database: Database, views: Views, clock: FakeClock) -> None:
    views.report("g_1", VIEW, "usr_1", {})
    clock.go(20)
    views.report("g_1", VIEW, "usr_1", {"a": 12.0, "b": 3.0})
    views.report("g_1", VIEW, "usr_1", {"a": 7.0})
    flush(views)
    assert cards(database) == {"a": 12.0, "b": 3.0}


def test_nobody_looks_longer_than_the_page_is_open(database: Database, views: Views, clock: FakeClock) -> None:
    views.report("g_1", VIEW, "usr_1", {"a": 3600.0})
    assert views.known("g_1", VIEW)
    clock.go(10)
    views.report("g_1", VIEW, "usr_1", {"a": 3600.0, "b": 1200.0})
    flush(views)
    assert cards(database) == {"a": pytest.approx(7.5), "b": pytest.approx(2.5)}


def test_a_view_goes_on_after_a_restart(database: Database, views: Views, clock: FakeClock) -> None:
    views.report("g_1", VIEW, "usr_1", {})
    clock.go(10)
    views.report("g_1", VIEW, "usr_1", {"a": 10.0})
    flush(views)
    again = Views(database, clock)
    assert again.known("g_1", VIEW)
    clock.go(5)
    again.report("g_1", VIEW, "anon_other", {"a": 15.0})
    flush(again)
    assert cards(database) == {"a": 15.0}
    assert rows.summary(database, "g_1", "usr_1").views == 1  # it stays whose it was


def test_many_reports_are_one_transaction(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(database, "g_1")
    views, writes = Views(database, clock), list[int]()
    real = database.write

    async def counting(work: Any) -> Any:
        writes.append(1)
        return await real(work)

    monkeypatch.setattr(database, "write", counting)
    for number in range(200):
        views.report("g_1", f"{VIEW}{number}", f"anon_{number}", {})
    for _ in range(3):
        flush(views)
    assert len(writes) == 1
    assert rows.summary(database, "g_1").views == 200


def test_what_could_not_be_written_is_written_later(
    database: Database, views: Views, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Any) -> None:
        raise sa.exc.OperationalError("locked", None, Exception())

    views.report("g_1", VIEW, "usr_1", {})
    with monkeypatch.context() as patched:
        patched.setattr(database, "write", broken)
        with pytest.raises(sa.exc.OperationalError):
            flush(views)
    flush(views)
    assert rows.summary(database, "g_1").views == 1


def test_what_was_not_written_when_the_server_ended_is_written_at_its_end(database: Database, views: Views) -> None:
    async def ended() -> None:
        writing = asyncio.ensure_future(views.flush())
        await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait([writing])
        await views.flush()

    views.report("g_1", VIEW, "usr_1", {})
    asyncio.run(ended())
    assert rows.summary(database, "g_1").views == 1


def test_a_report_while_others_are_written_is_not_lost(database: Database, views: Views, clock: FakeClock) -> None:
    async def both() -> None:
        views.report("g_1", VIEW, "usr_1", {})
        writing = asyncio.ensure_future(views.flush())
        await asyncio.sleep(0)
        clock.go(4)
        views.report("g_1", VIEW, "usr_1", {"a": 4.0})
        await writing
        await views.flush()

    asyncio.run(both())
    assert cards(database) == {"a": 4.0}


def test_views_that_are_over_leave_memory(views: Views, clock: FakeClock) -> None:
    views.report("g_1", VIEW, "usr_1", {})
    flush(views)
    assert len(views._open) == 1  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    clock.go(IDLE_S + 1)
    flush(views)
    assert len(views._open) == 0  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def test_views_of_a_file_that_is_gone_hold_up_no_others(database: Database, views: Views) -> None:
    file(database, "g_2")
    views.report("g_1", VIEW, "usr_1", {})
    views.report("g_2", VIEW, "usr_1", {})
    database.write_now(lambda connection: gammas.delete(connection, "g_1"))
    flush(views)
    assert rows.summary(database, "g_2").views == 1
    assert database.one("SELECT COUNT(*) FROM page_views") == (1,)


def test_a_deleted_file_takes_its_views_along(database: Database, views: Views, clock: FakeClock) -> None:
    views.report("g_1", VIEW, "usr_1", {})
    clock.go(2)
    views.report("g_1", VIEW, "usr_1", {"a": 1.0})
    flush(views)
    database.write_now(lambda connection: gammas.delete(connection, "g_1"))
    for table in ("page_views", "card_views"):
        assert database.one(f"SELECT COUNT(*) FROM {table}") == (0,)


@pytest.mark.parametrize(
    ("before", "reported", "elapsed", "after"),
    [
        ({}, {}, 5.0, {}),
        ({}, {"a": 0.0}, 5.0, {}),  # nothing was looked at: the card was not seen
        ({}, {"a": 2.0}, 5.0, {"a": 2.0}),
        ({"a": 2.0}, {"b": 3.0}, 5.0, {"a": 2.0, "b": 3.0}),
        ({"a": 2.0}, {"a": 9.0}, 2.0, {"a": 2.0}),
        ({"a": 2.0}, {"a": 9.0}, 1.0, {"a": 2.0}),  # the clock was set back
        ({"a": 2.0}, {"a": 4.0, "b": 2.0}, 4.0, {"a": 3.0, "b": 1.0}),
    ],
)
def test_reports_are_cut_evenly(
    before: dict[str, float], reported: dict[str, float], elapsed: float, after: dict[str, float]
) -> None:
    assert counted(before, reported, elapsed) == pytest.approx(after)
