"""A PostgreSQL database: reads on the caller's thread, writes in row-locked transactions on a few threads.

Transactions are READ COMMITTED. What may happen once only is decided by one
statement (`UPDATE … WHERE status = 'pending'`, `INSERT … ON CONFLICT`), or
after a row was locked (`db/locks.py`). Rows are locked in the order generation,
ledger, workspace; what the server ends to resolve a deadlock is run again.
"""

import threading
from collections.abc import Sequence
from typing import Any, Final, TypeVar

import psycopg
import sqlalchemy as sa
from sqlalchemy import exc

from cardwright import ids
from cardwright.db.address import parameters, place
from cardwright.db.database import Work
from cardwright.db.migrate import migrate
from cardwright.db.readers import AWAY, Readers, adapted
from cardwright.db.writers import Writers
from cardwright.errors import Misconfigured, Unavailable

T = TypeVar("T")
WRITERS: Final = 4
TRIES: Final = 8  # of a transaction that loses to others
OCCUPY_MS: Final = 20_000  # in which the end of a server that was killed is noticed
SERVER_LOCK: Final = 0x43415244  # "CARD"; such locks are counted for each database
OLDEST: Final = 13
_LOST: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_READER: Final = b"SET default_transaction_read_only = on; SET statement_timeout = '10s'"
_SERVER: Final = (
    b"SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2; "
    b"SET lock_timeout = %d; SELECT pg_advisory_lock(%d)"
)
_FACTS: Final = (
    b"SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'), "
    b"has_database_privilege(current_database(), 'CREATE') OR to_regnamespace('dbos') IS NOT NULL"
)


class PostgresDatabase:
    """The database at a URL such as `postgresql://user:password@host/name`.

    Raises:
        Misconfigured: it cannot be reached, or not be used.
    """

    def __init__(self, url: str) -> None:
        self._parameters = parameters(url)
        self._check()
        self.engine = sa.create_engine(
            "postgresql+psycopg://", creator=self._connected, isolation_level="READ COMMITTED",
            pool_size=8, max_overflow=16, pool_pre_ping=True,
        )  # fmt: skip
        self._writers = Writers(WRITERS)
        self._readers = Readers(self._reader)
        self._server: psycopg.Connection | None = None  # holds the lock that says who serves
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

    def occupy(self) -> None:
        if self._server is not None and _lives(self._server):
            return
        self._server = None
        try:
            server = self._connected()
            server.autocommit = True
            server.execute(_SERVER % (OCCUPY_MS, SERVER_LOCK))
        except psycopg.errors.LockNotAvailable as error:
            msg = f"database_url: another server runs on {place(self._parameters)}"
            raise Misconfigured(msg, "give each server a database of its own") from error
        except psycopg.OperationalError as error:
            raise Unavailable(AWAY) from error
        self._server = server

    def close(self) -> None:
        self._writers.close()
        self._readers.close()
        self.engine.dispose()
        if self._server is not None:
            self._server.close()

    def _connected(self) -> psycopg.Connection:
        return adapted(psycopg.connect(**self._parameters))  # pyright: ignore[reportArgumentType]

    def _reader(self) -> psycopg.Connection:
        connection = self._connected()
        connection.autocommit = True
        connection.execute(_READER)
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


def _lives(connection: psycopg.Connection) -> bool:
    try:
        connection.execute(b"SELECT 1")
    except psycopg.OperationalError:
        return False
    return True
