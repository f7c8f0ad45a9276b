"""One SQLite file in WAL mode: reads on the caller's thread, writes through one thread.

A WAL reader never waits for the writer, and a thread hop costs more than a
read, so reads go straight. `synchronous=FULL`: what is committed survives a
power cut.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event

from cardwright.db.database import Work
from cardwright.db.migrate import migrate
from cardwright.db.writers import Writers

T = TypeVar("T")
BUSY_MS = 15_000


class SqliteDatabase:
    """The database in the file at `path`."""

    is_shared = False  # the data folder is locked by its one process

    def __init__(self, path: Path) -> None:
        self.engine = _engine(path)
        self._writer = _engine(path, immediate=True)
        self._writers = Writers(1)
        migrate(self.engine, self._in_transaction, str(path))
        self._reader = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY_MS / 1000)
        self._reader.execute("PRAGMA query_only=ON")

    def one(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        return self._reader.execute(query, values).fetchone()

    def all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._reader.execute(query, values).fetchall()

    async def write(self, work: Work[T]) -> T:
        return await self._writers.run(lambda: self._in_transaction(work))

    def write_now(self, work: Work[T]) -> T:
        return self._writers.run_now(lambda: self._in_transaction(work))

    def _in_transaction(self, work: Work[T]) -> T:
        with self._writer.begin() as connection:
            return work(connection)

    def at_once(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        def work(connection: sa.Connection) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(query, tuple(values))]

        return self.write_now(work)

    def tell(self, word: str) -> None:
        """There is one process, which knows."""

    def listen(self, heard: Callable[[str], None]) -> None:
        """Nobody says anything."""

    def close(self) -> None:
        self._writers.close()
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
