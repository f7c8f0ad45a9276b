"""Exports on demand: files of a deck that is there, in another format."""

import logging
from dataclasses import dataclass

import msgspec

from cardwright.db import exports, gammas
from cardwright.db.generations import FileRow
from cardwright.errors import CardwrightError, EmptyOutput, LayoutFailed, LimitExceeded, TooSlow
from cardwright.jobs.engines import StepRunner
from cardwright.jobs.metered import ended
from cardwright.jobs.tries import bound
from cardwright.tasks import export_in_cell
from cardwright.worker.desk import Desk
from cardwright.worker.steps import kept

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exports:
    """Runs exports on demand."""

    desk: Desk

    async def run(self, export_id: str, step: StepRunner) -> None:
        """The whole job; it leaves the export completed or failed."""
        attempt = await self.desk.write(lambda c: exports.claim(c, export_id))
        if attempt is None:
            return
        try:
            exported = await step("export", lambda id_: self._made(id_, attempt))
            made = msgspec.json.decode(exported, type=FileRow)
            await self.desk.write(lambda c: exports.complete(c, export_id, attempt, made, self.desk.clock.now()))
            ended(self.desk.metrics, self.desk.traces, "export", "completed")
        except Exception as error:
            log.warning("export %s failed", export_id, exc_info=not isinstance(error, CardwrightError))
            reason = await self._fail(export_id, attempt, error)
            ended(self.desk.metrics, self.desk.traces, "export", "failed", reason)

    async def give_up(self, export_id: str) -> None:
        """Fail an export that no run will finish any more."""
        attempt = await self.desk.write(lambda c: exports.claim(c, export_id))
        if attempt is not None:
            log.error("export %s was lost by its engine; it ends as failed", export_id)
            await self._fail(export_id, attempt, LayoutFailed("the export was lost"))

    async def _made(self, export_id: str, attempt: int) -> str:
        async def begun() -> None:
            bound(await self.desk.write(lambda c: exports.begin(c, export_id, attempt)))

        desk, export = self.desk, exports.find(self.desk.database, export_id)
        gamma = gammas.find(desk.database, export.gamma_id) if export else None
        if export is None or gamma is None:
            msg = "the gamma is not there any more"
            raise EmptyOutput(msg)
        made = await desk.cells.run(
            export_in_cell, gamma.order_json, await desk.store.get(gamma.deck_sha256), await desk.pictures(gamma.pictures),
            export.format, await desk.design(gamma.order_json), begun=begun,
        )  # fmt: skip
        desk.count_file(export.format, len(made.data))
        return kept(FileRow(gamma.title, await desk.store.put(made.data), made.media_type, made.suffix, len(made.data)))

    async def _fail(self, export_id: str, attempt: int, error: Exception) -> str:
        """Say why there is no export; the wire's word for it."""
        reason, message = _reason(error)
        await self.desk.write(lambda c: exports.fail(c, export_id, attempt, reason, message, self.desk.clock.now()))
        return reason


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
