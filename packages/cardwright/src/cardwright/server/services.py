"""What routes may use: one object, wired once."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

import msgspec
from cardwright_wire import (
    Credits,
    ErrorBody,
    PageStatus,
    completed,
    encode,
    failed,
    pending,
)

from cardwright import ids
from cardwright.accounts import workspaces
from cardwright.accounts.keys import Caller
from cardwright.accounts.workspaces import Workspace
from cardwright.audience import Audience
from cardwright.audience.personal import QUERY
from cardwright.brand.report import Report as ThemeReport
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, exports, generations, leases, sites
from cardwright.db import pages as pages_of
from cardwright.db.gammas import Gamma
from cardwright.db.generations import Ended, Moment
from cardwright.db.pages import Page
from cardwright.db.together import Together
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.secret import Secrets
from cardwright.images.art import Style
from cardwright.lint import Report
from cardwright.reading import Reading
from cardwright.scene.design import Design
from cardwright.server.bells import Bells, rung
from cardwright.server.cards import Cards
from cardwright.server.ends import Ends
from cardwright.server.forecast import Forecast
from cardwright.server.gate import Status
from cardwright.server.intake import Intake
from cardwright.server.readiness import Readiness
from cardwright.server.settings import Settings
from cardwright.store import Store
from cardwright.store.links import LIFETIME_S, Links
from cardwright.write.remix import Remixed

_SLOTS_S = 5.0


@dataclass(frozen=True, slots=True)
class Export:
    """A file that may be downloaded now."""

    name: str
    sha256: str
    media_type: str
    size: int


Remixer = Callable[[bytes, str], Awaitable[Remixed]]  # (deck as JSON, prompt) to the deck as told
# (theme id, manner, prompt, pixels across, pixels down, a workspace's own theme) to a PNG
Drawer = Callable[[str, Style, str, int, int, bytes], Awaitable[bytes]]
# (file, another deck for it as JSON) to its pictures and the hash of its page to view
Redrawer = Callable[[Gamma, bytes], Awaitable[tuple[str, str]]]
Judge = Callable[[Gamma], Awaitable[Report]]
# (file, its name, the theme's name or nothing) to the theme and the report on the file
ThemeReader = Callable[[bytes, str, str], Awaitable[tuple[Design, ThemeReport]]]

# (file, its name, its media type) to what it says
FileReader = Callable[[bytes, str, str], Awaitable[Reading]]


@dataclass(frozen=True, slots=True)
class Services:
    """The server's parts, as routes see them."""

    settings: Settings
    database: Database
    store: Store
    links: Links
    intake: Intake
    remixed: Remixer
    redrawn: Redrawer
    drawn: Drawer
    judged: Judge
    themed: ThemeReader
    read_file: FileReader
    secrets: Secrets
    audience: Audience
    cards: Cards
    readiness: Readiness
    clock: Clock = SYSTEM
    bells: Bells = field(default_factory=Bells)
    alarm: Alarm = field(default_factory=Alarm)
    _ends: Ends = field(default_factory=Ends)
    _moments: Together[tuple[str, str], Moment | None] = field(init=False)
    _forecast: Forecast = field(init=False)
    _workers: dict[str, tuple[float, int]] = field(default_factory=dict[str, tuple[float, int]])

    def __post_init__(self) -> None:
        object.__setattr__(self, "_moments", Together(partial(generations.moments, self.database)))
        object.__setattr__(self, "_forecast", Forecast(self.database, self.slots, self.clock))

    def workspace(self, caller: Caller) -> Workspace:
        """The caller's workspace; a key's workspace is always there."""
        found = workspaces.find(self.database, caller.workspace_id)
        assert found is not None, caller.workspace_id
        return found

    def status(self, generation_id: str, workspace_id: str) -> Status | None:
        """The answer of the status endpoint; None when the workspace has no such generation."""
        moment = generations.moment(self.database, generation_id, workspace_id)
        return self._told((generation_id, workspace_id), moment)

    async def poll(self, generation_id: str, workspace_id: str) -> Status | None:
        """The same for who asks again and again.

        That it is pending is never told from memory. An end is: it cannot change, and what may come to pass is only
        that its row is purged, which is noticed a second later.
        """
        name, now = (generation_id, workspace_id), self.clock.monotonic()
        known = self._ends.fresh(name, now)
        if known is not None:
            return known
        if self.database.is_shared:
            moment = await self._moments.ask(name)
        else:
            moment = generations.moment(self.database, generation_id, workspace_id)
        found = self._told(name, moment)
        self._ends.looked_up(name, now)
        return found

    def _told(self, name: tuple[str, str], moment: Moment | None) -> Status | None:
        generation_id = name[0]
        if moment is None:
            self._ends.forget(name)
            return None
        if moment.status == "pending":
            return Status(encode(pending(generation_id)), b'"pending"', self._forecast.due_s(moment.created_at))
        rotation = self.links.rotation()
        found = self._ends.known(name, rotation)
        if found is None:
            body = self._ended_body(generation_id)
            digest = hashlib.blake2b(body, digest_size=12).hexdigest().encode()
            found = Status(body, b'"%s"' % digest)
            self._ends.keep(name, rotation, found)
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

    def slots(self) -> int:
        """How many jobs are rendered at the same time, by all processes; looked up now and then."""
        if not self.database.is_shared:
            return self.settings.render_processes
        now = self.clock.monotonic()
        until, found = self._workers.get("slots", (0.0, 1))
        if now >= until:
            found = max(1, leases.slots(self.database))
            self._workers["slots"] = (now + _SLOTS_S, found)
        return found

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
            warnings=row.undone,
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

    def view_url(self, title: str, doc_id: str, token: str = "") -> str:
        """Where a deck is viewed; with the token of a personal link, by that person."""
        return view_url(self.settings.base, title, doc_id, token)

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
        return Export(slug(row.title) + row.suffix, row.sha256, row.media_type, row.size)


def view_url(base: str, title: str, doc_id: str, token: str = "") -> str:
    """Where a deck is viewed on the server of a public base URL; with the token of a personal link, by that person."""
    return f"{base}/docs/{quote(slug(title))}-{doc_id}{f'?{QUERY}={token}' if token else ''}"


def slug(title: str) -> str:
    """A title as part of a URL: its letters and digits, words joined by hyphens, at most 60 characters."""
    words = "".join(char if char.isalnum() else " " for char in title).split()
    short = ""
    for word in words:
        if short and len(short) + 1 + len(word) > 60:
            break
        short = f"{short}-{word}" if short else word[:60]
    return short or "Untitled"
