"""How a generation ends: its file, its charge, and who is told, in one transaction that only its newest attempt commits."""

from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from cardwright_wire import from_json as from_request_json
from cardwright_wire import messages

from cardwright.accounts import credits, workspaces
from cardwright.db import Work, exports, gammas, generations, pages, sites
from cardwright.db.exports import Export
from cardwright.db.gammas import Gamma, Shared
from cardwright.db.generations import Outcome, Rendered, Taken
from cardwright.deck import all_words, from_json
from cardwright.hooks.events import announce
from cardwright.ids import export_id
from cardwright.jobs.metered import ended
from cardwright.jobs.patience import patiently
from cardwright.pipeline import Order
from cardwright.worker.desk import Desk
from cardwright.worker.steps import RenderedStep


@dataclass(frozen=True, slots=True)
class Settlement:
    """Ends one attempt at a generation."""

    desk: Desk
    generation_id: str
    attempt: int

    async def complete(
        self, taken: Taken, made: RenderedStep, pictures: str, cost: int, undone: tuple[str, ...]
    ) -> None:
        """The generation's file is there, and was worth so many credits."""
        names = made.files
        gamma, shared, body = await patiently(lambda: self._file(names, pictures))

        def complete(connection: sa.Connection) -> bool:
            if not generations.owned(connection, self.generation_id, self.attempt):
                return False  # it was cancelled, or is a newer attempt's
            generations.record(connection, self.generation_id, self.attempt, names)
            gammas.insert(connection, gamma, shared, body)
            for format_, row in made.extras.items():
                exports.add(connection, self._extra(gamma, format_), row)
            self._end(connection, cost, undone=messages.joined(undone))
            return True

        await self._commit(complete, taken, "completed")

    async def fail(self, status: int, message: str) -> None:
        """It cannot be made; nothing is charged. What is said is the wire's status and message."""

        def fail(connection: sa.Connection) -> bool:
            if not generations.owned(connection, self.generation_id, self.attempt):
                return False
            self._end(connection, 0, message, status)
            return True

        taken = await patiently(self.taken)
        await self._commit(fail, taken, "failed")

    async def taken(self) -> Taken:
        """What was accepted."""
        found = generations.taken(self.desk.database, self.generation_id)
        assert found is not None, self.generation_id
        return found

    async def _file(self, names: Rendered, pictures: str) -> tuple[Gamma, Shared, str]:
        """The file that a generation leaves, who may see it, and by which words it is found."""
        accepted, now = generations.accepted(self.desk.database, self.generation_id), self.desk.clock.now()
        workspace = workspaces.find(self.desk.database, accepted.workspace_id)
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
        return gamma, shared, all_words(from_json(await self.desk.store.get(names.deck_sha256)))

    def _extra(self, gamma: Gamma, format: str) -> Export:  # noqa: A002
        """A further file of a generation, as an export that was made at once."""
        now = self.desk.clock.now()
        return Export(
            export_id(), gamma.id, gamma.workspace_id, format, "completed", gamma.title, None, None, None, now, now,
            self.generation_id,
        )  # fmt: skip

    def _end(
        self,
        connection: sa.Connection,
        cost: int,
        message: str | None = None,
        status: int | None = None,
        undone: str | None = None,
    ) -> None:
        """Settle and finish a generation that this attempt owns."""
        now = self.desk.clock.now()
        remaining = credits.settle(connection, self.generation_id, cost, now)
        assert remaining is not None, self.generation_id  # settled and finished go together
        outcome = Outcome(cost, remaining, now, message, status, undone)
        generations.finish(connection, self.generation_id, self.attempt, outcome)
        whole = pages.close(connection, self.generation_id, now) or self.generation_id
        sites.publish(connection, whole)
        announce(connection, whole)

    async def _commit(self, work: Work[bool], taken: Taken, outcome: str) -> None:
        """Commit an end if it is this attempt's; count it, and ring for the generation and for the whole that it is a page of."""
        if await self.desk.write(work):
            ended(self.desk.metrics, self.desk.traces, "generation", outcome)
            seconds = max(0.0, self.desk.clock.now() - taken.created_at)
            self.desk.metrics.job_seconds.labels(outcome).observe(seconds)
        self.desk.ring(self.generation_id)
        if taken.parent_id:
            self.desk.ring(taken.parent_id)
        self.desk.wake_sender()
