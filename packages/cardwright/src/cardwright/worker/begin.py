"""The moment at which the work of a generation begins, of which there may be so many."""

from dataclasses import dataclass

from cardwright.db import generations
from cardwright.jobs.tries import bound
from cardwright.worker.desk import Desk


@dataclass(slots=True)
class Begin:
    """Called with its stage by whatever work of a generation is about to begin; only the first of an attempt counts as a try.

    An attempt that ends before, waiting for a render process in a server that is killed again and again, is none.
    """

    desk: Desk
    generation_id: str
    attempt: int
    has_begun: bool = False

    async def __call__(self, stage: str) -> None:
        """Count the try.

        Raises:
            TriedTooOften: there were too many.
        """
        if self.has_begun:
            return
        self.has_begun = True
        tries = await self.desk.write(lambda c: generations.begin(c, self.generation_id, self.attempt, stage))
        self.desk.ring(self.generation_id)
        bound(tries)
