"""Asks that come in one turn of the event loop, answered by one statement.

A round trip to the database costs an event loop as much as all the rest of a poll. Where many ask, those whose
requests arrived together are answered together; who asks alone waits for nobody.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Together(Generic[K, V]):
    """Answers by `answer`, which takes what was asked and gives as many answers, in its order. For one event loop."""

    def __init__(self, answer: Callable[[Sequence[K]], Sequence[V]]) -> None:
        self._answer = answer
        self._asked: list[tuple[K, asyncio.Future[V]]] = []

    async def ask(self, what: K) -> V:
        """The answer to one of many; raises what `answer` does."""
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[V] = loop.create_future()
        self._asked.append((what, mine))
        if len(self._asked) == 1:  # behind all requests that wait for their turn now
            loop.call_soon(self._flush)
        return await mine

    def _flush(self) -> None:
        asked, self._asked = self._asked, []
        try:
            found = self._answer([what for what, _ in asked])
        except Exception as error:  # noqa: BLE001 - each of those who asked raises it
            for _, one in asked:
                if not one.done():
                    one.set_exception(error)
            return
        for (_, one), value in zip(asked, found, strict=True):
            if not one.done():  # who asked may have gone
                one.set_result(value)
