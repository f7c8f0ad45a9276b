"""The answers of a language model that were paid, in the database: after a crash only what is missing is asked."""

from dataclasses import dataclass

from cardwright.db import answers, generations
from cardwright.errors import Unwanted
from cardwright.jobs.patience import patiently
from cardwright.worker.desk import Desk
from cardwright.write.author import Kept


@dataclass(frozen=True, slots=True)
class Memory:
    """The answers of one generation, by their questions' keys."""

    desk: Desk
    generation_id: str

    async def recall(self, key: str) -> Kept | None:
        """The answer to a question that was asked before.

        Raises:
            Unwanted: the generation has ended, by somebody who took it over or cancelled it; nobody is to be asked.
        """
        found = await patiently(lambda: self._found(key))
        return Kept(*found) if found else None

    async def _found(self, key: str) -> tuple[bytes, int, float] | None:
        found = answers.find(self.desk.database, self.generation_id, key)
        if found is None and not generations.wanted(self.desk.database, self.generation_id):
            msg = "its answers are gone with its end"
            raise Unwanted(msg)
        return found

    async def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        await self.desk.write(lambda c: answers.keep(c, self.generation_id, key, kept.answer, kept.tokens, kept.money))
