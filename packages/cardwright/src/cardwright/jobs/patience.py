"""Patience: a job waits for a database that is away, however long that takes; nobody else would finish it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from cardwright.errors import Unavailable

T = TypeVar("T")
log = logging.getLogger(__name__)
LOOK_S: Final = 1.0


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """The result of `work`, which is done again until everything it needs is there."""
    waiting = False
    while True:
        try:
            return await work()
        except Unavailable as error:
            if not waiting:
                log.warning("%s; a job waits for it", error.message)
            waiting = True
            await asyncio.sleep(LOOK_S)
