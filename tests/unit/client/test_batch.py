"""Batches against a service that is played: each item is paid for once, whenever the process dies and money ends."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cardwright_client import AsyncClient, AuthenticationError, Client, ConnectionFailed, Credits, Item, JournalLocked
from cardwright_client._core.states import BEFORE
from cardwright_client.journal import Journal

KEY = "sk-gamma-secret-value"
FILE = b"%PDF-1.7 rest"


class Killed(BaseException):
    """The process dies here."""


class Time:
    passed = 0.0

    def now(self) -> float:
        return self.passed

    def wall(self) -> float:
        return 1e9 + self.passed

    def jitter(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


class AsyncTime(Time):
    async def sleep(self, seconds: float) -> None:  # type: ignore[override]
        self.passed += seconds
        await asyncio.sleep(0)


class Service:
    """Accepts and charges generations, which take 20 seconds; `tick` is called around every effect."""

    def __init__(self, *, dedups: bool = False, credits: int = 1_000, price: int = 10) -> None:
        self.dedups, self.credits, self.price = dedups, credits, price
        self.time: Time = Time()
        self.tick: Callable[[], None] = lambda: None
        self.accepted: list[tuple[str, str]] = []  # key and text
        self.begun: list[float] = []
        self.most_open = 0
        self.posts = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/events"):
            return httpx2.Response(404, json={"message": "Cannot GET", "statusCode": 404})
        self.tick()
        answer = self._file() if request.url.host == "files.test" else self._api(request)
        self.tick()
        return answer

    def _file(self) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-length": str(len(FILE))}, stream=Whole())

    def _api(self, request: httpx2.Request) -> httpx2.Response:
        if request.headers["x-api-key"] != KEY:
            return httpx2.Response(401, json={"message": "Invalid API key.", "statusCode": 401})
        if request.method == "POST":
            return self._post(request)
        number = int(request.url.path.rsplit("/", 1)[1].removeprefix("g"))
        status: dict[str, Any] = {"generationId": f"g{number}", "status": "pending"}
        if self.time.now() >= self.begun[number] + 20:
            left = self.credits - self.price * sum(self.time.now() >= at + 20 for at in self.begun)
            status |= {"status": "completed", "exportUrl": "https://files.test/a.pdf"}
            status |= {"credits": {"deducted": self.price, "remaining": left}}
        return httpx2.Response(200, json=status)

    def _post(self, request: httpx2.Request) -> httpx2.Response:
        self.posts += 1
        key, text = request.headers["idempotency-key"], json.loads(request.content)["inputText"]
        known = [number for number, (old, _) in enumerate(self.accepted) if old == key] if self.dedups else []
        headers = {"idempotency-status": "replayed" if known else "stored"} if self.dedups else {}
        if text == "bad":
            return httpx2.Response(400, json={"message": "Input validation errors: 1. no", "statusCode": 400})
        if not known:
            if self.credits - self.price * len(self.accepted) < self.price:
                return httpx2.Response(403, json={"message": "Insufficient credits remaining", "statusCode": 403})
            known = [len(self.accepted)]
            self.accepted.append((key, text))
            self.begun.append(self.time.now())
            self.most_open = max(self.most_open, sum(self.time.now() < at + 20 for at in self.begun))
        return httpx2.Response(200, json={"generationId": f"g{known[0]}"}, headers=headers)


class Whole(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __iter__(self) -> Any:
        yield FILE

    async def __aiter__(self) -> Any:
        yield FILE


def client(service: Service, key: str = KEY) -> Client:
    return Client(key, "https://api.test", transport=httpx2.MockTransport(service), clock=service.time)


def run(service: Service, journal: Path, texts: list[str], **options: Any) -> dict[str, Item]:
    with client(service).batch(journal, **options) as batch:
        for text in texts:
            batch.add(text, input_text=text, num_cards=1, export_as="pdf", image_options={"source": "noImages"})
        return {item.key: item for item in batch.as_done()}


def test_a_batch_is_done_and_costs_nothing_when_it_is_run_again(tmp_path: Path) -> None:
    service, names = Service(), [f"deck/{number}" for number in range(6)]
    found = run(service, tmp_path / "j", names, in_flight=3, download_to=tmp_path / "out")
    assert {item.state for item in found.values()} == {"downloaded"}
    assert found["deck/1"].file == tmp_path / "out/deck_1.pdf"
    assert (tmp_path / "out/deck_1.pdf").read_bytes() == FILE
    assert service.most_open == 3
    posts = service.posts
    assert run(service, tmp_path / "j", names, download_to=tmp_path / "out").keys() == found.keys()
    assert service.posts == posts == 6
    run(service, tmp_path / "j", ["deck/7"], download_to=tmp_path / "out")
    assert service.posts == 7
    assert KEY.encode() not in (tmp_path / "j").read_bytes() + (tmp_path / "j.lock").read_bytes()


def test_the_asynchronous_batch_does_the_same(tmp_path: Path) -> None:
    service = Service()
    service.time = AsyncTime()

    async def go() -> set[str]:
        transport = httpx2.MockTransport(service)
        one = AsyncClient(KEY, "https://api.test", transport=transport, clock=service.time)  # type: ignore[arg-type]
        async with one, one.batch(tmp_path / "j", download_to=tmp_path) as batch:
            for name in ("a", "b", "c"):
                batch.add(name, input_text=name, num_cards=1)
            return {item.state async for item in batch.as_done()}

    assert asyncio.run(go()) == {"downloaded"}


def test_each_change_is_told_when_it_has_happened(tmp_path: Path) -> None:
    told: list[tuple[str, str, str | None]] = []

    def note(item: Item) -> None:
        states = {row.key: row.state for row in batch.journal.rows()}
        assert states[item.key] == item.state  # what is told is written already
        told.append((item.key, item.state, item.generation_id))

    with client(Service()).batch(tmp_path / "j", in_flight=1, download_to=tmp_path) as batch:
        batch.on_change = note
        for text in ("a", "bad"):
            batch.add(text, input_text=text, num_cards=1, export_as="pdf", image_options={"source": "noImages"})
        ended = list(batch.as_done())
    assert [change for change in told if change[0] == "a"] == [
        ("a", "posted", "g0"), ("a", "done", "g0"), ("a", "downloaded", "g0"),
    ]  # fmt: skip
    assert [change for change in told if change[0] != "a"] == [("bad", "failed", None)]
    assert {item.key: item.generation_id for item in ended} == {"a": "g0", "bad": None}


@pytest.mark.parametrize("dedups", [False, True])
def test_killed_at_any_point_every_item_is_paid_for_once(
    dedups: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move, ticks = Journal.move, {"left": -1}

    def tick() -> None:
        ticks["left"] -= 1
        if ticks["left"] == 0:
            raise Killed

    def watched(self: Journal, *args: Any, **said: Any) -> None:
        tick()
        move(self, *args, **said)
        tick()

    monkeypatch.setattr(Journal, "move", watched)
    point, killed = 0, True
    while killed:
        point += 1
        service, journal, ticks["left"], killed = Service(dedups=dedups), tmp_path / f"j{point}", point, False
        service.tick = tick
        try:
            found = run(service, journal, ["a", "b"])
        except Killed:
            killed = True
            found = run(service, journal, ["a", "b"])
        texts = [text for _, text in service.accepted]
        assert len(set(texts)) == len(texts), point
        lost = [item for item in found.values() if item.state == "unknown"]
        assert {item.state for item in found.values()} <= {"done", "unknown"}, point
        # Nobody can know of a POST that was on its way, unless the service had shown before that it knows repetitions.
        assert len(lost) <= 1
        assert {item.key for item in lost} <= ({"a"} if dedups else {"a", "b"}), point
        assert {item.key for item in found.values() if item.state == "done"} <= set(texts)
    assert point > 15


def test_an_item_of_unknown_outcome_is_resolved_by_hand_and_never_by_itself(tmp_path: Path) -> None:
    service = Service()
    lost = [True]

    def cut() -> None:
        if lost and service.posts:
            lost.clear()
            raise httpx2.ReadError("cut")

    service.tick = cut
    assert run(service, tmp_path / "j", ["a"])["a"].state == "unknown"
    assert run(service, tmp_path / "j", ["a"])["a"].state == "unknown"
    assert service.posts == 1
    with client(service).batch(tmp_path / "j") as batch:
        batch.resolve("a", "g0")
        assert [item.state for item in batch.as_done()] == ["done"]
    assert service.posts == 1


def test_it_starts_slowly_and_stops_before_the_money_does(tmp_path: Path) -> None:
    service, names = Service(credits=45, price=3), [f"d{number}" for number in range(20)]
    found = run(service, tmp_path / "j", names, credits=Credits(floor=6))
    states = [item.state for item in found.values()]
    assert (states.count("done"), states.count("held")) == (13, 7)
    assert "credits are needed" in next(item.error for item in found.values() if item.state == "held")
    assert service.posts == 13  # none was refused
    service.credits = 1_000
    assert {item.state for item in run(service, tmp_path / "j", names).values()} == {"done"}

    capped = run(Service(price=3), tmp_path / "k", names, credits=Credits(cap=9, known=500))
    assert [item.state for item in capped.values()].count("done") == 3


def test_a_refusal_for_lack_of_credits_holds_the_rest_and_one_of_another_kind_is_the_items_own(tmp_path: Path) -> None:
    service = Service(credits=25)
    found = run(service, tmp_path / "j", ["bad", "a", "b", "c", "d"], credits=Credits(known=9_999))
    assert found["bad"].state == "failed"
    assert sorted(item.state for item in found.values()) == ["done", "done", "failed", "held", "held"]
    with client(service, "sk-gamma-wrong-key").batch(tmp_path / "k") as batch:
        batch.add("a", input_text="a")
        with pytest.raises(AuthenticationError):
            list(batch.as_done())
    assert [row.state for row in Journal(tmp_path / "k").rows()] == ["queued"]


def test_a_journal_is_worked_on_by_one_process_and_free_when_that_is_killed(tmp_path: Path) -> None:
    code = "import sys, time; from cardwright_client.journal import Journal; j = Journal(sys.argv[1]); print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, tmp_path / "j"], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(JournalLocked):
            Journal(tmp_path / "j")
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    with Journal(tmp_path / "j") as journal:
        name = journal.add("a", {"inputText": "a"})
        assert journal.add("a", {"inputText": "a"}) == name != journal.add("a", {"inputText": "b"})
        with pytest.raises(Exception, match="cannot become done"):
            journal.move(name, "done")
        assert set(BEFORE) >= {state for states in BEFORE.values() for state in states}


def test_a_service_that_knows_repetitions_and_goes_away_leaves_nothing_unknown(tmp_path: Path) -> None:
    service = Service(dedups=True)
    run(service, tmp_path / "j", ["a"])
    answered = service._post

    def lost(request: httpx2.Request) -> httpx2.Response:
        answered(request)
        raise httpx2.ReadError("gone")

    service._post = lost  # type: ignore[method-assign]
    with pytest.raises(ConnectionFailed):
        run(service, tmp_path / "j", ["b", "c"])
    service._post = answered  # type: ignore[method-assign]
    assert {item.state for item in run(service, tmp_path / "j", ["b", "c"]).values()} == {"done"}
    assert len(service.accepted) == 3
