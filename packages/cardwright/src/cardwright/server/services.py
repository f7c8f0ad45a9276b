"""What routes may use: one object, wired once."""

import hashlib
import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import msgspec
import sqlalchemy as sa
from anyio import to_thread
from cardwright_wire import (
    CARDS_OF_PLAN,
    Accepted,
    CreateGenerationResponse,
    Credits,
    ErrorBody,
    GenerationRequest,
    PageStatus,
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
from cardwright.db import Database, exports, gammas, generations, sites
from cardwright.db import pages as pages_of
from cardwright.db.gammas import Gamma
from cardwright.db.generations import Ended, NewGeneration, Outcome
from cardwright.db.pages import Page
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.events import announce
from cardwright.hooks.secret import Secrets
from cardwright.jobs.engines import Engine
from cardwright.pipeline import Order
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


# (deck as JSON, prompt) to the deck as told, the theme asked for, and what could not be done
Remixer = Callable[[bytes, str], Awaitable[tuple[bytes, str | None, tuple[str, ...]]]]
# (file, another deck for it as JSON) to its pictures and the hash of its page to view
Redrawer = Callable[[Gamma, bytes], Awaitable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Services:
    """The server's parts, as routes see them."""

    settings: Settings
    database: Database
    store: LocalStore
    links: Links
    engine: Engine
    remixed: Remixer
    redrawn: Redrawer
    secrets: Secrets
    clock: Clock = SYSTEM
    bells: Bells = field(default_factory=Bells)
    alarm: Alarm = field(default_factory=Alarm)
    _ended: dict[str, Status] = field(default_factory=dict[str, Status])  # by generation id: an end is for ever

    def max_cards(self, caller: Caller) -> int:
        """The most cards the caller's plan allows."""
        return CARDS_OF_PLAN[self.workspace(caller).plan]  # pyright: ignore[reportArgumentType]

    def workspace(self, caller: Caller) -> Workspace:
        """The caller's workspace; a key's workspace is always there."""
        found = workspaces.find(self.database, caller.workspace_id)
        assert found is not None, caller.workspace_id
        return found

    async def accept(
        self,
        caller: Caller,
        request: GenerationRequest,
        warnings: str | None,
        keep: Keep,
        webhook: str | None = None,
        extras: tuple[str, ...] = (),
    ) -> bytes:
        """Take a valid request on: row, credits and job in one transaction; the answer once that is on disk.

        `webhook` is the URL that is told of the end, `extras` are formats of further files.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
        """
        cost = estimate(request, generates_images=False).credits
        return await self.take(caller, request, order_from(request, extras), cost, warnings, keep, webhook)

    async def accept_pages(
        self,
        caller: Caller,
        asked: Accepted,
        pages: Sequence[GenerationRequest],
        warnings: str | None,
        keep: Keep,
        webhook: str | None = None,
    ) -> bytes:
        """The same for several pages: a generation for each, and one that ends with the last of them.

        Raises:
            OutOfCredits: the workspace cannot pay for all of them; nothing was written.
        """
        now = self.clock.now()
        whole = self._new(caller, asked.request, order_from(pages[0]), warnings, now, webhook)
        parts = [self._new(caller, page, order_from(page), None, now) for page in pages]
        costs = [estimate(page, generates_images=False).credits for page in pages]
        told = tuple(said for _, said in asked.pages)
        answer = encode(CreateGenerationResponse(whole.id, warnings, told))

        def work(connection: sa.Connection) -> None:
            generations.insert(connection, whole)
            pages_of.announce(connection, whole.id, len(parts))
            for at, (part, cost) in enumerate(zip(parts, costs, strict=True)):
                credits.reserve(connection, caller.workspace_id, part.id, cost, now)
                generations.insert(connection, part)
                pages_of.attach(connection, part.id, whole.id, at, asked.request.pages[at].path)
                self.engine.enqueue_in_transaction(connection, part.id)
            keep(connection, answer)

        await self.database.write(work)
        return answer

    def _new(
        self,
        caller: Caller,
        request: GenerationRequest,
        order: Order,
        warnings: str | None,
        now: float,
        webhook: str | None = None,
    ) -> NewGeneration:
        return NewGeneration(
            ids.generation_id(), caller.workspace_id, caller.key_id, caller.user_id, to_json(request),
            msgspec.json.encode(order), warnings, ids.gamma_id(), ids.doc_id(), now, webhook,
        )  # fmt: skip

    async def take(
        self,
        caller: Caller,
        request: GenerationRequest,
        order: Order,
        cost: int,
        warnings: str | None,
        keep: Keep,
        webhook: str | None = None,
    ) -> bytes:
        """The same for an order that is made already; `cost` is set aside.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
        """
        now = self.clock.now()
        new = self._new(caller, request, order, warnings, now, webhook)
        answer = encode(CreateGenerationResponse(new.id, warnings))

        def work(connection: sa.Connection) -> None:
            credits.reserve(connection, caller.workspace_id, new.id, cost, now)
            generations.insert(connection, new)
            self.engine.enqueue_in_transaction(connection, new.id)
            keep(connection, answer)

        await self.database.write(work)
        return answer

    async def cancel(self, generation_id: str) -> bool:
        """End an open generation, or its open pages, as failed and refund it; False when it had ended before."""
        pages = pages_of.open_ones(self.database, generation_id)
        ended = [await self._cancelled(one) for one in pages or [generation_id]]
        if pages:
            self.bells.ring(generation_id)
        return any(ended)

    async def _cancelled(self, generation_id: str) -> bool:
        now = self.clock.now()

        def work(connection: sa.Connection) -> bool:
            attempt = generations.claim(connection, generation_id, now)
            if attempt is None:
                return False
            remaining = credits.settle(connection, generation_id, 0, now)
            if remaining is None:  # a generation of pages, all of which have ended
                return False
            outcome = Outcome(0, remaining, now, messages.CANCELLED, CANCELLED_STATUS)
            ended = generations.finish(connection, generation_id, attempt, outcome)
            whole = pages_of.close(connection, generation_id, now) or generation_id
            announce(connection, whole)
            return ended

        ended = await self.database.write(work)
        if ended:
            await to_thread.run_sync(self.engine.cancel, generation_id)
            self.bells.ring(generation_id)
            self.alarm.ring()
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

    def status_body(self, generation_id: str, workspace_id: str) -> bytes | None:
        """The body of that answer."""
        found = self.status(generation_id, workspace_id)
        return found.body if found else None

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
        pages = tuple(self._page(page) for page in pages_of.of(self.database, generation_id)) if row.pages else None
        if row.status == "failed":
            error = ErrorBody(row.error_message or "", row.error_status or 500)
            return encode(failed(generation_id, paid, error, pages))
        site = f"{self.settings.base}/sites/{generation_id}/" if sites.exists(self.database, generation_id) else None
        if pages:
            first = next(page for page in pages if page.status == "completed")
            body = completed(
                generation_id, paid, gamma_id=first.gamma_id, gamma_url=str(first.gamma_url),
                export_url=first.export_url, pages=pages, site_url=site,
            )  # fmt: skip
            return encode(body)
        view, file = self.view_url(row.title, row.doc_id), self._export_url(generation_id, row)
        body = completed(
            generation_id,
            paid,
            gamma_id=row.gamma_id,
            gamma_url=view,
            export_url=file,
            site_url=site,
            exports=self._extras(generation_id),
        )
        return encode(body)

    def _extras(self, generation_id: str) -> dict[str, str] | None:
        """Links of further files by format; None when none were asked for."""
        found = exports.of_generation(self.database, generation_id)
        return {one.format: self.file_url(one.id, one.title, one.suffix, one.created_at) for one in found} or None

    def _page(self, page: Page) -> PageStatus:
        if page.status != "completed":
            error = ErrorBody(page.error_message or "", page.error_status or 500)
            return PageStatus(page.gamma_id, msgspec.UNSET, "failed", error)
        file = page.export_sha256 and self.file_url(page.id, page.title, page.export_suffix, page.finished_at or 0)
        return PageStatus(page.gamma_id, self.view_url(page.title, page.doc_id), "completed", None, file or None)

    def _export_url(self, generation_id: str, row: Ended) -> str | None:
        if row.export_sha256 is None:
            return None
        return self.file_url(generation_id, row.title, row.export_suffix, row.finished_at)

    def view_url(self, title: str, doc_id: str) -> str:
        """Where a deck is viewed."""
        return f"{self.settings.base}/docs/{quote(slug(title))}-{doc_id}"

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
