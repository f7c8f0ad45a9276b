"""One generation, step by step: ask, write, bring pictures, render, settle."""

import logging
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import partial

import msgspec
from cardwright_wire import charge, messages
from msgspec.structs import replace

from cardwright.db import generations
from cardwright.db.generations import FileRow, Rendered
from cardwright.errors import CardwrightError, EmptyOutput, Unavailable, Unwanted
from cardwright.jobs.engines import StepRunner
from cardwright.jobs.patience import patiently
from cardwright.jobs.wanted import while_wanted
from cardwright.pipeline import Order
from cardwright.tasks import render_in_cell
from cardwright.worker.begin import Begin
from cardwright.worker.desk import Desk
from cardwright.worker.pictures import Pictures
from cardwright.worker.settlement import Settlement
from cardwright.worker.steps import RenderedStep, SoughtStep, WrittenStep, kept
from cardwright.worker.writing import Writing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Generations:
    """Runs generations. `lease_s` is for how long an attempt owns one."""

    desk: Desk
    writing: Writing
    pictures: Pictures
    lease_s: float

    async def run(self, generation_id: str, step: StepRunner) -> None:
        """The whole job; it leaves the generation completed or failed."""
        attempt = await self._claim(generation_id)
        if attempt is None:
            return
        settlement = Settlement(self.desk, generation_id, attempt)
        try:
            await _Attempt(self, settlement).run(step)
        except Unwanted:
            log.info("generation %s was cancelled at its work", generation_id)
            self.desk.traces.note({"cardwright.outcome": "cancelled"})
        except EmptyOutput as error:
            await settlement.fail(error.status, messages.EMPTY_OUTPUT)
        except CardwrightError as error:
            log.warning("generation %s failed: %s", generation_id, type(error).__name__)
            await settlement.fail(error.status, error.message)
        except Exception:
            log.exception("generation %s failed", generation_id)
            await settlement.fail(500, messages.GENERATION_ERROR)

    async def give_up(self, generation_id: str) -> None:
        """Fail and refund a generation that no run will finish any more."""
        attempt = await self._claim(generation_id)
        if attempt is not None:
            log.error("generation %s was lost by its engine; it ends as failed", generation_id)
            await Settlement(self.desk, generation_id, attempt).fail(500, messages.GENERATION_ERROR)

    async def _claim(self, generation_id: str) -> int | None:
        until = self.desk.clock.now() + self.lease_s
        return await self.desk.write(lambda c: generations.claim(c, generation_id, until))


class _Attempt:
    """One run at a generation. Of its steps those that were done by runs before it are not done again."""

    def __init__(self, of: Generations, settlement: Settlement) -> None:
        self._desk, self._writing, self._pictures, self._settlement = of.desk, of.writing, of.pictures, settlement
        self._id, self._attempt = settlement.generation_id, settlement.attempt
        self._begin = Begin(of.desk, self._id, self._attempt)

    async def run(self, step: StepRunner) -> None:
        """Its steps in order, and its end."""
        taken = await patiently(self._settlement.taken)
        order = msgspec.json.decode(taken.order_json, type=Order)
        text = await self._text(step, taken.order_json, order)
        text, pictures, paid, model = await self._illustrated(step, taken.order_json, order, text)
        await self._enter("rendering", text.cards)
        files = await step(
            "render", lambda _: while_wanted(self._render(taken.order_json, order, text, pictures), self._wanted)
        )
        made = msgspec.json.decode(files, type=RenderedStep)
        await self._settlement.complete(taken, made, pictures, charge(text.cards, paid, model or None), text.undone)

    async def _text(self, step: StepRunner, order_json: bytes, order: Order) -> WrittenStep:
        answer = ""
        if order.revision is not None or order.authored:
            answer = await step(
                "ask", lambda id_: while_wanted(self._writing.ask(id_, order, self._begin), self._wanted)
            )
        written = await step(
            "write",
            lambda _: while_wanted(self._writing.write(order_json, order, answer, self._begin), self._wanted),
        )
        return msgspec.json.decode(written, type=WrittenStep)

    async def _illustrated(
        self, step: StepRunner, order_json: bytes, order: Order, text: WrittenStep
    ) -> tuple[WrittenStep, str, int, str]:
        """The text with its pictures, these, and how many of them were paid, of which model."""
        wish, pictures = order.wish, "[]"
        if wish is not None or await patiently(lambda: self._pictures.are_named(order, text.deck)):
            await self._enter("images", text.cards)
            pictures = await step("images", lambda id_: self._pictures.illustrate(id_, order, text.deck, self._begin))
        if wish is None:
            return text, pictures, 0, ""
        found = await step(
            "seek",
            lambda id_: self._pictures.seek(id_, order_json, order, wish, text.deck, pictures, self._begin),
        )
        sought = msgspec.json.decode(found, type=SoughtStep)
        shown = msgspec.json.encode(sought.pictures).decode()
        return replace(text, deck=sought.deck), shown, sought.paid, sought.model

    async def _render(self, order_json: bytes, order: Order, text: WrittenStep, pictures: str) -> str:
        desk, begun = self._desk, partial(self._begin, "rendering")
        view, made = await desk.cells.run(
            render_in_cell,
            order_json,
            await desk.store.get(text.deck),
            await desk.pictures(pictures),
            await desk.design(order_json),
            begun=begun,
        )
        rows = [FileRow(text.title, await desk.store.put(f.data), f.media_type, f.suffix, len(f.data)) for f in made]
        for format_, row in zip((*order.exports, *order.extras), rows, strict=True):
            desk.count_file(format_, row.size)
        files = Rendered(title=text.title, deck_sha256=text.deck, view_sha256=await desk.store.put(view))
        if order.exports:
            first = rows[0]
            files = changed(
                files,
                export_sha256=first.sha256,
                export_suffix=first.suffix,
                export_type=first.media_type,
                export_size=first.size,
            )
        return kept(RenderedStep(files, dict(zip(order.extras, rows[len(order.exports) :], strict=True))))

    async def _enter(self, stage: str, cards: int) -> None:
        await self._desk.write(lambda c: generations.enter(c, self._id, self._attempt, stage, cards))
        self._desk.ring(self._id)

    async def _wanted(self) -> bool:
        """Whether the generation is still to be made; a database that is away says nothing against it.

        Not whether this attempt still owns it: a step's failure is kept, and a newer attempt would read it.
        """
        try:
            return generations.wanted(self._desk.database, self._id)
        except Unavailable:
            return True
