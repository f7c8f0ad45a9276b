"""The sender: takes what is due to its receivers, for as long as the server runs."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import sqlalchemy as sa

from cardwright import ids
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, deliveries, webhooks
from cardwright.db.absence import Absence
from cardwright.db.deliveries import Attempted, Delivery
from cardwright.errors import Unavailable
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.events import body
from cardwright.hooks.post import Answer, Post
from cardwright.hooks.secret import Secrets
from cardwright.hooks.signature import signed
from cardwright.hooks.verdict import DELAYS, Verdict, judge

log = logging.getLogger(__name__)
MOST_AT_ONCE: Final = 8
MOST_PER_HOST: Final = 2
LOOK_S: Final = 5.0  # how often the sender looks although no alarm rang
GRACE_S: Final = 3.0  # for what is under way when the server stops
SILENT_S: Final = 5 * 24 * 3600.0  # a webhook that got nothing for so long is disabled when a delivery is given up

# (generation id, workspace id) to the status body, None when there is no such generation
StatusBody = Callable[[str, str], bytes | None]


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends each delivery until it has arrived, or all `delays` are used up.

    What is under way is known in memory only: after a crash it is simply due
    again, under the same id.
    """

    database: Database
    post: Post
    status_body: StatusBody
    secrets: Secrets
    alarm: Alarm
    delays: Sequence[float] = DELAYS
    clock: Clock = SYSTEM
    jitter: Callable[[], float] = ids.jitter
    _sending: dict[str, str] = field(default_factory=dict[str, str])  # delivery id to host
    _absence: Absence = field(default_factory=lambda: Absence(log, "webhooks"))
    _tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    async def run(self) -> None:
        """Send for ever; cancelled, it lets what is under way come to its end for a moment."""
        with self.alarm.heard():
            try:
                while True:
                    await self.alarm.sleep(self._look())
            finally:
                await self._leave()

    def _begin_due(self) -> None:
        """Begin with what is due, as far as there is room."""
        while len(self._sending) < MOST_AT_ONCE:
            due = deliveries.next_due(self.database, self.clock.now(), self._sending, self._busy_hosts())
            if due is None:
                return
            self._sending[due.id] = due.host
            task = asyncio.ensure_future(self._deliver(due))
            self._tasks.add(task)
            task.add_done_callback(partial(self._ended, due.id))

    def _look(self) -> float:
        """Begin with what is due; seconds until it is worth to look again."""
        try:
            self._begin_due()
            soonest = deliveries.soonest(self.database, self.clock.now())
        except Unavailable as error:
            self._absence.met(error)
            return LOOK_S
        except Exception:
            log.exception("deliveries could not be looked for; trying again")
            return LOOK_S
        self._absence.over()
        return LOOK_S if soonest is None else min(LOOK_S, max(0.0, soonest - self.clock.now()))

    def _busy_hosts(self) -> list[str]:
        hosts = list(self._sending.values())
        return [host for host in set(hosts) if hosts.count(host) >= MOST_PER_HOST]

    def _ended(self, delivery_id: str, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        del self._sending[delivery_id]
        self.alarm.ring_here()  # there is room again

    async def _deliver(self, due: Delivery) -> None:
        try:
            answer = await self._attempt(due)
            verdict = judge(answer, due.attempts, self.clock.now(), self.delays, self.jitter())
            await self.database.write(lambda connection: self._record(connection, due, answer, verdict))
        except Unavailable as error:
            self._absence.met(error)
            await asyncio.sleep(LOOK_S)  # or it would be due again at once
        except Exception:
            log.exception("delivery %s could not be written down; it will be sent again", due.id)
            await asyncio.sleep(LOOK_S)  # or it would be due again at once
        else:
            log.info("delivery %s to %s: %s", due.id, due.host, answer.error or verdict.status)

    async def _attempt(self, due: Delivery) -> Answer:
        status = self.status_body(due.generation_id, due.workspace_id)
        if status is None:
            return Answer(error="the generation is not there any more")
        said = body(due, status)
        headers = signed(due.id, self.clock.now(), said, self.secrets.of_delivery(due))
        try:
            return await self.post(due.url, headers, said)
        except Exception:
            log.exception("delivery %s failed", due.id)
            return Answer(error="could not be sent")

    def _record(self, connection: sa.Connection, due: Delivery, answer: Answer, verdict: Verdict) -> None:
        now = self.clock.now()
        attempted = Attempted(
            due.id, due.attempts, verdict.status, answer.status, answer.error, verdict.next_attempt_at, now
        )
        if not deliveries.record(connection, attempted) or due.webhook_id is None or verdict.status != "failed":
            return
        if verdict.gone or not deliveries.arrived_since(connection, due.webhook_id, now - SILENT_S):
            log.warning("webhook %s at %s is disabled", due.webhook_id, due.host)
            webhooks.disable(connection, due.webhook_id, now)

    async def _leave(self) -> None:
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GRACE_S)
            for task in late:
                task.cancel()
