"""What routes may use: one object, wired once."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import sqlalchemy as sa
from cardwright_wire import (
    CARDS_OF_PLAN,
    Credits,
    ErrorBody,
    GenerationRequest,
    completed,
    encode,
    estimate,
    failed,
    pending,
    to_json,
)

from cardwright import ids
from cardwright.accounts import credits, workspaces
from cardwright.accounts.keys import Caller
from cardwright.accounts.workspaces import Workspace
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, exports, gammas, generations
from cardwright.db.generations import Ended, NewGeneration
from cardwright.jobs.engines import Engine
from cardwright.server.order import order_from
from cardwright.server.settings import Settings
from cardwright.store.links import LIFETIME_S, Links
from cardwright.store.local import LocalStore

_CACHE = 4096  # bodies kept; about 500 bytes each


@dataclass(frozen=True, slots=True)
class Export:
    """A file that may be downloaded now."""

    path: Path
    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Services:
    """The server's parts, as routes see them."""

    settings: Settings
    database: Database
    store: LocalStore
    links: Links
    engine: Engine
    clock: Clock = SYSTEM
    _ended: dict[str, bytes] = field(default_factory=dict[str, bytes])  # bodies by generation id: an end is for ever

    def max_cards(self, caller: Caller) -> int:
        """The most cards the caller's plan allows."""
        return CARDS_OF_PLAN[self.workspace(caller).plan]  # pyright: ignore[reportArgumentType]

    def workspace(self, caller: Caller) -> Workspace:
        """The caller's workspace; a key's workspace is always there."""
        found = workspaces.find(self.database, caller.workspace_id)
        assert found is not None, caller.workspace_id
        return found

    async def accept(self, caller: Caller, request: GenerationRequest, warnings: str | None) -> str:
        """Take a valid request on: row, credits and job in one transaction; its id once that is on disk.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
        """
        now = self.clock.now()
        cost = estimate(request, generates_images=False).credits
        new = NewGeneration(
            ids.generation_id(), caller.workspace_id, caller.key_id, caller.user_id, to_json(request),
            msgspec.json.encode(order_from(request)), warnings, ids.gamma_id(), ids.doc_id(), now,
        )  # fmt: skip

        def work(connection: sa.Connection) -> None:
            credits.reserve(connection, caller.workspace_id, new.id, cost, now)
            generations.insert(connection, new)
            self.engine.enqueue_in_transaction(connection, new.id)

        await self.database.write(work)
        return new.id

    def status(self, generation_id: str, workspace_id: str) -> bytes | None:
        """The body of the status endpoint; None when the workspace has no such generation."""
        status = generations.status(self.database, generation_id, workspace_id)
        if status is None:
            return None
        if status == "pending":
            return encode(pending(generation_id))
        body = self._ended.get(generation_id)
        if body is None:
            if len(self._ended) >= _CACHE:
                self._ended.clear()
            body = self._ended[generation_id] = self._ended_body(generation_id)
        return body

    def _ended_body(self, generation_id: str) -> bytes:
        row = generations.ended(self.database, generation_id)
        paid = Credits(row.deducted, row.remaining)
        if row.status == "failed":
            return encode(failed(generation_id, paid, ErrorBody(row.error_message or "", row.error_status or 500)))
        view = self.view_url(row.title, row.doc_id)
        file = self._export_url(generation_id, row)
        return encode(completed(generation_id, paid, gamma_id=row.gamma_id, gamma_url=view, export_url=file))

    def _export_url(self, generation_id: str, row: Ended) -> str | None:
        if row.export_sha256 is None:
            return None
        return self.file_url(generation_id, row.title, row.export_suffix, row.finished_at)

    def view_url(self, title: str, doc_id: str) -> str:
        """Where a deck is viewed."""
        return f"{self.settings.base}/docs/{slug(title)}-{doc_id}"

    def file_url(self, job_id: str, title: str, suffix: str | None, made_at: float) -> str:
        """The signed link of a job's file; equal as long as it lives."""
        return self.settings.base + self.links.path(job_id, slug(title) + (suffix or ""), made_at + LIFETIME_S)

    def export_at(self, path: str) -> Export | int:
        """The file behind a signed path, or the HTTP status that says why not."""
        opened = self.links.open(path, self.clock.now())
        if opened.state != "valid":
            return 410 if opened.state == "expired" else 404
        job_id = opened.generation_id
        of_export = job_id.startswith(ids.EXPORT_PREFIX)
        row = exports.file(self.database, job_id) if of_export else generations.export(self.database, job_id)
        if row is None:
            return 404
        return Export(self.store.path(row.sha256), slug(row.title) + row.suffix, row.sha256, row.media_type, row.size)

    def page(self, doc_id: str) -> bytes | None:
        """The page to view of a deck that a link alone opens."""
        found = gammas.view(self.database, doc_id)
        return self.store.get(found[0]) if found and found[1] != "noAccess" else None

    def is_healthy(self) -> bool:
        return self.database.one("SELECT 1") == (1,)


def slug(title: str) -> str:
    """A title as part of a URL: its letters and digits, words joined by hyphens, at most 60 characters."""
    words = "".join(char if char.isalnum() else " " for char in title).split()
    short = ""
    for word in words:
        if short and len(short) + 1 + len(word) > 60:
            break
        short = f"{short}-{word}" if short else word[:60]
    return short or "Untitled"
