"""The sender: what is due is sent, again and again, until it has arrived or was tried for days."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import pytest
from cardwright.accounts.people import OWNER_ID
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, deliveries, webhooks
from cardwright.errors import Unavailable
from cardwright.hooks import secret
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.post import Answer
from cardwright.hooks.secret import Secrets
from cardwright.hooks.sender import MOST_AT_ONCE, MOST_PER_HOST, Sender
from cardwright.hooks.verdict import DELAYS
from cardwright.net.url import host_of
from clocks import MIDNIGHT, FakeClock
from hooking import delivery, ended, registered
from receiving import verify

SECRETS = Secrets(b"r" * 32)
HOUR = 3600.0


@dataclass
class Network:
    """Answers each attempt with what `answer` says; keeps the attempts, and how many there were at once."""

    answer: Callable[[str], Answer] = lambda _: Answer(200)
    attempts: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)
    open: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    most: int = 0
    most_per_host: int = 0
    gate: asyncio.Event | None = None

    async def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.attempts.append((url, headers, body))
        host = host_of(url)
        self.open[host] += 1
        self.most = max(self.most, sum(self.open.values()))
        self.most_per_host = max(self.most_per_host, *self.open.values())
        try:
            if self.gate:
                await self.gate.wait()
            return self.answer(url)
        finally:
            self.open[host] -= 1


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what another task brings about."""
    while not holds():  # noqa: ASYNC110 - what is waited for stands in a database
        await asyncio.sleep(0.002)


@dataclass
class Post:
    """A sender at work, with its clock and its network."""

    database: Database
    clock: FakeClock
    network: Network
    sender: Sender

    async def settle(self) -> None:
        """Wait until nothing is due."""
        self.sender.alarm.ring()
        await until(lambda: deliveries.next_due(self.database, self.clock.now(), (), ()) is None)

    async def go(self, seconds: float) -> None:
        self.clock.go(seconds)
        await self.settle()


def working(database: Database, clock: FakeClock, network: Network, test: Callable[[Post], Awaitable[None]]) -> None:
    """Run a test while the sender runs."""
    status = b'{"generationId":"g","status":"completed"}'
    sender = Sender(database, network, lambda *_: status, SECRETS, Alarm(), clock=clock, jitter=lambda: 1.0)

    async def both() -> None:
        task = asyncio.create_task(sender.run())
        await asyncio.wait_for(test(Post(database, clock, network, sender)), 20)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(both())


def test_what_is_due_is_sent_once_signed_for_its_webhook(database: Database, clock: FakeClock) -> None:
    webhook, network = registered(database), Network()
    ended(database, MIDNIGHT)

    async def test(post: Post) -> None:
        await post.settle()
        await post.go(30 * 24 * HOUR)

    working(database, clock, network, test)
    ((url, headers, body),) = network.attempts
    found = delivery(database, webhook)
    assert (url, headers["webhook-id"]) == (webhook.url, found.id)
    verify(headers, body, secret.shown(SECRETS.of_webhook(webhook.id)), MIDNIGHT)
    assert (found.status, found.attempts, found.last_status_code, found.last_error) == ("delivered", 1, 200, None)


def test_a_receiver_that_is_down_is_asked_at_the_delays_under_the_same_id(database: Database, clock: FakeClock) -> None:
    webhook, network = registered(database), Network(lambda _: Answer(error="could not be reached"))
    ended(database, MIDNIGHT)

    async def test(post: Post) -> None:
        await post.settle()
        for number, delay in enumerate(DELAYS, 1):
            await post.go(delay - 0.5)
            assert len(network.attempts) == number
            await post.go(0.5)
            assert len(network.attempts) == number + 1
        await post.go(30 * 24 * HOUR)

    working(database, clock, network, test)
    assert len(network.attempts) == len(DELAYS) + 1
    assert len({headers["webhook-id"] for _, headers, _ in network.attempts}) == 1
    stamps = [int(headers["webhook-timestamp"]) for _, headers, _ in network.attempts]
    assert stamps == [MIDNIGHT + sum(DELAYS[:n]) for n in range(len(stamps))]
    found = delivery(database, webhook)
    assert (found.status, found.next_attempt_at, found.last_error) == ("failed", None, "could not be reached")


def is_disabled(database: Database, webhook_id: str) -> bool:
    found = webhooks.find(database, webhook_id, DEFAULT_ID, OWNER_ID)
    assert found is not None
    return found.disabled_at is not None


def test_a_webhook_that_got_nothing_for_days_is_disabled(database: Database, clock: FakeClock) -> None:
    webhook = registered(database)
    ended(database, MIDNIGHT)

    async def test(post: Post) -> None:
        await post.settle()
        for delay in DELAYS:
            assert not is_disabled(database, webhook.id)
            await post.go(delay)

    working(database, clock, Network(lambda _: Answer(500)), test)
    assert is_disabled(database, webhook.id)


@pytest.mark.parametrize(("days", "disabled"), [(1.5, False), (1.9, True)])
def test_a_webhook_that_got_something_in_five_days_is_not(
    database: Database, clock: FakeClock, days: float, disabled: bool
) -> None:
    webhook, network = registered(database), Network()
    ended(database, MIDNIGHT)

    async def test(post: Post) -> None:
        await post.settle()  # this one arrives
        network.answer = lambda _: Answer(500)
        post.clock.go(days * 24 * HOUR)
        ended(database, post.clock.now())
        await post.settle()
        for delay in DELAYS:  # three days and four hours
            await post.go(delay)

    working(database, clock, network, test)
    assert is_disabled(database, webhook.id) is disabled


def test_a_receiver_that_is_gone_gets_nothing_more(database: Database, clock: FakeClock) -> None:
    webhook, network = registered(database), Network(lambda _: Answer(500))
    ended(database, MIDNIGHT)

    async def test(post: Post) -> None:
        await post.settle()  # waits for its second attempt
        network.answer = lambda _: Answer(410)
        ended(database, post.clock.now())
        await post.settle()
        await post.go(30 * 24 * HOUR)

    working(database, clock, network, test)
    assert is_disabled(database, webhook.id)
    assert len(network.attempts) == 2
    assert {one.status for one in deliveries.listed(database, webhook.id, None, 10)} == {"failed"}


def test_the_receiver_of_a_request_that_is_gone_disables_nobody(database: Database, clock: FakeClock) -> None:
    webhook = registered(database)
    ended(database, MIDNIGHT, "https://named.example/")
    network = Network(lambda url: Answer(410 if "named" in url else 200))
    working(database, clock, network, Post.settle)
    assert not is_disabled(database, webhook.id)
    assert database.all("SELECT status FROM deliveries ORDER BY status") == [("delivered",), ("failed",)]


def test_a_receiver_that_is_back_gets_every_event_once(database: Database, clock: FakeClock) -> None:
    webhook, network = registered(database), Network(lambda _: Answer(error="could not be reached"))
    made = [ended(database, MIDNIGHT + at) for at in range(40)]

    async def test(post: Post) -> None:
        await post.go(60)
        network.answer, network.attempts = lambda _: Answer(200), []
        await post.go(300)

    working(database, clock, network, test)
    assert len(network.attempts) == len(made)
    found = deliveries.listed(database, webhook.id, None, 100)
    assert {headers["webhook-id"] for _, headers, _ in network.attempts} == {one.id for one in found}
    assert {one.status for one in found} == {"delivered"}


def test_few_at_once_and_fewer_per_host_so_that_a_slow_one_holds_up_nobody(
    database: Database, clock: FakeClock
) -> None:
    for host in ("slow", "a", "b", "c", "d", "e"):
        registered(database, f"https://{host}.example/")
    for _ in range(4):
        ended(database, MIDNIGHT)
    network = Network()

    async def test(post: Post) -> None:
        network.gate = asyncio.Event()
        await until(lambda: sum(network.open.values()) >= MOST_AT_ONCE)
        await asyncio.sleep(0.02)
        network.gate.set()
        await post.settle()

    working(database, clock, network, test)
    assert (network.most, network.most_per_host) == (MOST_AT_ONCE, MOST_PER_HOST)
    assert len(network.attempts) == 24


def test_what_is_asked_for_anew_begins_anew(database: Database, clock: FakeClock) -> None:
    webhook, network = registered(database), Network()
    ended(database, MIDNIGHT)

    async def test(post: Post) -> None:
        await post.settle()
        first = delivery(database, webhook)
        await database.write(lambda connection: deliveries.renew(connection, first.id, post.clock.now()))
        await post.settle()
        assert delivery(database, webhook) == first

    working(database, clock, network, test)
    assert len({headers["webhook-id"] for _, headers, _ in network.attempts}) == 1
    assert len(network.attempts) == 2


def test_an_attempt_that_breaks_us_counts_as_one_that_failed(
    database: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> Answer:
        raise RuntimeError("a bug")

    webhook = registered(database)
    ended(database, MIDNIGHT)
    working(database, clock, Network(broken), Post.settle)
    found = delivery(database, webhook)
    assert (found.status, found.attempts, found.last_error) == ("pending", 1, "could not be sent")


def test_what_is_under_way_when_the_server_stops_is_brought_to_its_end(database: Database, clock: FakeClock) -> None:
    webhook, network = registered(database), Network()
    ended(database, MIDNIGHT)

    async def test(_: Post) -> None:
        network.gate = asyncio.Event()
        await until(lambda: bool(network.attempts))
        asyncio.get_running_loop().call_later(0.05, network.gate.set)

    working(database, clock, network, test)
    assert delivery(database, webhook).status == "delivered"


def test_nothing_secret_is_logged(database: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    registered(database, "https://receiver.example/path-secret?token=query-secret")
    network = Network(lambda _: Answer(500, "answered 500"))
    ended(database, MIDNIGHT)
    with caplog.at_level(logging.DEBUG):

        async def test(post: Post) -> None:
            await post.settle()
            network.answer = lambda _: Answer(410, "answered 410")
            await post.go(5)

        working(database, clock, network, test)
    assert "receiver.example" in caplog.text
    assert "secret" not in caplog.text
    assert "whsec" not in caplog.text


class Away:
    """A database that is away for a while."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.is_away = False

    def __getattr__(self, name: str) -> object:
        if self.is_away:
            raise Unavailable("The database cannot be reached")
        return getattr(self._database, name)


def test_a_database_that_is_away_is_told_of_once_and_that_it_is_back_once(
    database: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    away, network = Away(database), Network()
    registered(database)
    ended(database, MIDNIGHT)
    sender = Sender(away, network, lambda *_: b"{}", SECRETS, Alarm(), clock=clock)  # type: ignore[arg-type]
    away.is_away = True
    for _ in range(3):
        sender._look()
    away.is_away = False

    async def look() -> None:
        for _ in range(3):
            sender._look()
            await asyncio.gather(*sender._tasks)

    asyncio.run(look())
    told = [(one.levelname, one.getMessage(), one.exc_info) for one in caplog.records if "database" in one.getMessage()]
    assert told == [
        ("WARNING", "The database cannot be reached; webhooks wait for it", None),
        ("WARNING", "the database is back; webhooks go on", None),
    ]
    assert len(network.attempts) == 1


def test_what_was_sent_while_the_database_went_away_is_told_of_once(
    database: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardwright.hooks.sender.LOOK_S", 0)
    away = Away(database)
    registered(database)
    ended(database, MIDNIGHT)

    async def gone(*_: object) -> Answer:
        away.is_away = True
        return Answer(200)

    sender = Sender(away, gone, lambda *_: b"{}", SECRETS, Alarm(), clock=clock)  # type: ignore[arg-type]

    async def look() -> None:
        sender._look()
        await asyncio.gather(*sender._tasks)
        sender._look()

    asyncio.run(look())
    told = [(one.levelname, one.exc_info) for one in caplog.records]
    assert told == [("WARNING", None)]
