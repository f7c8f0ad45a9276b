"""What one decision of the rate windows costs: in memory, and in PostgreSQL for as many requests as arrived together."""

import tempfile
from pathlib import Path

import postgres
from cardwright.accounts.limits import OwnLimits, SharedLimits
from cardwright.db import open_database
from decks import timed

SIZES = (1_000_000_000, 1_000_000_000, 1_000_000_000)
TOGETHER = (1, 8, 64, 256)
CALLS = 200


def measure() -> list[str]:
    keys = [f"key {at}" for at in range(max(TOGETHER))]
    with tempfile.TemporaryDirectory() as folder, postgres.own() as postmaster:
        own = OwnLimits(open_database(Path(folder) / "cardwright.db"), SIZES)
        shared = SharedLimits(open_database(Path(), postmaster.url), SIZES)
        lines = [f"in memory                        {_each(lambda: [own.count(key) for key in keys[:64]], 64):8.2f} us"]
        for number in TOGETHER:
            asked = keys[:number]
            lines.append(
                f"in PostgreSQL, {number:3} keys together  {_each(lambda asked=asked: shared.count_all(asked), number):8.2f} us"
            )
        one = _each(lambda: shared.count_all(["key"] * 64), 64)
        return [*lines, f"in PostgreSQL, 64 of one key      {one:8.2f} us"]


def _each(work: object, number: int) -> float:
    """Microseconds of one decision."""
    assert callable(work)
    return timed(work, runs=CALLS) / number * 1e6
