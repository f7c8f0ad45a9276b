# Generated from `_async` by `tools/unasync.py`; do not edit.
"""Many generations under one plan and one journal: rerun it and it goes on where it was, whatever happened."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self, Unpack

import msgspec

from cardwright_client._core.credits import Guard, most_credits
from cardwright_client._core.durations import DurationModel, features_of
from cardwright_client._core.prices import IMAGE_CREDITS
from cardwright_client._core.states import after_crash
from cardwright_client._outcome import Credits, Item
from cardwright_client._part import Download
from cardwright_client._runtime._sync import Listeners, Side
from cardwright_client._sync._handles import Generation
from cardwright_client._sync._resources import Generations
from cardwright_client._sync._sender import Sender
from cardwright_client.errors import (
    APIError,
    AuthenticationError,
    CardwrightError,
    ConnectionFailed,
    CreateOutcomeUnknown,
    OutOfCredits,
    RateLimited,
)
from cardwright_client.journal import Journal, Row
from cardwright_client.models import Status, decode
from cardwright_client.params import CreateParams, to_wire

_DOWNLOADS = 4
_LOOK = 0.25  # seconds after which downloads on the side are looked after, when nothing else is due
_LONGEST_STREAM = 900.0  # seconds
_NOTED_EVERY = 1.0  # seconds between two notes for those who watch
HELD_BY_HAND = "held by hand"


class Batch:
    """Made by `client.batch(...)`; use it as a context manager.

    `only` are the ids of the items of the journal to work on, None for all. `on_change` is called with an item when it
    was posted, done, downloaded, or else ended; `on_pause` with the seconds for which the service wants to be left alone.
    """

    def __init__(
        self,
        sender: Sender,
        generations: Generations,
        journal: Journal,
        *,
        in_flight: int,
        credits: Credits,
        download_to: Path | None,
    ) -> None:
        self._sender = sender
        self._generations = generations
        self._folder = download_to
        self._in_flight = in_flight
        self._credits = credits
        self.journal = journal
        self.only: frozenset[str] | None = None
        self.on_change: Callable[[Item], None] | None = None
        self.on_pause: Callable[[float], None] | None = None
        self._paused_until = 0.0
        self._noted_at = float("-inf")
        self._guard = Guard(credits.floor, credits.cap, credits.known)
        self._queue: deque[Row] = deque()
        self._open: dict[str, tuple[Row, Generation]] = {}
        self._fetching: dict[str, tuple[Row, Status]] = {}
        self._side: Side[Download] = Side(_DOWNLOADS)
        self._listeners: Listeners[bool] = Listeners()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._open):
            self._sender.plan.jobs.pop(name, None)
        self._sender.plan.queued = 0
        self._listeners.close()
        self._side.close()
        self.journal.close()

    def add(self, key: str, **params: Unpack[CreateParams]) -> str:
        """Queue a generation under a name of yours. The same name and parameters are the same item, also in later runs.

        Gives the id of the item.
        """
        return self.journal.add(key, to_wire(params, CreateParams))

    def resolve(self, key: str, generation_id: str | None) -> None:
        """Say what became of items whose POST has an unknown outcome: this generation, or None for none at all."""
        for row in self.journal.rows():
            if row.key == key and row.state == "unknown":
                if generation_id is None:
                    self.journal.move(row.id, "queued")
                else:
                    self.journal.move(
                        row.id, "posted", generation_id=generation_id, posted_at=self._sender.clock.wall()
                    )

    def as_done(self) -> Iterator[Item]:
        """Every item as it ends; those that ended in an earlier run come first and cost nothing.

        Raises:
            AuthenticationError: the key is refused. ConnectionFailed: the service is not reached to start more.
        """
        for item in self._take_up():
            yield item
        while self._queue or self._open or self._fetching:
            for name, outcome in self._side.collect():
                yield self._fetched(name, outcome)
            ended = self._step()
            for item in ended:
                yield item
            if ended:
                continue
            if self._stuck():
                for item in self._hold():
                    yield item

    # one step

    def _take_up(self) -> list[Item]:
        """Go on from what the journal says; gives what has ended already."""
        sender, ended = self._sender, list[Item]()
        if self.journal.noted("dedups") and sender.traits.dedups is None:
            sender.traits.dedups = sender.traits.streams = True
        if (learned := self.journal.noted("durations")) and not sender.plan.model.state():
            sender.plan.model = DurationModel.restore(learned)
        for row in self.journal.rows():
            if self.only is not None and row.id not in self.only:
                continue
            state, error = after_crash(row.state, dedups=sender.dedups), row.error or ""
            if error == HELD_BY_HAND:
                state = row.state
            if state != row.state:
                error = "a run before ended while it was being started" if state == "unknown" else ""
                self.journal.move(row.id, state, error=error)
            if state in {"queued", "intent"}:
                self._queue.append(row if state == "intent" else _queued(row))
            elif state == "posted":
                self._follow(row, row.generation_id or "", row.posted_at)
            elif state == "done" and self._folder is not None and _link(row.status):
                self._fetch(row, self._generations.attach(row.generation_id or ""), decode(row.status, Status))
            else:
                status = decode(row.status, Status) if row.status else None
                file = Path(row.file) if row.file else None
                ended.append(Item(row.id, row.key, state, status, file, error, row.generation_id))
        return ended

    def _step(self) -> list[Item]:
        """Start one, or ask for one, or wait until either is due or a stream tells of an end."""
        plan, now = self._sender.plan, self._sender.clock.now()
        self._note(now)
        if self.on_pause is not None and plan.paused_until > max(now, self._paused_until):
            self._paused_until = plan.paused_until
            self.on_pause(plan.paused_until - now)
        plan.queued, plan.at_once = len(self._queue), self._in_flight
        wait = _LOOK if self._fetching else float("inf")
        if self._queue and len(self._open) < self._in_flight and self._admits():
            wait = min(wait, plan.may_post(now))
            if wait <= 0:
                return _some(self._start(self._queue.popleft()))
        at, name = plan.next(now)
        if name in self._open and at <= now:
            plan.sent(now, name)
            return _some(self._ask(name))
        pause = min(wait, max(0.0, at - now) if name in self._open or name is None else _LOOK)
        pause = max(0.001, pause if pause < float("inf") else _LOOK)
        if not len(self._listeners):
            self._sender.clock.sleep(pause)
            return []
        heard = self._listeners.heard(pause)
        return [item for name, outcome in heard for item in _some(self._heard(name, outcome))]

    def _heard(self, name: str, outcome: bool | BaseException) -> Item | None:
        """A stream ended: with the generation, or else it is asked for from now on."""
        row, generation = self._open[name]
        if outcome is True and generation.status is not None:
            return self._settle(name, generation.status)
        if isinstance(outcome, BaseException) and not isinstance(outcome, CardwrightError):
            raise outcome
        self._poll(row, generation.age)
        return None

    def _note(self, now: float) -> None:
        """Leave in the journal what those see who watch: windows, credits, when who is asked next, as seconds since 1970."""
        if now < self._noted_at + _NOTED_EVERY:
            return
        self._noted_at = now
        plan, wall = self._sender.plan, self._sender.clock.wall()
        self.journal.note(
            "plan",
            {
                "at": wall,
                "windows": {name: [window.remaining, window.limit] for name, window in plan.windows.known.items()},
                "remaining": self._guard.remaining,
                "spent": self._guard.spent,
                "reserved": sum(self._guard.reserved.values()),
                "paused_until": wall + max(0.0, plan.paused_until - now),
                "due": {name: wall + job.due - now for name, job in plan.jobs.items()},
            },
        )

    def _admits(self) -> bool:
        return self._guard.admits(most_credits(self._queue[0].body), self._in_flight)

    def _stuck(self) -> bool:
        """Whether what is queued will not be admitted any more."""
        return bool(self._queue) and not self._open and not self._fetching and not self._admits()

    def _start(self, row: Row) -> Item | None:
        if row.state != "intent":
            self.journal.move(row.id, "intent")
        most = most_credits(row.body)
        self._guard.reserve(row.id, most)
        try:
            generation = self._generations.post(row.body, idempotency_key=row.idempotency_key)
        except CreateOutcomeUnknown as error:
            if not self._sender.dedups:
                return self._end(row, "unknown", error)
            self._guard.release(row.id)  # it stays an intent, which is safe to send again once the service is back
            msg = "the service does not answer"
            raise ConnectionFailed(msg, hint="run the batch again when it is back; nothing is made twice") from error
        except OutOfCredits:
            self._guard.exhausted = True
            self._put_back(row)
            return None
        except RateLimited:
            self._put_back(row)
            return None
        except (AuthenticationError, ConnectionFailed):
            self._put_back(row)
            raise
        except APIError as error:
            self._guard.release(row.id)
            return self._end(row, "failed", error)
        posted_at = self._sender.clock.wall()
        self.journal.move(row.id, "posted", generation_id=generation.id, posted_at=posted_at)
        if self._sender.traits.dedups:
            self.journal.note("dedups", value=True)
        self._changed(Item(row.id, row.key, "posted", generation_id=generation.id))
        self._follow(row, generation.id, None, generation)
        return None

    def _put_back(self, row: Row) -> None:
        self._guard.release(row.id)
        self.journal.move(row.id, "queued")
        self._queue.appendleft(_queued(row))

    def _follow(
        self, row: Row, generation_id: str, posted_at: float | None, generation: Generation | None = None
    ) -> None:
        """Plan the polls of a generation; one of an earlier run is asked for at once."""
        sender = self._sender
        if generation is None:
            generation = self._generations.attach(generation_id, row.body)
            self._guard.reserve(row.id, most_credits(row.body))
        self._open[row.id] = (row, generation)
        if sender.traits.streams:
            found = generation
            self._listeners.start(row.id, lambda: found.listen(_LONGEST_STREAM))
        else:
            self._poll(row, None if posted_at is None else max(0.0, sender.clock.wall() - posted_at))

    def _poll(self, row: Row, age: float | None) -> None:
        """Plan polls of a generation of that age; of one that was just started when it is None."""
        now = self._sender.clock.now()
        began = None if age is None else now - age
        self._sender.plan.add(row.id, now, features_of(row.body, IMAGE_CREDITS), posted_at=began)

    def _ask(self, name: str) -> Item | None:
        row, generation = self._open[name]
        try:
            status = generation.poll_planned(name)
        except AuthenticationError:
            raise
        except APIError as error:
            del self._open[name]
            self._sender.plan.dropped(name, self._sender.clock.now())
            self._guard.release(name)
            return self._end(row, "failed", error, generation.id)
        return self._settle(name, status) if status is not None and status.is_terminal else None

    def _settle(self, name: str, status: Status) -> Item | None:
        """A generation has ended; its item too, unless a file is to be fetched."""
        row, generation = self._open.pop(name)
        said = status.credits
        self._guard.ended(name, said and said.deducted, said and said.remaining)
        self.journal.note("durations", self._sender.plan.model.state())
        packed = msgspec.json.encode(status.raw)
        if status.status == "failed":
            why = status.error.message if status.error is not None else "no reason given"
            self.journal.move(name, "failed", status=packed, error=why)
            return self._changed(Item(name, row.key, "failed", status, None, why, generation.id))
        self.journal.move(name, "done", status=packed)
        item = self._changed(Item(name, row.key, "done", status, generation_id=generation.id))
        if self._folder is not None and status.export_url:
            self._fetch(row, generation, status)
            return None
        return item

    def _fetch(self, row: Row, generation: Generation, status: Status) -> None:
        assert self._folder is not None
        kind = row.body.get("exportAs") or "pdf"
        target = self._folder / f"{file_name(row.key)}.{kind}"
        generation.status = status
        self._fetching[row.id] = (row, status)
        self._side.start(row.id, lambda: generation.download(target, overwrite=True))

    def _fetched(self, name: str, outcome: Download | BaseException) -> Item:
        row, status = self._fetching.pop(name)
        made = status.generation_id
        if isinstance(outcome, Download):
            self.journal.move(name, "downloaded", file=str(outcome.path), sha256=outcome.sha256)
            return self._changed(Item(name, row.key, "downloaded", status, outcome.path, generation_id=made))
        if not isinstance(outcome, CardwrightError | OSError):
            raise outcome
        return self._changed(Item(name, row.key, "done", status, None, str(outcome), made))

    def _end(self, row: Row, state: Any, error: CardwrightError, generation_id: str | None = None) -> Item:
        self.journal.move(row.id, state, error=str(error))
        return self._changed(Item(row.id, row.key, state, None, None, str(error), generation_id))

    def _hold(self) -> list[Item]:
        """What is left waits for money."""
        rows, self._queue = list(self._queue), deque()
        need = sum(self._guard.expects(most_credits(row.body)) for row in rows)
        why = f"held: about {need} credits are needed for the {len(rows)} that are left"
        for row in rows:
            self.journal.move(row.id, "held", error=why)
        return [self._changed(Item(row.id, row.key, "held", None, None, why)) for row in rows]

    def _changed(self, item: Item) -> Item:
        if self.on_change is not None:
            self.on_change(item)
        return item


def _some(item: Item | None) -> list[Item]:
    return [] if item is None else [item]


def _queued(row: Row) -> Row:
    return Row(row.id, row.key, row.body, "queued", row.idempotency_key, None, None, None, None, None, None)


def _link(status: Any) -> bool:
    return isinstance(status, Mapping) and bool(status.get("exportUrl"))  # pyright: ignore[reportUnknownMemberType,reportUnknownArgumentType]


def file_name(key: str) -> str:
    """A key as the name of a file: no folders, nothing hidden."""
    found = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in key)
    return found.strip(". ") or "deck"
