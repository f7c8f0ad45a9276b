"""Taking work on: its rows, credits and jobs in one transaction; and ending it early."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec
import sqlalchemy as sa
from anyio import to_thread
from cardwright_wire import (
    Accepted,
    CreateGenerationResponse,
    GenerationRequest,
    encode,
    estimate,
    image_price,
    messages,
    to_json,
)
from cardwright_wire.images import ImageCreated, ImageWarning

from cardwright import ids
from cardwright.accounts import credits
from cardwright.accounts.keys import Caller
from cardwright.clock import Clock
from cardwright.db import Database, exports, generations, picture_jobs, turns
from cardwright.db import pages as pages_of
from cardwright.db.exports import Export
from cardwright.db.gammas import Gamma
from cardwright.db.generations import NewGeneration, Outcome
from cardwright.db.picture_jobs import NewPicture
from cardwright.errors import QueueFull
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.events import announce
from cardwright.images.providers import NO_PROVIDERS, Providers
from cardwright.images.single import SingleOrder
from cardwright.jobs.engines import Engine
from cardwright.pipeline import Order
from cardwright.server.bells import Bells
from cardwright.server.order import order_from
from cardwright.server.repeats import Keep
from cardwright.traces import OFF, Traces

Enqueue = Callable[[sa.Connection, str, int], None]  # adds a job, of a turn, in the caller's transaction
_FULL = "The queue is full; please try again later"
CANCELLED_STATUS = 499  # as proxies log a request whose client left


@dataclass(frozen=True, slots=True)
class Aside:
    """What goes with a request beside its body.

    `warnings` are for its answer, which `keep` remembers; `webhook` is the URL
    that is told of its end, `extras` are formats of further files, `design` is
    the hash of a theme that is a workspace's own.
    """

    warnings: str | None
    keep: Keep
    webhook: str | None = None
    extras: tuple[str, ...] = ()
    design: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """The door for new jobs. Answers are given once what they say is on disk."""

    database: Database
    engine: Engine
    clock: Clock
    bells: Bells
    alarm: Alarm
    providers: Providers = NO_PROVIDERS
    has_model: bool = False
    most: int = 10_000  # open generations
    traces: Traces = OFF

    async def accept(self, caller: Caller, request: GenerationRequest, aside: Aside) -> bytes:
        """Take a valid request on.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
        """
        return await self.take(caller, request, self._order(request, aside), self._cost(request), aside)

    async def accept_pages(
        self, caller: Caller, asked: Accepted, pages: Sequence[GenerationRequest], aside: Aside
    ) -> bytes:
        """Take several pages on: a generation for each, and one that ends with the last of them.

        Raises:
            OutOfCredits: the workspace cannot pay for all of them; nothing was written.
            QueueFull: there is no room for them.
        """
        now = self.clock.now()
        self._make_room(len(pages), now)
        whole = _new(caller, asked.request, self._order(pages[0], aside, pages=True), now, aside)
        parts = [_new(caller, page, self._order(page, aside, pages=True), now) for page in pages]
        costs = [self._cost(page) for page in pages]
        told = tuple(said for _, said in asked.pages)
        answer = encode(CreateGenerationResponse(whole.id, aside.warnings, told))

        def work(connection: sa.Connection) -> None:
            generations.insert(connection, whole)
            pages_of.announce(connection, whole.id, len(parts))
            for at, (part, cost) in enumerate(zip(parts, costs, strict=True)):
                accept(connection, part, cost, now, self.engine.enqueue_in_transaction)
                pages_of.attach(connection, part.id, whole.id, at, asked.request.pages[at].path)
            aside.keep(connection, answer)

        with self.traces.span("accept", kind="producer", attributes={"cardwright.generation_id": whole.id}):
            parts = [replace(part, trace=self.traces.here() or None) for part in parts]
            await self.database.write(work)
        return answer

    def _order(self, request: GenerationRequest, aside: Aside, *, pages: bool = False) -> Order:
        extras = () if pages else aside.extras
        return order_from(request, extras, aside.design, self.providers, has_model=self.has_model)

    def _cost(self, request: GenerationRequest) -> int:
        """What is set aside for a request; pictures that are not painted are given back."""
        return estimate(request, generates_images=self.providers.painter is not None).credits

    async def take(self, caller: Caller, request: GenerationRequest, order: Order, cost: int, aside: Aside) -> bytes:
        """Take an order on that is made already; `cost` is set aside.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
            QueueFull: there is no room for it.
        """
        now = self.clock.now()
        self._make_room(1, now)
        new = _new(caller, request, order, now, aside)
        answer = encode(CreateGenerationResponse(new.id, aside.warnings))

        with self.traces.span("accept", kind="producer", attributes={"cardwright.generation_id": new.id}):
            traced = replace(new, trace=self.traces.here() or None)

            def work(connection: sa.Connection) -> None:
                accept(connection, traced, cost, now, self.engine.enqueue_in_transaction)
                aside.keep(connection, answer)

            await self.database.write(work)
        return answer

    def _make_room(self, count: int, now: float) -> None:
        """See to it that there is room for more generations.

        Raises:
            QueueFull: there is none; it says when there will be, at the present pace.
        """
        over = turns.open_ones(self.database, self.most) + count - max(self.most, count)
        if over > 0:
            raise QueueFull(_FULL, retry_after_s=turns.seconds_for(self.database, over, now))

    async def picture(self, caller: Caller, order: SingleOrder, warnings: Sequence[ImageWarning], keep: Keep) -> bytes:
        """Take a single picture on that a model is to paint.

        Raises:
            OutOfCredits: the workspace cannot pay for it; nothing was written.
            QueueFull: there is no room for it.
        """
        now = self.clock.now()
        self._make_room(1, now)
        told = msgspec.json.encode(warnings).decode()
        new = NewPicture(
            ids.image_id(), caller.workspace_id, caller.key_id, caller.user_id, msgspec.json.encode(order), told, now
        )
        answer = encode(ImageCreated(new.id, tuple(warnings)))

        with self.traces.span("accept", kind="producer", attributes={"cardwright.picture_id": new.id}):
            traced = replace(new, trace=self.traces.here() or None)

            def work(connection: sa.Connection) -> None:
                accept_picture(connection, traced, image_price(), now, self.engine.enqueue_in_transaction)
                keep(connection, answer)

            await self.database.write(work)
        return answer

    async def export(self, gamma: Gamma, format: str) -> str:  # noqa: A002 - the wire's word
        """Take on the export of a file that is there; the id of the job."""
        now = self.clock.now()
        new = Export(
            ids.export_id(), gamma.id, gamma.workspace_id, format, "pending", gamma.title, None, None, None, now, None
        )

        with self.traces.span("accept", kind="producer", attributes={"cardwright.export_id": new.id}):
            traced = replace(new, trace=self.traces.here() or None)

            def work(connection: sa.Connection) -> None:
                exports.insert(connection, traced)
                self.engine.enqueue_in_transaction(connection, new.id, turns.served(connection))

            await self.database.write(work)
        return new.id

    async def cancel(self, generation_id: str) -> bool:
        """End an open generation, or its open pages, as failed and refund it; False when it had ended before."""
        pages = pages_of.open_ones(self.database, generation_id)
        ended = [await self._cancelled(one) for one in pages or [generation_id]]
        if pages:
            self.bells.ring(generation_id)
        return any(ended)

    async def _cancelled(self, generation_id: str) -> bool:
        now = self.clock.now()
        ended = await self.database.write(lambda connection: cancelled(connection, generation_id, now))
        if ended:
            await to_thread.run_sync(self.engine.cancel, generation_id)
            self.bells.ring(generation_id)
            self.alarm.ring()
        return ended


def accept(connection: sa.Connection, new: NewGeneration, cost: int, now: float, enqueue: Enqueue) -> None:
    """Set aside what a generation costs, and give it its turn, its row and its job."""
    credits.reserve(connection, new.workspace_id, new.id, cost, now)  # holds the workspace: turns are given singly
    turn = turns.next_turn(connection, new.workspace_id, new.key_id)
    generations.insert(connection, replace(new, turn=turn))
    enqueue(connection, new.id, turn)


def accept_picture(connection: sa.Connection, new: NewPicture, cost: int, now: float, enqueue: Enqueue) -> None:
    """The same for a single picture."""
    credits.reserve(connection, new.workspace_id, new.id, cost, now)
    turn = turns.next_turn(connection, new.workspace_id, new.key_id)
    picture_jobs.insert(connection, replace(new, turn=turn))
    enqueue(connection, new.id, turn)


def cancelled(connection: sa.Connection, generation_id: str, now: float) -> bool:
    """End an open generation as failed and refund it; False when it had ended before."""
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


def _new(
    caller: Caller, request: GenerationRequest, order: Order, now: float, aside: Aside | None = None
) -> NewGeneration:
    return NewGeneration(
        ids.generation_id(), caller.workspace_id, caller.key_id, caller.user_id, to_json(request),
        msgspec.json.encode(order), aside.warnings if aside else None, ids.gamma_id(), ids.doc_id(), now,
        aside.webhook if aside else None,
    )  # fmt: skip
