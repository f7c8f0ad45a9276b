"""What a job's steps do. Wiring only: the pipeline's stages, the store, the ledger, the engine.

A step's result is a short JSON text that the engine checkpoints; whatever is
large lies in the store under its hash, so a step that ran is never run again.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import msgspec
import sqlalchemy as sa
from cardwright_wire import charge, messages

from cardwright.accounts import credits
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, generations
from cardwright.db.generations import Outcome, Rendered
from cardwright.deck import from_json, to_json
from cardwright.errors import CardwrightError, EmptyOutput, FetchRefused
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.jobs import MAX_ATTEMPTS
from cardwright.jobs.cells import Cells
from cardwright.jobs.engines import StepRunner
from cardwright.pipeline import File, Order, illustrated, rendered, viewed, written
from cardwright.scene import Image
from cardwright.store.local import LocalStore
from cardwright.write import Brief

log = logging.getLogger(__name__)


class WrittenStep(msgspec.Struct, frozen=True):
    """What the writing step leaves: where the deck lies and what it costs."""

    deck: str
    title: str
    cards: int


class PictureStep(msgspec.Struct, frozen=True):
    """One picture in the store."""

    source: str
    sha256: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Worker:
    """Runs generations."""

    database: Database
    store: LocalStore
    cells: Cells
    fetch_images: bool = True
    lease_s: float = 600.0
    clock: Clock = SYSTEM

    async def flow(self, generation_id: str, step: StepRunner) -> None:
        """The whole job. Every accepted generation leaves it completed or failed."""
        until = self.clock.now() + self.lease_s
        attempt = await self.database.write(lambda c: generations.claim(c, generation_id, until))
        if attempt is None:
            return
        try:
            if attempt > MAX_ATTEMPTS:
                await self._fail(generation_id, attempt, 500, messages.GENERATION_ERROR)
                return
            await self._run(generation_id, attempt, step)
        except EmptyOutput as error:
            await self._fail(generation_id, attempt, error.status, messages.EMPTY_OUTPUT)
        except CardwrightError as error:
            log.warning("generation %s failed: %s", generation_id, error.message)
            await self._fail(generation_id, attempt, error.status, error.message)
        except Exception:
            log.exception("generation %s failed", generation_id)
            await self._fail(generation_id, attempt, 500, messages.GENERATION_ERROR)

    async def _run(self, generation_id: str, attempt: int, step: StepRunner) -> None:
        await self._enter(generation_id, attempt, "writing")
        text = msgspec.json.decode(await step("write", self._write), type=WrittenStep)
        await self._enter(generation_id, attempt, "images")
        pictures = await step("images", lambda id_: self._illustrate(id_, text.deck))
        await self._enter(generation_id, attempt, "rendering")
        files = await step("render", lambda id_: self._render(id_, text, pictures))
        names = msgspec.json.decode(files, type=Rendered)
        await self.database.write(lambda c: self._complete(c, generation_id, attempt, names, charge(text.cards)))

    async def _enter(self, generation_id: str, attempt: int, stage: str) -> None:
        await self.database.write(lambda c: generations.enter(c, generation_id, attempt, stage))

    def _order(self, generation_id: str) -> tuple[bytes, Order]:
        found = generations.order(self.database, generation_id)
        assert found is not None, generation_id
        return found[0], msgspec.json.decode(found[0], type=Order)

    async def _write(self, generation_id: str) -> str:
        order, _ = self._order(generation_id)
        deck, title, cards = await self.cells.run(write_in_cell, order)
        return _small(WrittenStep(self.store.put(deck), title, cards))

    async def _illustrate(self, generation_id: str, deck_sha256: str) -> str:
        _, order = self._order(generation_id)
        if not self.fetch_images:
            return "[]"
        deck = from_json(self.store.get(deck_sha256))
        async with GuardedFetcher() as fetch:
            found = await illustrated(order, deck, fetch, self._check, partial(_log_missed, generation_id))
        steps = [
            PictureStep(source, self.store.put(image.data), image.media_type, image.width, image.height)
            for source, image in found.items()
        ]
        return msgspec.json.encode(steps).decode()

    async def _check(self, data: bytes) -> Image:
        return await self.cells.run(checked, data)

    async def _render(self, generation_id: str, text: WrittenStep, pictures: str) -> str:
        order, _ = self._order(generation_id)
        images = {
            found.source: (found.sha256, found.media_type, found.width, found.height, self.store.get(found.sha256))
            for found in msgspec.json.decode(pictures, type=list[PictureStep])
        }
        view, exports = await self.cells.run(render_in_cell, order, self.store.get(text.deck), images)
        shas = [self.store.put(file.data) for file in exports]
        first = exports[0] if exports else None
        return _small(
            Rendered(
                title=text.title,
                deck_sha256=text.deck,
                view_sha256=self.store.put(view),
                export_sha256=shas[0] if first else None,
                export_suffix=first.suffix if first else None,
                export_type=first.media_type if first else None,
                export_size=len(first.data) if first else None,
            )
        )

    def _complete(
        self, connection: sa.Connection, generation_id: str, attempt: int, files: Rendered, cost: int
    ) -> None:
        generations.record(connection, generation_id, attempt, files)
        self._end(connection, generation_id, attempt, cost)

    async def _fail(self, generation_id: str, attempt: int, status: int, message: str) -> None:
        await self.database.write(lambda c: self._end(c, generation_id, attempt, 0, message, status))

    def _end(
        self,
        connection: sa.Connection,
        generation_id: str,
        attempt: int,
        cost: int,
        message: str | None = None,
        status: int | None = None,
    ) -> None:
        """Settle and finish in one transaction, or do neither."""
        now = self.clock.now()
        remaining = credits.settle(connection, generation_id, cost, now)
        if remaining is None:
            return
        outcome = Outcome(cost, remaining, now, message, status)
        if not generations.finish(connection, generation_id, attempt, outcome):
            # A newer attempt owns the job: undo the settlement with everything else.
            connection.get_transaction().rollback()  # pyright: ignore[reportOptionalMemberAccess]

    async def reconcile(self, dead: list[str]) -> None:
        """Fail and refund generations that no run will finish any more."""
        until = self.clock.now() + self.lease_s
        for generation_id in dead:
            attempt = await self.database.write(lambda c, id_=generation_id: generations.claim(c, id_, until))
            if attempt is not None:
                log.error("generation %s was lost by its engine; it ends as failed", generation_id)
                await self._fail(generation_id, attempt, 500, messages.GENERATION_ERROR)


def _small(value: msgspec.Struct | Rendered) -> str:
    return msgspec.json.encode(value).decode()


def _log_missed(generation_id: str, source: str, error: CardwrightError) -> None:
    """Say why a picture is missing; not its URL, which may hold secrets."""
    log.info("%s: a picture was left out: %s", generation_id, error.message)


def write_in_cell(order_json: bytes) -> tuple[bytes, str, int]:
    """Deck JSON, title and number of cards for an order; runs in a render process."""
    answer = written(msgspec.json.decode(order_json, type=Order))
    return to_json(answer.deck), answer.deck.title, len(answer.deck.cards)


Stored = tuple[str, str, int, int, bytes]


def render_in_cell(order_json: bytes, deck_json: bytes, pictures: Mapping[str, Stored]) -> tuple[bytes, list[File]]:
    """The page to view and the files asked for; runs in a render process."""
    order = msgspec.json.decode(order_json, type=Order)
    images = {source: _image(stored) for source, stored in pictures.items()}
    deck = from_json(deck_json)
    return viewed(order, deck, images), rendered(order, deck, images, order.exports)


def _image(stored: Stored) -> Image:
    sha256, media_type, width, height, data = stored
    if media_type not in {"image/png", "image/jpeg"}:
        msg = f"a stored picture claims to be {media_type}"
        raise FetchRefused(msg)
    return Image(sha256, "image/png" if media_type == "image/png" else "image/jpeg", width, height, data)


def warm_in_cell() -> None:
    """Load everything a first job would wait for."""
    order = Order(Brief("# Warm\n\nA first page.", mode="preserve", cards=1), exports=("pdf", "pptx"))
    answer = written(order)
    viewed(order, answer.deck, {})
    rendered(order, answer.deck, {}, order.exports)
