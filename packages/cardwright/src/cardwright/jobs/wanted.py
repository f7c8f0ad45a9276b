"""Long work that ends when nobody wants its result any more."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from cardwright.errors import Unwanted

T = TypeVar("T")
LOOK_S: Final = 1.0


async def while_wanted(work: Awaitable[T], wanted: Callable[[], Awaitable[bool]], every: float = LOOK_S) -> T:
    """The result of `work`; `wanted` is asked every so many seconds while it goes on, and what is short is done unasked.

    Raises:
        Unwanted: it was not wanted any more, and was cancelled.
    """
    doing = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({doing}, timeout=every))[0]:
            if not await wanted():
                msg = "nobody waits for the result any more"
                raise Unwanted(msg)
        return doing.result()
    finally:
        doing.cancel()  # which does nothing to what has ended
