"""What may be asked of a database, whichever keeps the rows.

A query is written once, for all dialects: `?` marks a value in a read, `:name` in a write.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
Work = Callable[[sa.Connection], T]  # may be run again when it lost to another transaction; commits nothing itself


class Database(Protocol):
    """Opened, migrated and ready; close it when done."""

    @property
    def engine(self) -> sa.Engine:
        """Plain transactions, for the job engine."""
        ...

    def one(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row, or None. Microseconds; for the event loop's thread.

        Raises:
            Unavailable: the database cannot be reached.
        """
        ...

    def all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows; raises what `one` does."""
        ...

    async def write(self, work: Work[T]) -> T:
        """Run `work` in one transaction on a thread for writing; committed when this returns.

        Raises:
            Unavailable: the database cannot be reached. In rare cases the transaction was committed all the same.
        """
        ...

    def write_now(self, work: Work[T]) -> T:
        """The same for callers without an event loop."""
        ...

    @property
    def is_shared(self) -> bool:
        """Whether several processes may serve it at the same time."""
        ...

    def at_once(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one writing statement on the caller's thread, and its rows; a crash of the database may undo it."""
        ...

    def tell(self, word: str) -> None:
        """Say a word of at most 200 characters to the processes on this database, itself included. Returns at once.

        What is said while the database is away is lost.
        """
        ...

    def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` on a thread with every word said from now on; with none, `""`, when some may have been missed."""
        ...

    def close(self) -> None: ...
