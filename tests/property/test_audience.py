"""Time cannot be invented, and paging loses nobody, whatever comes in meanwhile."""

from itertools import count, islice
from pathlib import Path

import anyio
import pytest
import sqlalchemy as sa
from cardwright.accounts.people import OWNER_ID
from cardwright.accounts.workspaces import ensure_default
from cardwright.audience.views import Views, counted
from cardwright.db import Database, comments, gammas, open_database, views
from cardwright.db.comments import Comment
from cardwright.db.gammas import Gamma, Shared
from cardwright.db.views import PageView
from clocks import MIDNIGHT, FakeClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

seconds = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 1e9))
steps = st.lists(st.tuples(st.floats(0, 600), seconds), max_size=12)
_GAMMAS = count(1)
SLOWLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@given(steps)
def test_seconds_never_exceed_the_time_a_page_was_open(steps: list[tuple[float, dict[str, float]]]) -> None:
    spent: dict[str, float] = {}
    elapsed = 0.0
    for passed, reported in steps:
        elapsed += passed
        before, spent = spent, counted(spent, reported, elapsed)
        assert sum(spent.values()) <= elapsed * (1 + 1e-12) + 1e-9
        assert all(spent[card] >= time for card, time in before.items())  # nothing is taken back
        assert all(spent.get(card, 0.0) <= max(before.get(card, 0.0), time) + 1e-9 for card, time in reported.items())
        assert counted(spent, reported, elapsed) == pytest.approx(spent)  # the same report again says nothing new


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Database:
    opened = open_database(Path(tmp_path_factory.mktemp("audience")) / "cardwright.db")
    ensure_default(opened, "pro", 100, MIDNIGHT)
    return opened


def file(database: Database) -> str:
    gamma_id = f"g_{next(_GAMMAS)}"
    made = Gamma(
        gamma_id, f"doc{gamma_id}", "default", OWNER_ID, "Plan", "regular", "paper", "d", "v", "edit", "view", False,
        None, MIDNIGHT, MIDNIGHT, "[]", b"{}",
    )  # fmt: skip
    database.write_now(lambda connection: gammas.insert(connection, made, Shared("edit", "view"), ""))
    return gamma_id


@SLOWLY
@given(st.lists(st.tuples(st.floats(0, 60), seconds), min_size=1, max_size=5), st.booleans())
def test_the_same_holds_for_what_is_stored_across_restarts(
    shared: Database, steps: list[tuple[float, dict[str, float]]], again: bool
) -> None:
    gamma_id, clock = file(shared), FakeClock()
    found = Views(shared, clock)
    for passed, reported in steps:
        clock.go(passed)
        found.report(gamma_id, "view", "anon_1", reported)
        if again:
            _flush(found)
            found = Views(shared, clock)
    _flush(found)
    row = views.find(shared, gamma_id, "view")
    assert row is not None
    assert sum(row.seconds.values()) <= sum(passed for passed, _ in steps[1:]) + 1e-6


def _flush(found: Views) -> None:
    anyio.run(found.flush)


times = st.integers(0, 20).map(float)


@SLOWLY
@given(st.lists(times, max_size=12), st.lists(times, max_size=8), st.integers(1, 4), st.booleans())
def test_paging_through_viewers_finds_each_once(
    shared: Database, before: list[float], meanwhile: list[float], limit: int, descending: bool
) -> None:
    gamma_id = file(shared)
    names = [f"anon_{number}" for number in range(len(before))]
    _look(shared, gamma_id, dict(zip(names, before, strict=True)))
    new = iter(enumerate(meanwhile))
    seen: list[str] = []
    after = None
    while True:
        found = views.viewers(shared, gamma_id, after, limit, descending=descending)
        if not found:
            break
        seen += [one.id for one in found]
        after = (found[-1].last_opened, found[-1].id)
        _look(shared, gamma_id, {f"anon_new_{number}": at for number, at in islice(new, 2)})
    assert len(seen) == len(set(seen))
    assert set(names) <= set(seen)


def _look(database: Database, gamma_id: str, viewers: dict[str, float]) -> None:
    rows = [PageView(gamma_id, f"view {name}", name, "2025-06-16", at, at, {}) for name, at in viewers.items()]
    database.write_now(lambda connection: views.save(connection, rows))


@SLOWLY
@given(st.lists(times, max_size=12), st.lists(st.integers(0, 11), max_size=6), st.integers(1, 4))
def test_paging_through_threads_misses_nothing_that_happens(
    shared: Database, before: list[float], answered: list[int], limit: int
) -> None:
    """A thread that is answered meanwhile moves to the end, and is met there again."""
    gamma_id = file(shared)
    rows = [
        Comment(f"{gamma_id} {at}", gamma_id, None, OWNER_ID, None, "x", "open", None, time, time)
        for at, time in enumerate(before)
    ]

    def insert(connection: sa.Connection) -> None:
        for row in rows:
            assert comments.insert(connection, row, 100)

    shared.write_now(insert)
    moves, moved = iter(enumerate(answered)), dict[str, float]()
    seen: dict[str, float] = {}
    after = None
    while found := comments.listed(shared, gamma_id, after, None, limit, archived=False):
        seen.update({one.id: one.updated_at for one in found})
        after = (found[-1].updated_at, found[-1].id)
        for at, which in islice(moves, 1):
            if which < len(rows) and _turned(shared, rows[which].id, 100.0 + at):
                moved[rows[which].id] = 100.0 + at
    assert seen == {**{row.id: row.updated_at for row in rows}, **moved}


def _turned(database: Database, comment_id: str, now: float) -> bool:
    """Close a thread that is open, which is something that happens; a closed one stays as it is."""
    before = database.one("SELECT status FROM comments WHERE id = ?", (comment_id,))
    database.write_now(lambda connection: comments.set_status(connection, comment_id, "closed", now))
    return before == ("open",)
