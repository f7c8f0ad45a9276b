"""One SQLite file in WAL mode: reads on the caller's thread, writes through one thread.

A WAL reader never waits for the writer, and a thread hop costs more than a
read, so reads go straight. `synchronous=FULL`: what is committed survives a
power cut.
"""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from anyio import to_thread
from sqlalchemy import event

from cardwright.db.migrate import migrate

T = TypeVar("T")
Work = Callable[[sa.Connection], T]
BUSY_MS = 15_000


class Database:
    """Opens, migrates and serves the file at `path`; close it when done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = _engine(path)  # plain transactions, for the job engine
        self._writer = _engine(path, immediate=True)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="db-writer")
        migrate(self._writer, path)
        self._reader = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY_MS / 1000)
        self._reader.execute("PRAGMA query_only=ON")

    def one(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row, or None. Microseconds; for the event loop's thread."""
        return self._reader.execute(query, values).fetchone()

    def all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows."""
        return self._reader.execute(query, values).fetchall()

    async def write(self, work: Work[T]) -> T:
        """Run `work` in one transaction on the writer's thread; committed when this returns."""
        return await to_thread.run_sync(lambda: self._thread.submit(self._in_transaction, work).result())

    def write_now(self, work: Work[T]) -> T:
        """The same for callers without an event loop."""
        return self._thread.submit(self._in_transaction, work).result()

    def _in_transaction(self, work: Work[T]) -> T:
        with self._writer.begin() as connection:
            return work(connection)

    def close(self) -> None:
        self._thread.shutdown(wait=True)
        self._reader.close()
        self._writer.dispose()
        self.engine.dispose()


def _engine(path: Path, *, immediate: bool = False) -> sa.Engine:
    """An engine with our pragmas; `immediate` takes the write lock when a transaction begins.

    Without that, a transaction that reads first and writes later can fail
    because another one wrote in between.
    """
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})

    def connected(connection: Any, _: Any) -> None:
        if immediate:
            connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", connected)
    if immediate:
        event.listen(engine, "begin", _lock)
    return engine


def _lock(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
