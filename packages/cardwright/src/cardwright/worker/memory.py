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
            found, newest = await patiently(lambda: self._looked(key))
            if found is not None:
                return Kept(*found)
            if newest is None:
                msg = "its answers are gone with its end"
                raise Unwanted(msg)
            if newest == self.attempt:
                return None
            await asyncio.sleep(LOOK_S)

    async def _looked(self, key: str) -> tuple[tuple[bytes, int, float] | None, int | None]:
        """The answer that is kept, and the newest attempt."""
        database = self.desk.database
        return answers.find(database, self.generation_id, key), generations.newest(database, self.generation_id)

    async def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        await self.desk.write(lambda c: answers.keep(c, self.generation_id, key, kept.answer, kept.tokens, kept.money))
