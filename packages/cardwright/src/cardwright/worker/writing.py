"""The steps that make a generation's text: what a language model is asked, and the deck."""

import logging
from dataclasses import dataclass
from functools import partial

import msgspec

from cardwright.clock import Clock
from cardwright.db import generations
from cardwright.deck import from_json, to_json
from cardwright.errors import LimitExceeded, ModelFailed
from cardwright.jobs.cells import Begun
from cardwright.llm import Budget, Model
from cardwright.pipeline import Order
from cardwright.tasks import revise_in_cell, write_in_cell
from cardwright.worker.begin import Begin
from cardwright.worker.desk import Desk
from cardwright.worker.memory import Memory
from cardwright.worker.steps import WrittenStep, kept
from cardwright.write.author import authored
from cardwright.write.revise import Revision, planned

log = logging.getLogger(__name__)


class _Made(msgspec.Struct, frozen=True):
    """What a language model wrote; the blocks of its deck are read by their kinds."""

    deck: msgspec.Raw
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """The language model that is set, if one is, and what one generation may take of it. `context` is in tokens, of a question and its answer."""

    model: Model | None = None
    seconds: float = 120.0
    tokens: int = 100_000
    context: int = 32_000
    money: float = 0.0

    def budget(self, clock: Clock) -> Budget:
        """What a generation may take, from now on."""
        return Budget(self.seconds, self.tokens, clock, self.money, self.context)


@dataclass(frozen=True, slots=True)
class Writing:
    """Asks and writes. An answer is a step of its own, so that it is paid once: what is made of it is made again at no cost."""

    desk: Desk
    asking: Asking

    async def ask(self, generation_id: str, order: Order, begin: Begin) -> str:
        """The hash of what a language model wrote or wants done; empty when none says."""
        await begin("writing")
        model = self.asking.model
        if model is None:  # there was one when the order was taken
            return ""
        try:
            if order.revision is None:
                return await self._author(model, generation_id, order, begin.attempt)
            deck = from_json(await self.desk.store.get(order.deck))
            plan = await planned(model, deck, order.revision, self.asking.budget(self.desk.clock))
        except ModelFailed as error:
            log.warning("%s: no language model has answered: %s", generation_id, type(error).__name__)
            return ""
        return await self.desk.store.put(msgspec.json.encode(plan))

    async def _author(self, model: Model, generation_id: str, order: Order, attempt: int) -> str:
        async def progress(written: int, cards: int) -> None:
            await self.desk.write(lambda c: generations.count_written(c, generation_id, attempt, written, cards))
            self.desk.ring(generation_id)

        memory, budget = Memory(self.desk, generation_id, attempt), self.asking.budget(self.desk.clock)
        made = await authored(
            model, order.brief, budget, memory, progress, theme=order.theme, window=self.asking.context
        )
        return await self.desk.store.put(msgspec.json.encode(made))

    async def write(self, order_json: bytes, order: Order, answer: str, begin: Begin) -> str:
        """The deck, of an order and of what a language model answered."""
        begun, store = partial(begin, "writing"), self.desk.store
        if order.revision:
            return kept(await self._revised(order, order.revision, answer, begun))
        if order.deck:
            deck = from_json(await store.get(order.deck))
            return kept(WrittenStep(order.deck, deck.title, len(deck.cards)))
        if order.authored and answer:
            return kept(await self._authored(answer))
        made, title, cards, warnings = await self.desk.cells.run(write_in_cell, order_json, begun=begun)
        return kept(WrittenStep(await store.put(made), title, cards, warnings if order.authored else ()))

    async def _revised(self, order: Order, revision: Revision, answer: str, begun: Begun) -> WrittenStep:
        deck = await self.desk.store.get(order.deck)
        try:
            plan = await self.desk.store.get(answer) if answer else b""
            made, title, cards, undone = await self.desk.cells.run(revise_in_cell, deck, revision, plan, begun=begun)
        except LimitExceeded as error:
            log.warning("what a language model wanted done was too much: %s", type(error).__name__)
            made, title, cards, undone = revise_in_cell(deck, revision, b"")
        return WrittenStep(await self.desk.store.put(made), title, cards, undone)

    async def _authored(self, answer: str) -> WrittenStep:
        """What a language model wrote, which was checked before it was kept."""
        raw = msgspec.json.decode(await self.desk.store.get(answer), type=_Made)
        deck = from_json(bytes(raw.deck))
        return WrittenStep(await self.desk.store.put(to_json(deck)), deck.title, len(deck.cards), raw.warnings)
