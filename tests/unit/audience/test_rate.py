"""So much a minute for each name, and no more names than memory has room for."""

import pytest
from cardwright.audience import rate
from cardwright.audience.rate import Rate
from clocks import FakeClock


def test_each_name_has_its_own_count_and_every_minute_is_new(clock: FakeClock) -> None:
    limit = Rate(2, clock)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    clock.go(59)
    assert not limit.allows("a")
    clock.go(1)
    assert limit.allows("a")


def test_a_flood_of_names_is_cut_off_and_forgotten(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST_NAMES", 10)
    limit = Rate(5, clock)
    assert [limit.allows(str(number)) for number in range(12)] == [True] * 10 + [False] * 2
    assert limit.allows("3")
    clock.go(60)
    assert limit.allows("11")
