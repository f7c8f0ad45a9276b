"""What holds of windows and the ledger whatever is asked, in whatever order."""

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cardwright.accounts import credits
from cardwright.accounts.limits import LENGTHS_S, OwnLimits
from cardwright.accounts.workspaces import DEFAULT_ID, ensure_default, find
from cardwright.db import Database, open_database
from cardwright.errors import OutOfCredits
from clocks import MIDNIGHT, FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

GRANT = 100


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_database(tmp_path_factory.mktemp("limits") / "limits.db")
    yield opened
    opened.close()


@given(
    sizes=st.tuples(st.integers(1, 4), st.integers(1, 8), st.integers(1, 12)),
    start=st.floats(0, 86_400),
    waits=st.lists(st.sampled_from([0.0, 0.5, 1.0, 20.0, 59.999, 60.0, 1000.0, 3600.0, 50_000.0]), max_size=60),
)
def test_no_window_ever_passes_more_than_its_size(
    database: Database, sizes: tuple[int, int, int], start: float, waits: list[float]
) -> None:
    clock = FakeClock(MIDNIGHT + start)
    limits = OwnLimits(database, sizes, clock)
    passed: list[float] = []
    for wait in waits:
        verdict = limits.count("k")
        now = clock.now()
        used = [sum(math.floor(at / s) == math.floor(now / s) for at in passed) for s in LENGTHS_S]
        # Refused exactly when a window is full, and then nothing is counted.
        assert verdict.allowed == all(count < size for count, size in zip(used, sizes, strict=True))
        shown = [int(value) for name, value in verdict.headers if b"remaining" in name]
        assert shown == [size - count - verdict.allowed for count, size in zip(used, sizes, strict=True)]
        if verdict.allowed:
            passed.append(now)
        else:
            assert 1 <= verdict.retry_after_s <= 86_400
        clock.go(wait)


class Ledger(RuleBasedStateMachine):
    """Reserve and settle in any order, twice or never, beside a model of three numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._database = open_database(Path(self._folder.name) / "ledger.db")
        ensure_default(self._database, "pro", GRANT, MIDNIGHT)
        self._held: dict[str, int] = {}
        self._charged: dict[str, int] = {}
        self._begun = 0

    @rule(amount=st.integers(1, 60))
    def reserve(self, amount: int) -> None:
        name = str(self._begun)
        self._begun += 1
        room = GRANT - sum(self._held.values()) - sum(self._charged.values())
        try:
            self._database.write_now(lambda c: credits.reserve(c, DEFAULT_ID, name, amount, MIDNIGHT))
        except OutOfCredits:
            assert amount > room
        else:
            assert amount <= room
            self._held[name] = amount

    @rule(number=st.integers(0, 8), charge=st.integers(-5, 80))
    def settle(self, number: int, charge: int) -> None:
        name = str(number)
        balance = self._database.write_now(lambda c: credits.settle(c, name, charge, MIDNIGHT))
        assert (balance is not None) == (name in self._held)
        if name in self._held:
            self._charged[name] = max(0, min(charge, self._held.pop(name)))

    @invariant()
    def nothing_is_lost_or_made(self) -> None:
        found = find(self._database, DEFAULT_ID)
        assert found is not None
        assert found.reserved == sum(self._held.values())
        assert found.balance == GRANT - found.reserved - sum(self._charged.values())
        finals = self._database.all("SELECT generation_id, amount FROM ledger WHERE kind = 'final'")
        assert dict(finals) == self._charged

    def teardown(self) -> None:
        self._database.close()
        self._folder.cleanup()


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
