"""What routes may use: one object, wired once."""

import hashlib
import math
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import sqlalchemy as sa
from anyio import to_thread
from cardwright_wire import (
    CARDS_OF_PLAN,
    CreateGenerationResponse,
    Credits,
    ErrorBody,
    GenerationRequest,
    completed,
    encode,
    estimate,
    failed,
    messages,
    pending,
    to_json,
)

from cardwright import ids
from cardwright.accounts import credits, workspaces
from cardwright.accounts.keys import Caller
from cardwright.accounts.workspaces import Workspace
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, exports, gammas, generations
from cardwright.db.generations import Ended, NewGeneration, Outcome
from cardwright.jobs.engines import Engine
from cardwright.server.bells import Bells, rung
from cardwright.server.gate import Status
from cardwright.server.order import order_from
from cardwright.server.repeats import Keep
from cardwright.server.settings import Settings
from cardwright.store.links import LIFETIME_S, Links
from cardwright.store.local import LocalStore

_CACHE = 4096  # bodies kept; about 500 bytes each
_LONGEST_DUE_S = 60
CANCELLED_STATUS = 499  # as proxies log a request whose client left


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
    bells: Bells = field(default_factory=Bells)
    _ended: dict[str, Status] = field(default_factory=dict[str, Status])  # by generation id: an end is for ever

    def max_cards(self, caller: Caller) -> int:
        """The most cards the caller's plan allows."""
        return CARDS_OF_PLAN[self.workspace(caller).plan]  # pyright: ignore[reportArgumentType]

    def workspace(self, caller: Caller) -> Workspace:
        """The caller's workspace; a key's workspace is always there."""
        found = workspaces.find(self.database, caller.workspace_id)
        assert found is not None, caller.workspace_id
        return found

    async def accept(self, caller: Caller, request: GenerationRequest, warnings: str | None, keep: Keep) -> bytes:
        """Take a valid request on: row, credits and job in one transaction; the answer once that is on disk.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
        """
        now = self.clock.now()
        cost = estimate(request, generates_images=False).credits
        new = NewGeneration(
            ids.generation_id(), caller.workspace_id, caller.key_id, caller.user_id, to_json(request),
            msgspec.json.encode(order_from(request)), warnings, ids.gamma_id(), ids.doc_id(), now,
        )  # fmt: skip
        answer = encode(CreateGenerationResponse(new.id, warnings))

        def work(connection: sa.Connection) -> None:
            credits.reserve(connection, caller.workspace_id, new.id, cost, now)
            generations.insert(connection, new)
            self.engine.enqueue_in_transaction(connection, new.id)
            keep(connection, answer)

        await self.database.write(work)
        return answer

    async def cancel(self, generation_id: str) -> bool:
        """End an open generation as failed and refund it; False when it had ended before."""
        now = self.clock.now()

        def work(connection: sa.Connection) -> bool:
            attempt = generations.claim(connection, generation_id, now)
            if attempt is None:
                return False
            remaining = credits.settle(connection, generation_id, 0, now)
            outcome = Outcome(0, remaining or 0, now, messages.CANCELLED, CANCELLED_STATUS)
            return generations.finish(connection, generation_id, attempt, outcome)

        ended = await self.database.write(work)
        if ended:
            await to_thread.run_sync(self.engine.cancel, generation_id)
            self.bells.ring(generation_id)
        return ended

    def status(self, generation_id: str, workspace_id: str) -> Status | None:
        """The answer of the status endpoint; None when the workspace has no such generation."""
        status = generations.status(self.database, generation_id, workspace_id)
        if status is None:
            return None
        if status == "pending":
            return Status(encode(pending(generation_id)), b'"pending"', self._due_s(generation_id))
        found = self._ended.get(generation_id)
        if found is None:
            if len(self._ended) >= _CACHE:
                self._ended.clear()
            body = self._ended_body(generation_id)
            digest = hashlib.blake2b(body, digest_size=12).hexdigest().encode()
            found = self._ended[generation_id] = Status(body, b'"%s"' % digest)
        return found

    async def wait(self, generation_id: str, workspace_id: str, seconds: float) -> Status | None:
        """The same, once it is final or `seconds` are over."""
        until = self.clock.monotonic() + seconds
        with self.bells.waiter(generation_id) as event:
            while True:
                found = self.status(generation_id, workspace_id)
                left = until - self.clock.monotonic()
                if found is None or not found.retry_after_s or left <= 0:
                    return found
                await rung(event, left)

    def _due_s(self, generation_id: str) -> int:
        """Seconds until an open generation may be expected to end: those before it, at the pace of late."""
        rounds = math.ceil(generations.ahead(self.database, generation_id) / self.settings.render_processes)
        return max(1, min(_LONGEST_DUE_S, math.ceil(generations.pace(self.database) * rounds)))

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
