"""Duties: what one process does for all, such as sending what is due. Another one takes over when it is gone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cardwright.db import Database, leases
from cardwright.errors import Unavailable

log = logging.getLogger(__name__)
LOOKS: Final = 3  # in the time of one lease
Work = Callable[[], Awaitable[None]]  # runs for ever, until it is cancelled


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of the process `holder`; a lease of one is for `seconds`."""

    database: Database
    holder: str
    seconds: float

    async def keep(self, name: str, work: Work) -> None:
        """Do `work` whenever no other process does it; for ever."""
        if not self.database.is_shared:
            await work()
            return
        doing: asyncio.Future[None] | None = None
        try:
            while True:
                mine = await self._take(name)
                if doing is not None and (doing.done() or not mine):
                    await _ended(doing, name)
                    doing = None
                if mine and doing is None:
                    doing = asyncio.ensure_future(work())
                await asyncio.sleep(self.seconds / LOOKS)
        finally:
            if doing is not None:
                await _ended(doing, name)
                with suppress(Exception):  # the lease ends by itself
                    await self.database.write(lambda c: leases.end(c, f"duty {name}", self.holder))

    async def _take(self, name: str) -> bool:
        try:
            return await self.database.write(lambda c: leases.take(c, f"duty {name}", self.holder, self.seconds))
        except Unavailable:
            return False


async def _ended(doing: asyncio.Future[None], name: str) -> None:
    """Cancel what is done, and wait for its end."""
    doing.cancel()
    try:
        await doing
    except asyncio.CancelledError:
        return
    except Exception:
        log.exception("%s ended; it begins again", name)
