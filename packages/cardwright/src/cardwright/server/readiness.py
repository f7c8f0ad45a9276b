"""Whether this process can do its work now: for probes, balancers and alerts."""

import logging
from dataclasses import dataclass, field
from typing import Final

from anyio import fail_after, to_thread

from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, migrate
from cardwright.store import Store

log = logging.getLogger(__name__)
OK: Final = "ok"
_FRESH_S: Final = 2.0  # for which what was found out about the store holds, however many ask
_STORE_S: Final = 2.0  # within which it must answer


@dataclass(slots=True)
class Readiness:
    """What one process needs: rows of the right schema, files; and that nobody told it to stop."""

    database: Database
    store: Store
    clock: Clock = SYSTEM
    draining: bool = False
    _store: str = OK
    _until: float = field(default=float("-inf"))

    async def checks(self) -> dict[str, str]:
        """Each thing that is needed: `ok`, or in a word what is wrong."""
        return {
            "process": "draining" if self.draining else OK,
            **self._rows(),
            "store": await self._files(),
        }

    def _rows(self) -> dict[str, str]:
        try:
            current = migrate.is_current(self.database)
        except Exception as error:  # noqa: BLE001 - whatever it is, there are no rows
            log.debug("the database does not answer: %s", type(error).__name__)
            return {"database": "unavailable", "schema": "unknown"}
        return {"database": OK, "schema": OK if current else "outdated"}

    async def _files(self) -> str:
        now = self.clock.monotonic()
        if now >= self._until:
            self._until = now + _FRESH_S
            try:
                with fail_after(_STORE_S):
                    await to_thread.run_sync(self.store.check, abandon_on_cancel=True)
                self._store = OK
            except Exception as error:  # noqa: BLE001 - whatever it is, there are no files
                log.debug("the store does not answer: %s", type(error).__name__)
                self._store = "unavailable"
        return self._store
