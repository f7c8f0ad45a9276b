"""The jobs of single pictures: what they go by is fetched, a model paints, and what it painted is paid once.

Each of the two is a step, so that a picture which was paid is found again by the same references.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

import msgspec
import sqlalchemy as sa
from cardwright_wire import image_price
from cardwright_wire.images import ImageWarning

from cardwright import ids
from cardwright.accounts import credits
from cardwright.clock import Clock
from cardwright.db import Database, Work, images, picture_jobs
from cardwright.db.images import Picture
from cardwright.db.picture_jobs import Failure, PictureJob
from cardwright.errors import (
    CardwrightError,
    FetchRefused,
    Misconfigured,
    ReferencesMissing,
    SourceFailed,
    SourceRefused,
    Unavailable,
    Unwanted,
)
from cardwright.images.ask import Ask, Asker
from cardwright.images.check import checked
from cardwright.images.fetch import Fetch, GuardedFetcher
from cardwright.images.gather import gather
from cardwright.images.paint import order_for, paint
from cardwright.images.providers import Painter
from cardwright.images.single import SingleOrder
from cardwright.images.sources import Found
from cardwright.jobs.cells import Cells
from cardwright.jobs.engines import StepRunner
from cardwright.jobs.metered import ended
from cardwright.jobs.patience import patiently
from cardwright.jobs.tries import bound
from cardwright.jobs.wanted import while_wanted
from cardwright.metrics import Metrics
from cardwright.painting.paid import Bringer
from cardwright.scene import Image
from cardwright.store import Store
from cardwright.tasks import stored_image
from cardwright.traces import Traces

log = logging.getLogger(__name__)
T = TypeVar("T")
LOST: Final = Failure("lost", "The picture was lost while it was painted.", retryable=True)
CANCELLED: Final = Failure("cancelled", "The picture was cancelled.", retryable=True)
REFERENCES_NOT_TAKEN: Final = ImageWarning(
    "references_not_used", "The image model takes no reference images: the picture is painted from the prompt alone."
)
_FAILED: Final = "The picture could not be painted"


class _Reference(msgspec.Struct, frozen=True):
    """A picture to go by, in the store."""

    sha256: str
    media_type: str
    width: int
    height: int


class _References(msgspec.Struct, frozen=True):
    """What fetching them leaves; `missing` are places in the request, from 0."""

    found: tuple[_Reference, ...] = ()
    missing: tuple[int, ...] = ()


class _Painted(msgspec.Struct, frozen=True):
    """What painting leaves."""

    sha256: str
    media_type: str
    by_references: bool


def _guarded() -> AbstractAsyncContextManager[Fetch]:
    return GuardedFetcher()


@dataclass(frozen=True, slots=True)
class Singles:
    """Runs the jobs of single pictures."""

    database: Database
    store: Store
    cells: Cells
    bringer: Bringer
    painter: Painter | None
    clock: Clock
    metrics: Metrics
    traces: Traces
    fetcher: Callable[[], AbstractAsyncContextManager[Fetch]] = _guarded

    async def run(self, picture_id: str, step: StepRunner) -> None:
        """The whole job. Every accepted picture ends completed or failed."""
        attempt = await self._write_down(lambda c: picture_jobs.claim(c, picture_id))
        if attempt is None:
            return
        try:
            await self._run(picture_id, attempt, step)
        except Unwanted:
            log.info("picture %s was cancelled at its work", picture_id)
            self.traces.note({"cardwright.outcome": "cancelled"})
        except Exception as error:
            _log_failed(picture_id, error)
            await self._fail(picture_id, attempt, _failure(error))

    async def give_up(self, picture_id: str) -> None:
        """End a picture that no run will finish any more."""
        attempt = await self._write_down(lambda c: picture_jobs.claim(c, picture_id))
        if attempt is not None:
            log.error("picture %s was lost by its engine; it ends as failed", picture_id)
            await self._fail(picture_id, attempt, LOST)

    async def _run(self, picture_id: str, attempt: int, step: StepRunner) -> None:
        job = await patiently(lambda: self._job(picture_id))
        order = msgspec.json.decode(job.order_json, type=SingleOrder)
        known = _References()
        if order.references:
            known = msgspec.json.decode(
                await step("references", lambda _: self._fetched(picture_id, attempt, order)), type=_References
            )
            if not known.found:
                msg = "none of the reference images could be had"
                raise ReferencesMissing(msg)
        wanted = partial(self._wanted, picture_id)
        text = await step("paint", lambda _: while_wanted(self._paint(picture_id, attempt, order, known.found), wanted))
        made = msgspec.json.decode(text, type=_Painted)
        picture = self._picture(job, order, made, _warnings(job, known, made))

        def complete(connection: sa.Connection) -> bool:
            if not picture_jobs.owned(connection, picture_id, attempt):
                return False  # it was cancelled, or is a newer attempt's
            images.insert(connection, picture)
            end(connection, picture_id, image_price(), self.clock.now())
            return True

        if await self._write_down(complete):
            ended(self.metrics, self.traces, "picture", "completed")

    async def _job(self, picture_id: str) -> PictureJob:
        found = picture_jobs.find(self.database, picture_id)
        assert found is not None, picture_id
        return found

    async def _wanted(self, picture_id: str) -> bool:
        try:
            return picture_jobs.wanted(self.database, picture_id)
        except Unavailable:
            return True

    async def _begin(self, picture_id: str, attempt: int) -> None:
        bound(await self._write_down(lambda c: picture_jobs.begin(c, picture_id, attempt)))

    async def _fetched(self, picture_id: str, attempt: int, order: SingleOrder) -> str:
        """The pictures to go by, written anew without what else was in their files."""
        await self._begin(picture_id, attempt)
        async with self.fetcher() as fetch:
            found = await gather(order.references, fetch, self._check, _missed)
        kept = [
            _Reference(await self.store.put(image.data), image.media_type, image.width, image.height)
            for image in found.values()
        ]
        missing = tuple(at for at, url in enumerate(order.references) if url not in found)
        return msgspec.json.encode(_References(tuple(kept), missing)).decode()

    async def _paint(self, picture_id: str, attempt: int, order: SingleOrder, references: Sequence[_Reference]) -> str:
        if not references:  # who fetched some has begun
            await self._begin(picture_id, attempt)
        if self.painter is None:  # there was one when the picture was accepted
            msg = "no image model is configured any more"
            raise Misconfigured(msg)
        shown = [
            stored_image((one.sha256, one.media_type, one.width, one.height, await self.store.get(one.sha256)))
            for one in references
        ]
        async with self.fetcher() as fetch, Asker() as ask:
            painted = partial(self._painted, picture_id, self.painter, order, ask, fetch)
            try:
                image = await painted(shown)
            except SourceRefused as error:
                if not shown:
                    raise
                log.info("picture %s is painted without references: %s", picture_id, error.message)
                shown, image = [], await painted([])
        row = _Painted(await self.store.put(image.data), image.media_type, by_references=bool(shown))
        return msgspec.json.encode(row).decode()

    async def _painted(  # noqa: PLR0913 - who paints what, and how it is brought
        self, picture_id: str, painter: Painter, order: SingleOrder, ask: Ask, fetch: Fetch, shown: Sequence[Image]
    ) -> Image:
        frame = (order.width, order.height)
        asked = order_for(painter, "", order.told(shown=bool(shown)), *frame, shown)
        found = Found(asked.name, load=partial(paint, painter, ask, fetch, asked, shown), paid=True)
        return await self.bringer.bring(picture_id, found, fetch, lambda data: self.cells.run(checked, data, frame))

    async def _check(self, data: bytes) -> Image:
        return await self.cells.run(checked, data)

    def _picture(
        self, job: PictureJob, order: SingleOrder, made: _Painted, warnings: Sequence[ImageWarning]
    ) -> Picture:
        return Picture(
            job.id, ids.media_id(), job.workspace_id, job.user_id, order.prompt, order.style, order.width, order.height,
            made.media_type, made.sha256, msgspec.json.encode(warnings).decode(), job.created_at,
            transparent=made.media_type == "image/png",  # in a frame nothing else is
        )  # fmt: skip

    async def _fail(self, picture_id: str, attempt: int, failure: Failure) -> None:
        def fail(connection: sa.Connection) -> bool:
            if not picture_jobs.owned(connection, picture_id, attempt):
                return False
            end(connection, picture_id, 0, self.clock.now(), failure)
            return True

        if await self._write_down(fail):
            ended(self.metrics, self.traces, "picture", "failed", failure.reason)

    async def _write_down(self, work: Work[T]) -> T:
        return await patiently(lambda: self.database.write(work))


def end(connection: sa.Connection, picture_id: str, cost: int, now: float, failure: Failure | None = None) -> None:
    """Settle and finish a picture that the caller owns."""
    remaining = credits.settle(connection, picture_id, cost, now)
    assert remaining is not None, picture_id  # settled and finished go together
    picture_jobs.finish(connection, picture_id, cost, remaining, now, failure)


def cancelled(connection: sa.Connection, picture_id: str, now: float) -> bool:
    """End an open picture as failed and refund it; False when it had ended before."""
    if picture_jobs.claim(connection, picture_id) is None:
        return False
    end(connection, picture_id, 0, now, CANCELLED)
    return True


def _warnings(job: PictureJob, known: _References, made: _Painted) -> Sequence[ImageWarning]:
    """Those of the answer to the request, and what became known since."""
    told = msgspec.json.decode(job.warnings, type=list[ImageWarning])
    told += [
        ImageWarning("reference_unreachable", f"referenceImages.{at} could not be had: the picture goes by the others.")
        for at in known.missing
        if made.by_references
    ]
    if known.found and not made.by_references:
        told.append(REFERENCES_NOT_TAKEN)
    return told


def _failure(error: Exception) -> Failure:
    """What is told of a failure; nothing of what was asked."""
    match error:
        case SourceRefused():
            return Failure("model_refused", f"{_FAILED}: {error.message}.", retryable=False)
        case SourceFailed():
            return Failure("model_failed", f"{_FAILED}: {error.message}.", retryable=True)
        case ReferencesMissing():
            return Failure("references_unreachable", f"{_FAILED}: {error.message}.", retryable=True)
        case FetchRefused():
            return Failure("no_picture", f"{_FAILED}: the image model answered something else.", retryable=True)
        case _:
            return Failure("failed", f"{_FAILED}.", retryable=True)


def _log_failed(picture_id: str, error: Exception) -> None:
    """Say why a picture failed; of what a provider said, which holds nothing of the question, all."""
    said = error.message if isinstance(error, SourceFailed) else type(error).__name__
    log.warning("picture %s failed: %s", picture_id, said, exc_info=not isinstance(error, CardwrightError))


def _missed(_: str, error: CardwrightError) -> None:
    """Say why a reference is missing; not its URL, which may hold secrets."""
    log.info("a reference image was left out: %s", type(error).__name__)
