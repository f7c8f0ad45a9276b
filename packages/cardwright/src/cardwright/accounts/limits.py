"""Rate windows: three fixed windows per key.

All three are tested before any is counted, so a refused request costs
nothing. One process counts in memory and writes behind, so a restart forgets
at most the last second; several count in the database, where one statement
counts all requests that arrived together, each of them before it is answered.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa

from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database
from cardwright.db.leases import NOW
from cardwright.db.together import Together

Header = tuple[bytes, bytes]
NAMES = ("burst", "hour", "day")
LENGTHS_S = (60.0, 3600.0, 86400.0)
_SUFFIXES = (b"-burst", b"", b"-daily")  # of the header names, in the order of NAMES


@dataclass(slots=True)
class Windows:
    """The three windows of one key: when each began, and how many requests it has counted."""

    starts: list[float]
    counts: list[int]
    since: float = 0.0  # from here
    until: float = 0.0  # to here all three stay as they are

    def roll(self, now: float) -> None:
        """Begin anew those windows that `now` lies outside of."""
        for at, length in enumerate(LENGTHS_S):
            if not 0 <= now - self.starts[at] < length:
                self.starts[at], self.counts[at] = now - now % length, 0
        self.since = max(self.starts)
        self.until = min(start + length for start, length in zip(self.starts, LENGTHS_S, strict=True))


class Verdict(NamedTuple):
    """Whether a request may pass, with the six headers that say what is left."""

    allowed: bool
    headers: tuple[Header, ...]
    retry_after_s: int = 0


class Limits(Protocol):
    """The windows of all keys."""

    async def admit(self, key_id: str) -> Verdict:
        """Count one request of a key, if all of its windows have room."""
        ...

    def full_headers(self) -> tuple[Header, ...]:
        """The headers for an answer to nobody: the limits, nothing used."""
        ...

    async def flush(self) -> None:
        """Write what is not written yet."""
        ...


class Told:
    """What an answer says of the windows. `sizes` are requests per minute, hour and day."""

    def __init__(self, sizes: tuple[int, int, int]) -> None:
        self._limits = tuple(
            (b"x-ratelimit-limit" + tail, b"%d" % size) for tail, size in zip(_SUFFIXES, sizes, strict=True)
        )
        self._left = tuple(b"x-ratelimit-remaining" + tail for tail in _SUFFIXES)
        policy = b", ".join(
            b'"%s";q=%d;w=%d' % (name.encode(), size, length)
            for name, size, length in zip(NAMES, sizes, LENGTHS_S, strict=True)
        )
        self._policy = (b"ratelimit-policy", policy)
        self.full = (*self._six(sizes), self._policy)

    def headers(self, left: Sequence[int], starts: Sequence[float], now: float) -> tuple[Header, ...]:
        """The six of the wire, and the two of draft-ietf-httpapi-ratelimit-headers-10 with seconds until each window ends."""
        minute, hour, day = left
        began_minute, began_hour, began_day = starts
        rest = b'"burst";r=%d;t=%d, "hour";r=%d;t=%d, "day";r=%d;t=%d' % (
            minute, began_minute + 60 - now, hour, began_hour + 3600 - now, day, began_day + 86400 - now,
        )  # fmt: skip
        return (*self._six(left), self._policy, (b"ratelimit", rest))

    def refused(self, left: Sequence[int], starts: Sequence[float], now: float) -> Verdict:
        """The verdict when a window is full: come again when the last of those has ended."""
        ends = [start + length for start, length in zip(starts, LENGTHS_S, strict=True)]
        wait = max((end - now for end, room in zip(ends, left, strict=True) if not room), default=1.0)
        return Verdict(False, self.headers(left, starts, now), math.ceil(wait))

    def _six(self, left: Sequence[int]) -> tuple[Header, ...]:
        (a, b, c), (x, y, z) = self._limits, self._left
        minute, hour, day = left
        return (a, (x, b"%d" % minute), b, (y, b"%d" % hour), c, (z, b"%d" % day))


class OwnLimits:
    """The windows of one process, the only one there is."""

    def __init__(self, database: Database, sizes: tuple[int, int, int], clock: Clock = SYSTEM) -> None:
        self._database = database
        self._clock = clock
        self._sizes = sizes
        self._told = Told(sizes)
        self._windows: dict[str, Windows] = {}
        self._changed: set[str] = set()
        for key_id, name, started_at, count in database.all("SELECT key_id, name, started_at, count FROM rate_windows"):
            windows, at = self._of(key_id), NAMES.index(name)
            windows.starts[at], windows.counts[at] = started_at, count

    async def admit(self, key_id: str) -> Verdict:
        return self.count(key_id)

    def count(self, key_id: str) -> Verdict:
        """The same at once."""
        now = self._clock.now()
        windows = self._of(key_id)
        if not windows.since <= now < windows.until:
            windows.roll(now)
        minute, hour, day = windows.counts
        per_minute, per_hour, per_day = self._sizes
        if minute < per_minute and hour < per_hour and day < per_day:
            windows.counts = [minute + 1, hour + 1, day + 1]
            self._changed.add(key_id)
            left = (per_minute - minute - 1, per_hour - hour - 1, per_day - day - 1)
            return Verdict(True, self._told.headers(left, windows.starts, now))
        left = [max(0, size - count) for size, count in zip(self._sizes, windows.counts, strict=True)]
        return self._told.refused(left, windows.starts, now)

    def full_headers(self) -> tuple[Header, ...]:
        return self._told.full

    def _of(self, key_id: str) -> Windows:
        found = self._windows.get(key_id)
        if found is None:
            found = self._windows[key_id] = Windows([0.0, 0.0, 0.0], [0, 0, 0])
        return found

    async def flush(self) -> None:
        changed, self._changed = self._changed, set()
        rows: list[dict[str, object]] = [
            {"key": key_id, "name": name, "start": start, "count": count}
            for key_id in changed
            for name, start, count in zip(NAMES, self._of(key_id).starts, self._of(key_id).counts, strict=True)
        ]
        if not rows:
            return
        try:
            await self._database.write(lambda connection: _save(connection, rows))
        except BaseException:  # also when the server ends meanwhile: what is written last takes it along
            self._changed |= changed
            raise


def _save(connection: sa.Connection, rows: list[dict[str, object]]) -> None:
    connection.execute(
        sa.text(
            "INSERT INTO rate_windows (key_id, name, started_at, count) VALUES (:key, :name, :start, :count) "
            "ON CONFLICT (key_id, name) DO UPDATE SET started_at = :start, count = :count"
        ),
        rows,
    )


class SharedLimits:
    """The windows of several processes, in the rows and by the clock of their PostgreSQL database.

    A count that was told is written before the answer, but not waited for until it is on disk: only a crash of the
    database itself can take back its last half second.
    """

    def __init__(self, database: Database, sizes: tuple[int, int, int]) -> None:
        self._database = database
        self._sizes = sizes
        self._told = Told(sizes)
        self._together = Together(self.count_all)

    async def admit(self, key_id: str) -> Verdict:
        return await self._together.ask(key_id)

    def count_all(self, key_ids: Sequence[str]) -> list[Verdict]:
        """Count one request for each time a key is named, by one statement unless a window has not room for all."""
        asked = sorted(Counter(key_ids).items())  # rows are locked in one order by all processes
        values = ([key_id for key_id, _ in asked], [number for _, number in asked], min(self._sizes), *self._sizes)
        rows = {row[0]: row[1:] for row in self._database.at_once(_COUNT_ALL, values)}
        verdicts = {
            key_id: self._allowed(rows[key_id], number) if key_id in rows else self._singly(key_id, number)
            for key_id, number in asked
        }
        return [next(verdicts[key_id]) for key_id in key_ids]

    def count(self, key_id: str) -> Verdict:
        """Count one request of a key, if all of its windows have room."""
        return self.count_all([key_id])[0]

    def _allowed(self, row: Sequence[Any], number: int) -> Iterator[Verdict]:
        """The verdicts on so many requests that were counted together, as if one had come after the other."""
        now, starts, counts = float(row[0]), [float(at) for at in row[1:4]], row[4:7]
        for later in range(number - 1, -1, -1):
            left = [size - count + later for size, count in zip(self._sizes, counts, strict=True)]
            yield Verdict(True, self._told.headers(left, starts, now))

    def _singly(self, key_id: str, number: int) -> Iterator[Verdict]:
        """The verdicts where a window has not room for all: each is counted alone until one finds none."""
        while number > 1:
            rows = self._database.at_once(_COUNT_ALL, ([key_id], [1], min(self._sizes), *self._sizes))
            if not rows:
                break
            yield from self._allowed(rows[0][1:], 1)
            number -= 1
        row = self._database.one(_FULL, (key_id,))
        assert row is not None, "a window that refuses has a row"
        now, starts, counts = float(row[0]), [float(at) for at in row[1:4]], row[4:7]
        left = [max(0, size - count) for size, count in zip(self._sizes, counts, strict=True)]
        for _ in range(number):
            yield self._told.refused(left, starts, now)

    def full_headers(self) -> tuple[Header, ...]:
        return self._told.full

    async def flush(self) -> None:
        """Nothing waits to be written."""


def _same(name: str) -> str:
    """What a window has counted; nothing when it is another one by now."""
    return f"CASE WHEN r.{name}_at = excluded.{name}_at THEN r.{name} ELSE 0 END"


_STARTS = ", ".join(f"now - now % {length:.0f}" for length in LENGTHS_S)
_ROW = "burst_at, hour_at, day_at, burst, hour, day"
_COUNT_ALL = (
    f"INSERT INTO rate_counts AS r (key_id, {_ROW}) SELECT key_id, {_STARTS}, number, number, number "  # noqa: S608
    f"FROM unnest(?::text[], ?::int[]) AS asked (key_id, number), (SELECT {NOW} AS now) AS clock "
    "WHERE number <= ? ORDER BY key_id ON CONFLICT (key_id) DO UPDATE SET "
    + ", ".join(f"{name}_at = excluded.{name}_at, {name} = {_same(name)} + excluded.{name}" for name in NAMES)
    + " WHERE "
    + " AND ".join(f"{_same(name)} + excluded.{name} <= ?" for name in NAMES)
    + f" RETURNING key_id, {NOW}, {_ROW}"
)
_FULL = (
    f"SELECT now, {_STARTS}, "  # noqa: S608
    + ", ".join(
        f"CASE WHEN {name}_at = now - now % {length:.0f} THEN {name} ELSE 0 END"
        for name, length in zip(NAMES, LENGTHS_S, strict=True)
    )
    + f" FROM rate_counts, (SELECT {NOW} AS now) AS clock WHERE key_id = ?"
)


def limits_of(database: Database, sizes: tuple[int, int, int]) -> Limits:
    """The windows as the database needs them."""
    return SharedLimits(database, sizes) if database.is_shared else OwnLimits(database, sizes)
