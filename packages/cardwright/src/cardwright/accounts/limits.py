"""Rate windows: three fixed windows per key, counted in memory, written behind.

All three are tested before any is counted, so a refused request costs
nothing. A restart forgets at most the last second.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database

Header = tuple[bytes, bytes]
NAMES = ("burst", "hour", "day")
LENGTHS_S = (60.0, 3600.0, 86400.0)
_SUFFIXES = (b"-burst", b"", b"-daily")  # of the header names, in the order of NAMES


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, with the six headers that say what is left."""

    allowed: bool
    headers: tuple[Header, ...]
    retry_after_s: int = 0


class Limits:
    """The windows of all keys. `sizes` are requests per minute, hour and day."""

    def __init__(self, database: Database, sizes: Sequence[int], clock: Clock = SYSTEM) -> None:
        self._database = database
        self._clock = clock
        self._sizes = tuple(sizes)
        self._limits = tuple(
            (b"x-ratelimit-limit" + tail, b"%d" % size) for tail, size in zip(_SUFFIXES, sizes, strict=True)
        )
        self._left = tuple(b"x-ratelimit-remaining" + tail for tail in _SUFFIXES)
        self._windows: dict[str, list[list[float]]] = {}  # key to [start, count] per window
        self._changed: set[str] = set()
        for key_id, name, started_at, count in database.all("SELECT key_id, name, started_at, count FROM rate_windows"):
            self._of(key_id)[NAMES.index(name)] = [started_at, count]

    def count(self, key_id: str) -> Verdict:
        """Count one request of a key, if all of its windows have room."""
        now = self._clock.now()
        windows = self._of(key_id)
        for window, length in zip(windows, LENGTHS_S, strict=True):
            if not 0 <= now - window[0] < length:
                window[0], window[1] = now - now % length, 0
        full = [at for at, size in enumerate(self._sizes) if windows[at][1] >= size]
        if not full:
            for window in windows:
                window[1] += 1
            self._changed.add(key_id)
        headers = self._headers([int(size - window[1]) for size, window in zip(self._sizes, windows, strict=True)])
        if full:
            wait = max(windows[at][0] + LENGTHS_S[at] - now for at in full)
            return Verdict(allowed=False, headers=headers, retry_after_s=max(1, int(wait) + 1))
        return Verdict(allowed=True, headers=headers)

    def full_headers(self) -> tuple[Header, ...]:
        """The headers for an answer to nobody: the limits, nothing used."""
        return self._headers(self._sizes)

    def _headers(self, left: Sequence[int]) -> tuple[Header, ...]:
        (a, b, c), (x, y, z) = self._limits, self._left
        return (a, (x, b"%d" % left[0]), b, (y, b"%d" % left[1]), c, (z, b"%d" % left[2]))

    def _of(self, key_id: str) -> list[list[float]]:
        return self._windows.setdefault(key_id, [[0.0, 0], [0.0, 0], [0.0, 0]])

    async def flush(self) -> None:
        """Write the windows that changed since the last flush."""
        changed, self._changed = self._changed, set()
        rows: list[dict[str, object]] = [
            {"key": key_id, "name": name, "start": window[0], "count": int(window[1])}
            for key_id in changed
            for name, window in zip(NAMES, self._of(key_id), strict=True)
        ]
        if rows:
            await self._database.write(lambda connection: _save(connection, rows))


def _save(connection: sa.Connection, rows: list[dict[str, object]]) -> None:
    connection.execute(
        sa.text(
            "INSERT INTO rate_windows (key_id, name, started_at, count) VALUES (:key, :name, :start, :count) "
            "ON CONFLICT (key_id, name) DO UPDATE SET started_at = :start, count = :count"
        ),
        rows,
    )
