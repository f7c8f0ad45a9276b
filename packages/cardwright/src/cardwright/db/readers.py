"""Connections to PostgreSQL for reads: kept open, replaced when the server was restarted.

Their number follows from how many threads read at once. A read that fails
because its connection is dead is made again on a new one, once.
"""

import re
from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

import psycopg
from psycopg.types.string import StrDumperUnknown

from cardwright.clock import SYSTEM
from cardwright.errors import Unavailable

AWAY: Final = "The database cannot be reached"
PAUSE_S: Final = 1.0  # after a vain attempt to connect, in which no other is made: it would hold up the event loop
_MARKS: Final = re.compile(r"('[^']*')|\?|%")

Row = tuple[Any, ...]


class Readers:
    """Reads over connections that `connect` makes, which commit by themselves."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self._connect = connect
        self._idle: deque[psycopg.Connection] = deque()
        self._away_until = 0.0

    def run(self, query: str, values: Sequence[Any]) -> psycopg.Cursor[Row]:
        """A query whose rows have arrived.

        Raises:
            Unavailable: the server cannot be reached.
        """
        statement = translated(query)
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._on(self._opened(), statement, values)
        try:
            return self._on(connection, statement, values)
        except psycopg.OperationalError:
            if not connection.closed:
                raise
        self.close()  # whatever ended this connection has most likely ended the others
        return self._on(self._opened(), statement, values)

    def _on(self, connection: psycopg.Connection, statement: bytes, values: Sequence[Any]) -> psycopg.Cursor[Row]:
        try:
            return connection.execute(statement, values)
        finally:
            if not connection.closed:
                self._idle.append(connection)

    def _opened(self) -> psycopg.Connection:
        if SYSTEM.monotonic() < self._away_until:
            raise Unavailable(AWAY)
        try:
            return self._connect()
        except psycopg.OperationalError as error:
            self._away_until = SYSTEM.monotonic() + PAUSE_S
            raise Unavailable(AWAY) from error

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop().close()


@lru_cache(1024)
def translated(query: str) -> bytes:
    """A query with `?` for each value as psycopg wants it; what stands in quotes stays."""
    return _MARKS.sub(_mark, query).encode()


def _mark(found: re.Match[str]) -> str:
    if found[1]:
        return found[1].replace("%", "%%")
    return "%s" if found[0] == "?" else "%%"


class _Text(StrDumperUnknown):
    """Texts as PostgreSQL takes them: it knows no NUL, and the look of one takes its place."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd"))


def adapted(connection: psycopg.Connection) -> psycopg.Connection:
    """The connection, able to take any text."""
    connection.adapters.register_dumper(str, _Text)
    return connection
