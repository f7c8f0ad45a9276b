# Generated from `_async` by `tools/unasync.py`; do not edit.
"""Handles of what is under way: generations, exports, single pictures. Each can be asked, waited for, and taken up again."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

import msgspec

from cardwright_client._core.durations import Features, LogNormal
from cardwright_client._core.events import EventReader
from cardwright_client._core.ref import Ref
from cardwright_client._core.retry import Broken, retry_after
from cardwright_client._part import Download
from cardwright_client._sync._download import Downloader
from cardwright_client._sync._sender import Sender
from cardwright_client.errors import DownloadError, GenerationFailed, WaitTimeout
from cardwright_client.models import ExportStatus, ImageStatus, Pollable, Started, Status, decode

S = TypeVar("S", bound=Pollable)

_SHORTEST_DEADLINE = 300.0
_VISIBLE_AFTER = 30.0  # seconds after our own POST for which a 404 may only mean "not yet"
_HELD = 20  # seconds for which a poll may be held back, less than a request may take
_QUIET = 60.0  # seconds without a line after which a stream counts as broken
_numbers = count(1)


class Handle(Generic[S]):
    """Something under way. `id` names it; `status` is the last that was seen, None before that."""

    _path: ClassVar[str]
    _usual: ClassVar[Features] = Features(1, "none")

    def __init__(self, sender: Sender, downloader: Downloader, ref: Ref, *, ours: bool) -> None:
        self._sender = sender
        self._downloader = downloader
        self._ref = ref
        self._began = sender.clock.now() - (max(0.0, sender.clock.wall() - ref.posted_at) if ref.posted_at else 0.0)
        self._fresh = ours
        self._asked_at: float | None = None
        self.status: S | None = None
        self.polls = 0

    def __repr__(self) -> str:
        state = self.status.status if self.status is not None else "not asked yet"
        return f"{type(self).__name__}({self.id!r}, {state})"

    @property
    def id(self) -> str:
        return self._ref.id

    @property
    def age(self) -> float:
        """Seconds since it was started, as far as is known; else since it was taken up."""
        return self._sender.clock.now() - self._began

    @property
    def expected(self) -> LogNormal:
        """How long such jobs take, as far as was learned."""
        return self._sender.plan.model.expect(self._features())

    @property
    def eta(self) -> tuple[float, float]:
        """Seconds until half of such jobs, and until nine in ten, have ended; as far as was learned."""
        expected, age = self.expected, self.age
        return max(0.0, expected.quantile(0.5) - age), max(0.0, expected.quantile(0.9) - age)

    def check(self) -> S:
        """The state now, by one request; within the interval between polls, what was seen last."""
        now, floor = self._sender.clock.now(), self._sender.plan.policy.floor
        last = self.status
        if last is not None and (last.is_terminal or (self._asked_at is not None and now < self._asked_at + floor)):
            return last
        return self.refresh()

    def refresh(self) -> S:
        """The state by a request, whatever was seen before; a fresh link to a file comes with it."""
        answer = self._sender.ask("GET", f"{self._path}/{self.id}")
        self._asked_at = self._sender.clock.now()
        self.status = answer.read(self._model())
        return self.status

    def wait(self, deadline: float | None = None) -> S:
        """The terminal state, completed or failed. `deadline` is seconds, by default five minutes or what such jobs need.

        Raises:
            WaitTimeout: still pending then. NotFound: there is no such thing.
        """
        for status in self.updates(deadline):
            if status.is_terminal:
                return status
        raise AssertionError  # updates end with a terminal state or an error

    def updates(self, deadline: float | None = None) -> Iterator[S]:
        """Every state that is seen until a terminal one: by events if the service streams them, else by polls."""
        if self.status is not None and self.status.is_terminal:
            yield self.status
            return
        began = self._sender.clock.now()
        until = began + (max(_SHORTEST_DEADLINE, 3 * self.expected.quantile(0.99)) if deadline is None else deadline)
        if self._told_by_events(until) and self.status is not None:
            yield self.status
            return
        for status in self._polled(began, until):
            yield status

    def _polled(self, began: float, until: float) -> Iterator[S]:
        plan, clock = self._sender.plan, self._sender.clock
        name = f"{self.id}#{next(_numbers)}"
        fresh = self._fresh and self.polls == 0
        plan.add(name, clock.now(), self._features(), posted_at=None if fresh else self._began)
        try:
            while True:
                left = until - clock.now()
                if left <= 0:
                    raise WaitTimeout(self, clock.now() - began, self.polls)
                pause = plan.turn(name, clock.now())
                if pause > 0:
                    clock.sleep(min(pause, left))
                elif (status := self.poll_planned(name, held=_HELD)) is not None:
                    yield status
                    if status.is_terminal:
                        return
        finally:
            plan.dropped(name, clock.now())

    def poll_planned(self, name: str, *, held: int = 0) -> S | None:
        """One poll of the plan, under whose name its turn has come; held back by the service for so many seconds.

        None when it brought no news.

        Raises:
            APIError: the service refuses to tell.
        """
        plan, clock = self._sender.plan, self._sender.clock
        asked_at = clock.now()
        self.polls += 1
        answer = self._sender.poll(name, f"{self._path}/{self.id}", {"prefer": f"wait={held}"} if held else {})
        if answer is None:
            return None
        now = self._asked_at = clock.now()
        if answer.status == 404 and self._fresh and now - self._began < _VISIBLE_AFTER:
            plan.lost(name, now)
            return None
        if answer.status != 200:
            raise answer.error(clock.wall())
        self.status = answer.read(self._model())
        if self.status.is_terminal:
            plan.ended(name, now)
        else:
            was_held = "preference-applied" in answer.headers
            plan.pending(name, asked_at, now, 0.0 if was_held else retry_after(answer.headers, clock.wall()))
        return self.status

    def listen(self, seconds: float) -> bool:
        """Whether a stream of events brought the terminal state within so many seconds; False where none is offered."""
        return self._told_by_events(self._sender.clock.now() + seconds)

    def _told_by_events(self, until: float) -> bool:
        """Whether a stream of events brought the terminal state."""
        return False

    def _features(self) -> Features:
        return self._usual

    def _model(self) -> type[S]:
        raise NotImplementedError


class Generation(Handle[Status]):
    """A generation. `ref` takes it up again in another process; `warnings` tells what was not followed."""

    _path = "/v1.0/generations"

    def __init__(
        self,
        sender: Sender,
        downloader: Downloader,
        ref: Ref,
        started: Started | None = None,
        request_id: str = "",
    ) -> None:
        super().__init__(sender, downloader, ref, ours=started is not None)
        self.started = started
        self.warnings = started.warnings if started is not None else None
        self.request_id = request_id

    @property
    def ref(self) -> str:
        """A token without a secret, for `attach` in any process with the key."""
        return str(self._ref)

    def result(self, deadline: float | None = None) -> Status:
        """The completed state.

        Raises:
            GenerationFailed: it ended as failed. WaitTimeout: still pending at the deadline.
        """
        status = self.wait(deadline)
        if status.status == "failed":
            why = (
                f"{status.error.status_code} {status.error.message}" if status.error is not None else "no reason given"
            )
            msg = f"generation {self.id} failed: {why}"
            raise GenerationFailed(msg, status)
        return status

    def cancel(self) -> Status:
        """End it as failed; not every service can.

        Raises:
            Conflict: it had ended before.
        """
        answer = self._sender.ask("DELETE", f"{self._path}/{self.id}")
        self.status = answer.read(Status)
        return self.status

    def download(self, target: Path | str, *, overwrite: bool = False, export: str = "") -> Download:
        """Wait if need be, and fetch the file; `export` names one of `exports` where there are several.

        Raises:
            DownloadError: no export was asked for, or its link fails.
        """
        status = self.result()

        def link(found: Status) -> str | None:
            return (found.exports or {}).get(export) if export else found.export_url

        def renew() -> str:
            return link(self.refresh()) or ""

        url = link(status)
        if not url:
            msg = f"generation {self.id} has no export"
            raise DownloadError(msg, hint="ask for one with export_as")
        return self._downloader.fetch(url, Path(target), renew=renew, name=self.id, overwrite=overwrite)

    def _told_by_events(self, until: float) -> bool:
        sender = self._sender
        if not sender.traits.streams:
            return False
        left = until - sender.clock.now()
        if left <= 0:
            return False
        reader = EventReader()
        try:
            with sender.stream(
                f"{self._path}/{self.id}/events", {"accept": "text/event-stream"}, min(left, _QUIET)
            ) as answer:
                if answer.status != 200 or not answer.headers.get("content-type", "").startswith("text/event-stream"):
                    sender.traits.streams = answer.status in {429, 500, 502, 503, 504}
                    return False
                for line in answer.lines():
                    event = reader.feed(line)
                    if event is not None and event.name in {"completed", "failed"}:
                        return self._ended(event.data)
                    if sender.clock.now() >= until:
                        return False
        except Broken:
            sender.plan.unanswered()
        return False

    def _ended(self, data: str) -> bool:
        try:
            self.status = decode(msgspec.json.decode(data), Status)
        except msgspec.MsgspecError:
            return False
        plan, age = self._sender.plan, self._sender.clock.now() - self._began
        if self._fresh:
            plan.model.observe(self._features(), age, age)
        return self.status.is_terminal

    def _features(self) -> Features:
        return self._ref.features

    def _model(self) -> type[Status]:
        return Status


class Export(Handle[ExportStatus]):
    """An export on demand."""

    _path = "/v1.0/exports"

    def download(self, target: Path | str, *, overwrite: bool = False) -> Download:
        """Wait if need be, and fetch the file.

        Raises:
            DownloadError: the export failed, or its link fails.
        """
        status = self.wait()

        def renew() -> str:
            return (self.refresh()).export_url or ""

        if not status.export_url:
            why = status.error.message if status.error is not None else "no link was given"
            msg = f"export {self.id} failed: {why}"
            raise DownloadError(msg)
        return self._downloader.fetch(status.export_url, Path(target), renew=renew, name=self.id, overwrite=overwrite)

    def _model(self) -> type[ExportStatus]:
        return ExportStatus


class Picture(Handle[ImageStatus]):
    """A single picture."""

    _path = "/v1.0/images"

    def download(self, target: Path | str, *, overwrite: bool = False) -> Download:
        """Wait if need be, and fetch the picture.

        Raises:
            DownloadError: it failed, or its link fails.
        """
        status = self.wait()

        def renew() -> str:
            found = self.refresh()
            return found.image.url if found.image is not None else ""

        if status.image is None:
            msg = f"picture {self.id} failed: {status.error or 'no reason given'}"
            raise DownloadError(msg)
        return self._downloader.fetch(status.image.url, Path(target), renew=renew, name=self.id, overwrite=overwrite)

    def _model(self) -> type[ImageStatus]:
        return ImageStatus
