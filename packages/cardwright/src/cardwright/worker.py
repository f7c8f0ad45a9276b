"""What a job's steps do. Wiring only: the pipeline's stages, the store, the ledger, the engine.

A step's result is a short JSON text that the engine checkpoints; whatever is
large lies in the store under its hash, so a step that ran is never run again.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from cardwright_wire import charge, messages
from cardwright_wire import from_json as from_request_json
from msgspec.structs import replace

from cardwright import logs
from cardwright.accounts import credits, workspaces
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, Work, answers, exports, gammas, generations, jobs, pages, sites
from cardwright.db.exports import Export
from cardwright.db.gammas import Gamma, Shared
from cardwright.db.generations import FileRow, Outcome, Rendered, Taken
from cardwright.deck import Deck, all_words, from_json, to_json
from cardwright.errors import (
    CardwrightError,
    EmptyOutput,
    LayoutFailed,
    LimitExceeded,
    ModelFailed,
    TooSlow,
    Unavailable,
    Unwanted,
)
from cardwright.hooks.events import announce
from cardwright.ids import EXPORT_PREFIX, PICTURE_PREFIX, export_id
from cardwright.images.ask import Asker
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.providers import NO_PROVIDERS, Providers
from cardwright.images.seek import seek
from cardwright.images.sources import Found, Query, all_sources
from cardwright.jobs.caps import Cap
from cardwright.jobs.cells import Begun, Cells
from cardwright.jobs.engines import Step, StepRunner
from cardwright.jobs.metered import ended, metered
from cardwright.jobs.patience import patiently
from cardwright.jobs.tries import bound
from cardwright.jobs.wanted import while_wanted
from cardwright.lint import Report
from cardwright.llm import Budget, Model
from cardwright.metrics import Metrics
from cardwright.painting.paid import Bringer
from cardwright.painting.single import Singles
from cardwright.pipeline import (
    Order,
    illustrated,
    picture_sources,
)
from cardwright.scene import Image
from cardwright.store import Store
from cardwright.tasks import (
    Stored,
    export_in_cell,
    judge_in_cell,
    render_in_cell,
    revise_in_cell,
    roomy_in_cell,
    view_in_cell,
    write_in_cell,
)
from cardwright.traces import NOBODY, OFF, Traces
from cardwright.write.author import Kept, authored
from cardwright.write.remix.sought import settled
from cardwright.write.revise import Revision, planned

log = logging.getLogger(__name__)
T = TypeVar("T")


class WrittenStep(msgspec.Struct, frozen=True):
    """What the writing step leaves: where the deck lies, what it costs, and what was left undone."""

    deck: str
    title: str
    cards: int
    undone: tuple[str, ...] = ()


class PictureStep(msgspec.Struct, frozen=True):
    """One picture in the store."""

    source: str
    sha256: str
    media_type: str
    width: int
    height: int


class _Made(msgspec.Struct, frozen=True):
    """What a language model wrote; the blocks of its deck are read by their kinds."""

    deck: msgspec.Raw
    warnings: tuple[str, ...] = ()


class SoughtStep(msgspec.Struct, frozen=True):
    """What looking for further pictures leaves: the deck with them, all pictures, how many were paid, and their model."""

    deck: str
    pictures: tuple[PictureStep, ...]
    paid: int = 0
    model: str = ""


async def _in_vain(_: Query) -> Sequence[Found]:
    """What is found where nothing is set."""
    return ()


def _nobody(_: str) -> None:
    """Nobody waits."""


def _nothing() -> None:
    """Nobody sends events."""


class RenderedStep(msgspec.Struct, frozen=True):
    """What the rendering step leaves: the files, and further ones by their format."""

    files: Rendered
    extras: dict[str, FileRow]


@dataclass(frozen=True, slots=True)
class Worker:
    """Runs jobs."""

    database: Database
    store: Store
    cells: Cells
    fetch_images: bool = True
    lease_s: float = 600.0
    clock: Clock = SYSTEM
    metrics: Metrics = field(default_factory=Metrics)
    ring: Callable[[str], None] = _nobody  # told each job of which something new was committed
    wake_sender: Callable[[], None] = _nothing  # told that a generation's end was committed, with its events
    model: Model | None = None
    model_seconds: float = 120.0
    model_tokens: int = 100_000
    model_context: int = 32_000  # tokens of a question and its answer
    model_money: float = 0.0
    providers: Providers = NO_PROVIDERS
    painting: Cap | None = None
    traces: Traces = OFF

    async def flow(self, job_id: str, step: StepRunner) -> None:
        """The whole job. Everything that was accepted leaves it completed or failed."""
        logs.job_id.set(job_id)
        run = metered(_patient(step), self.metrics, self.clock, self.traces)
        kind, work = self._kind(job_id)
        parent = await patiently(lambda: self._accepted_in(job_id)) if self.traces.on else NOBODY
        with self.traces.span(kind, kind="consumer", parent=parent, attributes={f"cardwright.{kind}_id": job_id}):
            await work(job_id, run)

    def _kind(self, job_id: str) -> tuple[str, Callable[[str, StepRunner], Awaitable[None]]]:
        """What a job is called, and what does it."""
        if job_id.startswith(EXPORT_PREFIX):
            return "export", self._export
        if job_id.startswith(PICTURE_PREFIX):
            return "picture", self._singles().run
        return "generation", self._generate

    def _singles(self) -> Singles:
        return Singles(
            self.database, self.store, self.cells, self._bringer(), self.providers.painter, self.clock, self.metrics,
            self.traces,
        )  # fmt: skip

    def _bringer(self) -> Bringer:
        return Bringer(self.database, self.store, self.painting, self.traces)

    async def _accepted_in(self, job_id: str) -> str:
        """The span of the request that a job came from, perhaps in another process."""
        return jobs.trace(self.database, job_id)

    async def _write_down(self, work: Work[T]) -> T:
        return await patiently(lambda: self.database.write(work))

    async def _generate(self, generation_id: str, step: StepRunner) -> None:
        until = self.clock.now() + self.lease_s
        attempt = await self._write_down(lambda c: generations.claim(c, generation_id, until))
        if attempt is None:
            return
        try:
            await self._run(generation_id, attempt, step)
        except Unwanted:
            log.info("generation %s was cancelled at its work", generation_id)
            self.traces.note({"cardwright.outcome": "cancelled"})
        except EmptyOutput as error:
            await self._fail(generation_id, attempt, error.status, messages.EMPTY_OUTPUT)
        except CardwrightError as error:
            log.warning("generation %s failed: %s", generation_id, type(error).__name__)
            await self._fail(generation_id, attempt, error.status, error.message)
        except Exception:
            log.exception("generation %s failed", generation_id)
            await self._fail(generation_id, attempt, 500, messages.GENERATION_ERROR)

    async def _run(self, generation_id: str, attempt: int, step: StepRunner) -> None:
        taken = await patiently(lambda: self._taken_on(generation_id))
        order = msgspec.json.decode(taken.order_json, type=Order)
        begin = _Begin(self, generation_id, attempt)
        # A step of its own, so that an answer is paid once: what is made of it is made again at no cost.
        asks = order.revision is not None or order.authored
        wanted = partial(self._wanted, generation_id)
        plan = (
            await step("ask", lambda id_: while_wanted(self._ask(id_, order, attempt, begin), wanted)) if asks else ""
        )
        written = await step("write", lambda _: while_wanted(self._write(taken.order_json, order, plan, begin), wanted))
        text = msgspec.json.decode(written, type=WrittenStep)
        pictures, paid, model = "[]", 0, ""
        if order.wish is not None or await patiently(lambda: self._names_pictures(order, text.deck)):
            await self._enter(generation_id, attempt, "images", text.cards)
            pictures = await step("images", lambda id_: self._illustrate(id_, order, text.deck, begin))
        if order.wish is not None:
            deck, known = text.deck, pictures
            found = await step("seek", lambda id_: self._seek(id_, taken.order_json, order, deck, known, begin))
            sought = msgspec.json.decode(found, type=SoughtStep)
            text, paid, model = replace(text, deck=sought.deck), sought.paid, sought.model
            pictures = msgspec.json.encode(sought.pictures).decode()
        await self._enter(generation_id, attempt, "rendering", text.cards)
        files = await step(
            "render", lambda _: while_wanted(self._render(taken.order_json, order, text, pictures, begin), wanted)
        )
        made = msgspec.json.decode(files, type=RenderedStep)
        names = made.files
        gamma, shared = await patiently(lambda: self._file(generation_id, names, pictures))
        body = all_words(from_json(self.store.get(names.deck_sha256)))

        def complete(connection: sa.Connection) -> bool:
            if not generations.owned(connection, generation_id, attempt):
                return False  # it was cancelled, or is a newer attempt's
            generations.record(connection, generation_id, attempt, names)
            gammas.insert(connection, gamma, shared, body)
            for format_, row in made.extras.items():
                exports.add(connection, self._extra(generation_id, gamma, format_), row)
            cost = charge(text.cards, paid, model or None)
            self._end(connection, generation_id, attempt, cost, undone=messages.joined(text.undone))
            return True

        if await self._write_down(complete):
            self._count(taken, "completed")
        self._tell(generation_id, taken)

    async def _wanted(self, generation_id: str) -> bool:
        """Whether a generation is still to be made; a database that is away says nothing against it.

        Not whether this attempt still owns it: a step's failure is kept, and a newer attempt would read it.
        """
        try:
            return generations.wanted(self.database, generation_id)
        except Unavailable:
            return True

    def _extra(self, generation_id: str, gamma: Gamma, format: str) -> Export:  # noqa: A002
        """A further file of a generation, as an export that was made at once."""
        now = self.clock.now()
        return Export(
            export_id(), gamma.id, gamma.workspace_id, format, "completed", gamma.title, None, None, None, now, now,
            generation_id,
        )  # fmt: skip

    async def _file(self, generation_id: str, names: Rendered, pictures: str) -> tuple[Gamma, Shared]:
        """The file that a generation leaves, and who may see it."""
        accepted = generations.accepted(self.database, generation_id)
        now = self.clock.now()
        workspace = workspaces.find(self.database, accepted.workspace_id)
        assert workspace is not None
        asked = from_request_json(accepted.request)
        wishes, invited = asked.sharing_options, asked.sharing_options.email_options
        shared = Shared(
            wishes.workspace_access or workspace.workspace_access,
            wishes.external_access or workspace.external_access,
            wishes.enable_search_engine_indexing,
            asked.folder_ids,
            invited.recipients if invited else (),
            (invited.access if invited else None) or "view",
        )
        theme = msgspec.json.decode(accepted.order_json, type=Order).theme
        gamma = Gamma(
            accepted.gamma_id, accepted.doc_id, accepted.workspace_id, accepted.user_id, names.title, "regular", theme,
            names.deck_sha256, names.view_sha256, shared.workspace_access, shared.external_access, shared.indexed,
            None, now, now, pictures, accepted.order_json,
        )  # fmt: skip
        return gamma, shared

    async def redrawn(self, gamma: Gamma, deck_json: bytes) -> tuple[str, str]:
        """Another deck for a file: its pictures as a checkpoint, and the hash of its page to view.

        Raises:
            CardwrightError: it cannot be set; the file is as it was.
        """
        order = replace(msgspec.json.decode(gamma.order_json, type=Order), template=gamma.id)
        pictures = await self._pictured(order, from_json(deck_json), gamma.id)
        view = await self.cells.run(
            view_in_cell, gamma.order_json, deck_json, self._stored(pictures), self._design(gamma.order_json)
        )
        return pictures, self.store.put(view)

    async def judged(self, gamma: Gamma) -> Report:
        """What there is to say about a file as it is now."""
        deck, pictures = self.store.get(gamma.deck_sha256), self._stored(gamma.pictures)
        kept, design = gamma.updated_at == gamma.created_at, self._design(gamma.order_json)
        return await self.cells.run(judge_in_cell, gamma.order_json, deck, pictures, kept, design)

    async def _export(self, export_id: str, step: StepRunner) -> None:
        attempt = await self._write_down(lambda c: exports.claim(c, export_id))
        if attempt is None:
            return
        try:
            exported = await step("export", lambda id_: self._export_file(id_, attempt))
            made = msgspec.json.decode(exported, type=FileRow)
            await self._write_down(lambda c: exports.complete(c, export_id, attempt, made, self.clock.now()))
            ended(self.metrics, self.traces, "export", "completed")
        except Exception as error:
            log.warning("export %s failed", export_id, exc_info=not isinstance(error, CardwrightError))
            reason, message = _reason(error)
            await self._write_down(lambda c: exports.fail(c, export_id, attempt, reason, message, self.clock.now()))
            ended(self.metrics, self.traces, "export", "failed", reason)

    async def _export_file(self, export_id: str, attempt: int) -> str:
        async def begun() -> None:
            bound(await self._write_down(lambda c: exports.begin(c, export_id, attempt)))

        export = exports.find(self.database, export_id)
        gamma = gammas.find(self.database, export.gamma_id) if export else None
        if export is None or gamma is None:
            msg = "the gamma is not there any more"
            raise EmptyOutput(msg)
        images = self._stored(gamma.pictures)
        deck = self.store.get(gamma.deck_sha256)
        design = self._design(gamma.order_json)
        made = await self.cells.run(export_in_cell, gamma.order_json, deck, images, export.format, design, begun=begun)
        row = FileRow(gamma.title, self.store.put(made.data), made.media_type, made.suffix, len(made.data))
        self._count_file(export.format, row.size)
        return msgspec.json.encode(row).decode()

    def _design(self, order_json: bytes) -> bytes:
        """The theme of an order when it is a workspace's own; empty otherwise. It stays when the theme is deleted."""
        design = msgspec.json.decode(order_json, type=Order).design
        return self.store.get(design) if design else b""

    def _stored(self, pictures: str) -> dict[str, Stored]:
        return {
            found.source: (found.sha256, found.media_type, found.width, found.height, self.store.get(found.sha256))
            for found in msgspec.json.decode(pictures, type=list[PictureStep])
        }

    async def _enter(self, generation_id: str, attempt: int, stage: str, cards: int | None = None) -> None:
        await self._write_down(lambda c: generations.enter(c, generation_id, attempt, stage, cards))
        self.ring(generation_id)

    async def begun(self, generation_id: str, attempt: int, stage: str) -> int | None:
        """Note that the work of an attempt begins; how often that was."""
        tries = await self._write_down(lambda c: generations.begin(c, generation_id, attempt, stage))
        self.ring(generation_id)
        return tries

    async def _taken_on(self, generation_id: str) -> Taken:
        found = generations.taken(self.database, generation_id)
        assert found is not None, generation_id
        return found

    async def _ask(self, generation_id: str, order: Order, attempt: int, begin: "_Begin") -> str:
        """The hash of what a language model wrote or wants done; empty when none says."""
        await begin("writing")
        if self.model is None:  # there was one when the order was taken
            return ""
        budget = Budget(self.model_seconds, self.model_tokens, self.clock, self.model_money, self.model_context)
        if order.revision is None:
            return await self._author(self.model, order, budget, generation_id, attempt)
        try:
            plan = await planned(self.model, from_json(self.store.get(order.deck)), order.revision, budget)
        except ModelFailed as error:
            log.warning("%s: no language model said what to do: %s", generation_id, type(error).__name__)
            return ""
        return self.store.put(msgspec.json.encode(plan))

    async def _author(self, model: Model, order: Order, budget: Budget, generation_id: str, attempt: int) -> str:  # noqa: PLR0913
        """Each answer is kept by its question, so that after a crash only what is missing is asked."""

        async def progress(written: int, cards: int) -> None:
            await self._write_down(lambda c: generations.count_written(c, generation_id, attempt, written, cards))
            self.ring(generation_id)

        memory = _Answers(self, generation_id)
        try:
            made = await authored(
                model, order.brief, budget, memory, progress, theme=order.theme, window=self.model_context
            )
        except ModelFailed as error:
            log.warning("%s: no language model wrote it: %s", generation_id, type(error).__name__)
            return ""
        return self.store.put(msgspec.json.encode(made))

    async def remembered(self, generation_id: str, key: str, kept: Kept) -> None:
        """Keep an answer that was paid."""
        await self._write_down(lambda c: answers.keep(c, generation_id, key, kept.answer, kept.tokens, kept.money))

    async def _revise(self, order: Order, revision: Revision, plan: str, begun: Begun) -> str:
        deck = self.store.get(order.deck)
        try:
            answer = self.store.get(plan) if plan else b""
            made, title, cards, undone = await self.cells.run(revise_in_cell, deck, revision, answer, begun=begun)
        except LimitExceeded as error:
            log.warning("what a language model wanted done was too much: %s", type(error).__name__)
            made, title, cards, undone = revise_in_cell(deck, revision, b"")
        return _small(WrittenStep(self.store.put(made), title, cards, undone))

    async def _write(self, order_json: bytes, order: Order, plan: str, begin: "_Begin") -> str:
        begun = partial(begin, "writing")
        if order.revision:
            return await self._revise(order, order.revision, plan, begun)
        if order.deck:
            deck = from_json(self.store.get(order.deck))
            return _small(WrittenStep(order.deck, deck.title, len(deck.cards)))
        if order.authored and plan:
            return self._authored(plan)
        made, title, cards, warnings = await self.cells.run(write_in_cell, order_json, begun=begun)
        return _small(WrittenStep(self.store.put(made), title, cards, warnings if order.authored else ()))

    def _authored(self, written: str) -> str:
        """What a language model wrote, which was checked before it was kept."""
        raw = msgspec.json.decode(self.store.get(written), type=_Made)
        deck = from_json(bytes(raw.deck))
        return _small(WrittenStep(self.store.put(to_json(deck)), deck.title, len(deck.cards), raw.warnings))

    async def _names_pictures(self, order: Order, deck_sha256: str) -> bool:
        return bool(picture_sources(order, from_json(self.store.get(deck_sha256))))

    async def _illustrate(self, generation_id: str, order: Order, deck_sha256: str, begin: "_Begin") -> str:
        deck = from_json(self.store.get(deck_sha256))
        if picture_sources(order, deck):
            await begin("images")
        return await self._pictured(order, deck, generation_id)

    async def _pictured(self, order: Order, deck: Deck, job_id: str) -> str:
        wanted = picture_sources(order, deck)
        kept = [step for step in self._pictures_of(order.template) if step.source in wanted]
        if not self.fetch_images:
            return msgspec.json.encode(kept).decode()
        known = {step.source for step in kept}
        async with GuardedFetcher() as fetch:
            missed = partial(_log_missed, job_id)
            found = await illustrated(order, deck, fetch, self._check, missed, known)
        steps = kept + [
            PictureStep(source, self.store.put(image.data), image.media_type, image.width, image.height)
            for source, image in found.items()
        ]
        return msgspec.json.encode(steps).decode()

    async def _seek(  # noqa: PLR0913
        self, generation_id: str, order_json: bytes, order: Order, deck_sha256: str, pictures: str, begin: "_Begin"
    ) -> str:
        """Pictures for cards that have room for one and name none."""
        await begin("images")
        assert order.wish is not None, generation_id
        deck_json, known = self.store.get(deck_sha256), msgspec.json.decode(pictures, type=tuple[PictureStep, ...])
        cards, shape = await self.cells.run(
            roomy_in_cell, order_json, deck_json, self._stored(pictures), self._design(order_json)
        )
        cards = cards if order.fills else ()
        async with GuardedFetcher() as fetch, Asker() as ask:
            find = all_sources()[order.wish.source].open(self.providers, ask, fetch)
            if find is None:  # it was set when the order was taken
                find = _in_vain
            bring = partial(self._bringer().bring, generation_id, fetch=fetch, check=self._check)
            named = {src: one.words for src, one in order.sought.items()}
            sought = await seek(from_json(deck_json), cards, order.wish, shape, find, bring, named)
        made = tuple(
            PictureStep(source, self.store.put(image.data), image.media_type, image.width, image.height)
            for source, image in sought.images.items()
        )
        deck = settled(sought.deck, order.sought, sought.named)
        wanted = picture_sources(order, deck)
        shown = tuple(step for step in (*known, *made) if step.source in wanted)
        return _small(SoughtStep(self.store.put(to_json(deck)), shown, sought.paid, order.wish.model))

    def _pictures_of(self, gamma_id: str) -> list[PictureStep]:
        """The pictures of a file, as its own images step left them."""
        gamma = gammas.find(self.database, gamma_id) if gamma_id else None
        return msgspec.json.decode(gamma.pictures, type=list[PictureStep]) if gamma else []

    async def _check(self, data: bytes) -> Image:
        return await self.cells.run(checked, data)

    async def _render(  # noqa: PLR0913
        self, order_json: bytes, order: Order, text: WrittenStep, pictures: str, begin: "_Begin"
    ) -> str:
        deck = self.store.get(text.deck)
        pictures_ = self._stored(pictures)
        design, begun = self._design(order_json), partial(begin, "rendering")
        view, made = await self.cells.run(render_in_cell, order_json, deck, pictures_, design, begun=begun)
        rows = [FileRow(text.title, self.store.put(f.data), f.media_type, f.suffix, len(f.data)) for f in made]
        for format_, row in zip((*order.exports, *order.extras), rows, strict=True):
            self._count_file(format_, row.size)
        first = rows[0] if order.exports else None
        step = RenderedStep(
            Rendered(
                title=text.title,
                deck_sha256=text.deck,
                view_sha256=self.store.put(view),
                export_sha256=first.sha256 if first else None,
                export_suffix=first.suffix if first else None,
                export_type=first.media_type if first else None,
                export_size=first.size if first else None,
            ),
            dict(zip(order.extras, rows[len(order.exports) :], strict=True)),
        )
        return msgspec.json.encode(step).decode()

    async def _fail(self, generation_id: str, attempt: int, status: int, message: str) -> None:
        def fail(connection: sa.Connection) -> bool:
            if not generations.owned(connection, generation_id, attempt):
                return False
            self._end(connection, generation_id, attempt, 0, message, status)
            return True

        taken = await patiently(lambda: self._taken_on(generation_id))
        if await self._write_down(fail):
            self._count(taken, "failed")
        self._tell(generation_id, taken)

    def _count(self, taken: Taken, outcome: str) -> None:
        """Count a generation that has ended, and the time it took."""
        ended(self.metrics, self.traces, "generation", outcome)
        self.metrics.job_seconds.labels(outcome).observe(max(0.0, self.clock.now() - taken.created_at))

    def _count_file(self, format: str, size: int) -> None:  # noqa: A002 - the wire's word
        self.metrics.exports.labels(format).inc()
        self.metrics.export_bytes.labels(format).inc(size)

    def _tell(self, generation_id: str, taken: Taken) -> None:
        """Ring for a generation that has ended, and for the whole it is a page of."""
        self.ring(generation_id)
        if taken.parent_id:
            self.ring(taken.parent_id)
        self.wake_sender()

    def _end(
        self,
        connection: sa.Connection,
        generation_id: str,
        attempt: int,
        cost: int,
        message: str | None = None,
        status: int | None = None,
        undone: str | None = None,
    ) -> None:
        """Settle and finish a job that this attempt owns."""
        now = self.clock.now()
        remaining = credits.settle(connection, generation_id, cost, now)
        assert remaining is not None, generation_id  # settled and finished go together
        generations.finish(connection, generation_id, attempt, Outcome(cost, remaining, now, message, status, undone))
        whole = pages.close(connection, generation_id, now) or generation_id
        sites.publish(connection, whole)
        announce(connection, whole)

    async def reconcile(self, dead: list[str]) -> None:
        """Fail and refund jobs that no run will finish any more."""
        until = self.clock.now() + self.lease_s
        for generation_id in dead:
            if generation_id.startswith(EXPORT_PREFIX):
                await self._give_up_export(generation_id)
                continue
            if generation_id.startswith(PICTURE_PREFIX):
                await self._singles().give_up(generation_id)
                continue
            attempt = await self._write_down(lambda c, id_=generation_id: generations.claim(c, id_, until))
            if attempt is not None:
                log.error("generation %s was lost by its engine; it ends as failed", generation_id)
                await self._fail(generation_id, attempt, 500, messages.GENERATION_ERROR)

    async def _give_up_export(self, export_id: str) -> None:
        attempt = await self._write_down(lambda c: exports.claim(c, export_id))
        if attempt is not None:
            log.error("export %s was lost by its engine; it ends as failed", export_id)
            reason, message = _reason(LayoutFailed("the export was lost"))
            await self._write_down(lambda c: exports.fail(c, export_id, attempt, reason, message, self.clock.now()))


@dataclass(slots=True)
class _Begin:
    """Called with its stage by whatever work of a generation is about to begin; only the first of an attempt counts as a try.

    An attempt that ends before, waiting for a render process in a server that is killed again and again, is none.
    """

    worker: Worker
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
        bound(await self.worker.begun(self.generation_id, self.attempt, stage))


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers of a generation, in the database."""

    worker: Worker
    generation_id: str

    async def recall(self, key: str) -> Kept | None:
        """The answer to a question that was asked before.

        Raises:
            Unwanted: the generation has ended, by somebody who took it over or cancelled it; nobody is to be asked.
        """
        found = await patiently(lambda: self._found(key))
        return Kept(*found) if found else None

    async def _found(self, key: str) -> tuple[bytes, int, float] | None:
        found = answers.find(self.worker.database, self.generation_id, key)
        if found is None and not generations.wanted(self.worker.database, self.generation_id):
            msg = "its answers are gone with its end"
            raise Unwanted(msg)
        return found

    async def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        await self.worker.remembered(self.generation_id, key, kept)


def _reason(error: Exception) -> tuple[str, str]:
    """The wire's word for why an export failed, and a sentence."""
    match error:
        case TooSlow():
            return "render_timeout", error.message
        case LimitExceeded():
            return "deck_too_large", error.message
        case EmptyOutput():
            return "no_content", error.message
        case CardwrightError():
            return "export_failed", error.message
        case _:
            return "export_failed", "The export could not be made."


def _patient(run: StepRunner) -> StepRunner:
    """The runner, its steps waiting for a database that is away."""

    async def patient(name: str, step: Step) -> str:
        return await run(name, lambda job_id: patiently(lambda: step(job_id)))

    return patient


def _small(value: msgspec.Struct | Rendered) -> str:
    return msgspec.json.encode(value).decode()


def _log_missed(generation_id: str, source: str, error: CardwrightError) -> None:
    """Say why a picture is missing; not its URL, which may hold secrets."""
    log.info("%s: a picture was left out: %s", generation_id, type(error).__name__)
