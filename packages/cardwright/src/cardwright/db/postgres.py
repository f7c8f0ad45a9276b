"""A PostgreSQL database: reads on the caller's thread, writes in row-locked transactions on a few threads.

Transactions are READ COMMITTED. What may happen once only is decided by one
statement (`UPDATE … WHERE status = 'pending'`, `INSERT … ON CONFLICT`), or
after a row was locked (`db/locks.py`). Rows are locked in the order generation,
ledger, workspace; what the server ends to resolve a deadlock is run again.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import psycopg
import sqlalchemy as sa
from sqlalchemy import exc

from cardwright import ids
from cardwright.db.address import parameters, place
from cardwright.db.database import Work
from cardwright.db.migrate import migrate
from cardwright.db.notices import Notices
from cardwright.db.readers import AWAY, Readers, adapted
from cardwright.db.writers import Writers
from cardwright.errors import Misconfigured, Unavailable

T = TypeVar("T")
WRITERS: Final = 4
TRIES: Final = 8  # of a transaction that loses to others
OLDEST: Final = 15
_LOST: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock
# A process that was stopped within a transaction must not hold its rows for ever.
_WRITER: Final = b"SET idle_in_transaction_session_timeout = '10s'"
_READER: Final = b"SET default_transaction_read_only = on; SET statement_timeout = '10s'"
# What is counted may be lost with the last half second before a crash; nobody waits for the disk.
_COUNTER: Final = b"SET synchronous_commit = off; SET statement_timeout = '10s'"
_FACTS: Final = (
    b"SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'), "
    b"has_database_privilege(current_database(), 'CREATE') OR to_regnamespace('dbos') IS NOT NULL"
)


class PostgresDatabase:
    """The database at a URL such as `postgresql://user:password@host/name`.

    Raises:
        Misconfigured: it cannot be reached, or not be used.
    """

    is_shared = True

    def __init__(self, url: str) -> None:
        self._parameters = parameters(url)
        self._check()
        self.engine = sa.create_engine(
            "postgresql+psycopg://", creator=self._writer, isolation_level="READ COMMITTED",
            pool_size=8, max_overflow=16, pool_pre_ping=True,
        )  # fmt: skip
        self._writers = Writers(WRITERS)
        self._readers = Readers(self._reader)
        self._counters = Readers(self._counter)
        self._notices = Notices(self._listener)
        migrate(self.engine, self._in_transaction, place(self._parameters))

    def one(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        return self._readers.run(query, values).fetchone()

    def all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._readers.run(query, values).fetchall()

    async def write(self, work: Work[T]) -> T:
        return await self._writers.run(lambda: self._in_transaction(work))

    def write_now(self, work: Work[T]) -> T:
        return self._writers.run_now(lambda: self._in_transaction(work))

    def _in_transaction(self, work: Work[T]) -> T:
        tried = 1
        while True:
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except exc.DBAPIError as error:
                if _is_away(error):
                    raise Unavailable(AWAY) from error
                if tried == TRIES or _sqlstate(error) not in _LOST:
                    raise
            threading.Event().wait(0.005 * 2**tried * ids.jitter(0.5))
            tried += 1

    def at_once(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._counters.run(query, values).fetchall()

    def tell(self, word: str) -> None:
        self._notices.tell(word)

    def listen(self, heard: Callable[[str], None]) -> None:
        self._notices.listen(heard)

    def close(self) -> None:
        self._writers.close()
        self._notices.close()
        self._counters.close()
        self._readers.close()
        self.engine.dispose()

    def _connected(self) -> psycopg.Connection:
        return adapted(psycopg.connect(**self._parameters))  # pyright: ignore[reportArgumentType]

    def _writer(self) -> psycopg.Connection:
        try:
            connection = self._connected()
        except psycopg.errors.ConnectionTimeout:
            raise
        except psycopg.OperationalError as error:
            # The job engine waits for a database that is away; it knows that by these words, which libpq does not always say.
            raise psycopg.OperationalError(f"connection failed: {error}") from error
        connection.execute(_WRITER)
        connection.commit()
        return connection

    def _reader(self) -> psycopg.Connection:
        connection = self._connected()
        connection.autocommit = True
        connection.execute(_READER)
        return connection

    def _counter(self) -> psycopg.Connection:
        connection = self._connected()
        connection.autocommit = True
        connection.execute(_COUNTER)
        return connection

    def _listener(self) -> psycopg.Connection:
        connection = self._connected()
        connection.autocommit = True
        return connection

    def _check(self) -> None:
        try:
            with self._connected() as connection:
                facts = connection.execute(_FACTS).fetchone()
        except psycopg.OperationalError as error:
            msg = f"database_url: {place(self._parameters)} cannot be reached: {' '.join(str(error).split())}"
            raise Misconfigured(msg, "is the server running, and may this user log in?") from error
        assert facts is not None
        if complaint := _complaint(*facts):
            msg = f"database_url: {place(self._parameters)} {complaint}"
            raise Misconfigured(msg)


def _complaint(version: int, encoding: str, may_create: bool) -> str:  # noqa: FBT001 - a row
    """Why a database cannot be used; empty when it can."""
    if version < OLDEST:
        return f"is PostgreSQL {version}; {OLDEST} or newer is needed"
    if encoding != "UTF8":
        return f"has the encoding {encoding}; make it with ENCODING 'UTF8'"
    return "" if may_create else "lets its user create nothing; make the user its owner"


def _sqlstate(error: exc.DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _is_away(error: exc.DBAPIError) -> bool:
    """Whether a connection was lost, or never made: then no statement is to blame."""
    never = isinstance(error, exc.OperationalError) and error.statement is None and _sqlstate(error) not in _LOST
    return error.connection_invalidated or never
