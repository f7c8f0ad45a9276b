"""The heart of an executor: as long as it beats, its jobs are its own; when it stops, others take them over.

It beats on a thread of its own, so that a busy event loop does not look dead; and it looks after others on another
one, which may have to wait for a row.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import exc

from cardwright.db import Database, leases
from cardwright.db.absence import Absence

log = logging.getLogger(__name__)
BEATS: Final = 3  # in the time of one lease
_KEPT_S: Final = 86_400.0  # how long an ended lease is known


@dataclass(slots=True)
class Heart:
    """Holds the lease of `executor` for `seconds`, again and again; `each` is called as often, beside it."""

    database: Database
    executor: str
    version: str
    slots: int
    seconds: float
    each: Callable[[], object]
    _ended: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])

    def start(self) -> None:
        """Take the lease, and begin to beat.

        Raises:
            DBAPIError: the database cannot be reached.
        """
        self._beat()
        for what, work in (("heartbeats", self._beat), ("jobs of processes that are gone", self.each)):
            thread = threading.Thread(target=self._again_and_again, args=(what, work), name=what, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Stop beating; what this executor has not finished is free for others at once."""
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=5)
        try:
            with self.database.engine.begin() as connection:
                leases.end(connection, self._name, self.executor)
        except exc.DBAPIError as error:
            log.warning("the lease could not be given up; it ends by itself: %s", error.orig)

    @property
    def _name(self) -> str:
        return f"executor {self.executor}"

    def _again_and_again(self, what: str, work: Callable[[], object]) -> None:
        absence = Absence(log, what)
        while not self._ended.wait(self.seconds / BEATS):
            try:
                work()
                absence.over()
            except exc.DBAPIError as error:
                absence.met(error)
            except Exception:
                log.exception("%s failed; trying again", what)

    def _beat(self) -> None:
        with self.database.engine.begin() as connection:
            leases.take(connection, self._name, self.executor, self.seconds, self.version, self.slots)
            leases.forget(connection, _KEPT_S)
