"""When an open generation may be expected to end; what the database says of it is asked once a second."""

import pytest
from cardwright.db import Database, generations
from cardwright.server.forecast import Forecast
from clocks import FakeClock


@pytest.fixture
def forecast(database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Forecast:
    monkeypatch.setattr(generations, "waiting", lambda _: [float(at) for at in range(100, 110)])
    monkeypatch.setattr(generations, "pace", lambda _: 2.0)
    return Forecast(database, lambda: 4, clock)


@pytest.mark.parametrize(("created_at", "seconds"), [(100, 2), (103, 2), (104, 4), (109, 6), (500, 6), (1, 2)])
def test_those_before_it_are_made_at_the_pace_of_late(forecast: Forecast, created_at: float, seconds: int) -> None:
    assert forecast.due_s(created_at) == seconds


def test_it_is_never_longer_than_a_minute_and_follows_within_a_second(
    forecast: Forecast, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert forecast.due_s(100) == 2
    monkeypatch.setattr(generations, "pace", lambda _: 900.0)
    assert forecast.due_s(100) == 2
    clock.go(1.0)
    assert forecast.due_s(100) == 60
