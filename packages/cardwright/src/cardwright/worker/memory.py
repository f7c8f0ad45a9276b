"""The answers of a language model that were paid, in the database: after a crash only what is missing is asked."""

import asyncio
from dataclasses import dataclass
from typing import Final

from cardwright.db import answers, generations
from cardwright.errors import Unwanted
from cardwright.jobs.patience import patiently
from cardwright.worker.desk import Desk
from cardwright.write.author import Kept

LOOK_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Memory:
    """The answers of one generation, by their questions' keys, as one attempt at it knows them."""

    desk: Desk
    generation_id: str
    attempt: int

    async def recall(self, key: str) -> Kept | None:
        """The answer to a question that was asked before; None when this attempt is to ask.

        An attempt that a newer one has overtaken asks nobody, for both would pay: it waits for what the newer one keeps. It
        must not fail, since a step's failure is kept, and the newer one would read it.

        Raises:
            Unwanted: the generation has ended, by somebody who took it over or cancelled it; nobody is to be asked.
        """
        while True:
            found = await patiently(lambda: self._found(key))
            if found is not None:
                return Kept(*found)
            newest = await patiently(self._newest)
            if newest is None:
                msg = "its answers are gone with its end"
                raise Unwanted(msg)
            if newest == self.attempt:
                return None
            await asyncio.sleep(LOOK_S)

    async def _found(self, key: str) -> tuple[bytes, int, float] | None:
        return answers.find(self.desk.database, self.generation_id, key)

    async def _newest(self) -> int | None:
        return generations.newest(self.desk.database, self.generation_id)

    async def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        await self.desk.write(lambda c: answers.keep(c, self.generation_id, key, kept.answer, kept.tokens, kept.money))
