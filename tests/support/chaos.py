"""A batch in bad weather: a real server and a real client that are both killed, behind a proxy that cuts, refuses and expires."""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from cardwright_client import Client
from cardwright_client.journal import look
from cardwright_client.testing.loopback import serving
from cardwright_client.testing.service import Reply
from serving import KEY, Server, free_port

CLEAN = (
    8  # requests at the beginning that nothing happens to: until then the client cannot know that repetitions are safe
)
TYPE = "from cardwright_client.cli import main; main()"
_DROPPED = {"content-length", "transfer-encoding", "connection", "keep-alive"}


@dataclass
class Weather:
    """What happens to a request on its way, by chance; each counts what it did."""

    server: str
    chance: random.Random
    did: Counter[str] = field(default_factory=Counter[str])
    seen: int = 0
    _refuse: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _http: httpx2.Client = field(
        default_factory=lambda: httpx2.Client(timeout=60, limits=httpx2.Limits(max_keepalive_connections=0))
    )

    @property
    def has_begun(self) -> bool:
        """Whether the clean beginning is over."""
        return self.seen > CLEAN

    def answer(self, method: str, target: str, headers: Mapping[str, str], content: bytes) -> Reply:
        fate = self._fate(target)
        if fate == "cut before":
            return Reply(0, {}, cut_at=-1)
        if fate == "refused":
            body = b'{"message":"Too many requests","statusCode":429}'
            return Reply(429, {"content-type": "application/json", "retry-after": "1"}, body)
        if fate == "expired":
            return Reply(403, {}, b"expired")
        kept = {name: value for name, value in headers.items() if name.lower() not in {*_DROPPED, "host"}}
        try:
            got = self._http.request(method, self.server + target, headers=kept, content=content)
        except httpx2.HTTPError:
            return Reply(0, {}, cut_at=-1)
        told = {name: value for name, value in got.headers.items() if name.lower() not in _DROPPED}
        if fate == "cut after":
            return Reply(0, {}, cut_at=-1)
        cut = self.chance.randrange(len(got.content)) if fate == "cut within" and got.content else None
        return Reply(got.status_code, told, got.content, cut)

    def _fate(self, target: str) -> str:
        with self._lock:
            self.seen += 1
            if self.seen <= CLEAN:
                return ""
            is_file, dice = not target.startswith("/v1.0"), self.chance.random()
            if self._refuse and not is_file:
                self._refuse -= 1
                fate = "refused"
            elif dice < 0.02:
                fate = "cut before"
            elif dice < 0.04:
                fate = "cut after"
            elif dice < 0.05 and not is_file:
                self._refuse, fate = self.chance.randrange(2, 6), "refused"
            elif dice < 0.12 and is_file:
                fate = "expired"
            elif dice < 0.20:
                fate = "cut within"
            else:
                fate = ""
            if fate:
                self.did[fate] += 1
            return fate


@dataclass(frozen=True)
class Outcome:
    """What came of it: items by state, generations at the server, files that are not what the server has, and what happened."""

    states: Counter[str]
    made: int
    wrong_files: list[str]
    client_kills: int
    server_kills: int
    weather: Counter[str]
    seconds: float


def storm(folder: Path, *, items: int, client_kills: int, server_kills: int, seed: int = 1) -> Outcome:
    """Run a batch to its end through all of it."""
    chance, began, kills = random.Random(seed), time.monotonic(), [0, 0]
    texts = folder / "texts"
    texts.mkdir()
    for number in range(items):
        (texts / f"deck{number:03}.md").write_text(f"# Deck {number}\n\nIt says {number}.\n")
    proxy_port = free_port()
    server = Server(folder, {"public_base": f"http://127.0.0.1:{proxy_port}"})
    server.start()
    weather = Weather(server.base, random.Random(seed + 1))
    try:
        with serving(weather.answer, proxy_port) as base:
            while True:
                client = _begin(folder, base)
                before = weather.seen
                while (weather.seen == before or not weather.has_begun) and client.poll() is None:
                    time.sleep(0.05)  # a client that is still being loaded is not worth a kill
                end = time.monotonic() + (chance.uniform(0.0, 3.0) if kills[0] < client_kills else 600)
                while client.poll() is None and time.monotonic() < end:
                    due = kills[1] < server_kills and kills[1] * client_kills <= kills[0] * server_kills
                    if due and weather.has_begun:
                        server.kill()
                        server.start()
                        kills[1] += 1
                    time.sleep(0.05)
                if client.poll() is None:
                    client.send_signal(signal.SIGKILL)
                    client.wait()
                    kills[0] += 1
                else:
                    break
        return _judge(folder, server, Outcome(Counter(), 0, [], *kills, weather.did, time.monotonic() - began))
    finally:
        server.kill()


def _begin(folder: Path, base: str) -> subprocess.Popen[bytes]:
    words = ["batch", "run", "texts", "--text-mode", "preserve", "--cards", "1", "--image-source", "noImages"]
    words += ["--export", "pdf", "-o", "out", "--in-flight", "10", "--credits", "100000", "-q"]
    environment = {**os.environ, "CARDWRIGHT_BASE_URL": base, "CARDWRIGHT_API_KEY": KEY}
    environment |= {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_STATE_HOME": str(folder / "state")}
    with (folder / "client.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", TYPE, *words], cwd=folder, env=environment, stdout=log, stderr=log
        )


def _judge(folder: Path, server: Server, seen: Outcome) -> Outcome:
    rows, _ = look(folder / "texts/cardwright.journal")
    wrong: list[str] = []
    with Client(KEY, server.base) as client:
        made = [found.generation_id for found in client.generations.list(limit=50)]
        for row in rows:
            if row.state != "downloaded":
                continue
            link = client.generations.get(str(row.generation_id)).export_url or ""
            theirs = httpx2.get(server.base + link[link.index("/", 8) :]).content
            ours = (folder / str(row.file)).read_bytes()
            if ours != theirs or hashlib.sha256(ours).hexdigest() != row.sha256:
                wrong.append(row.key)
    assert len(set(made)) == len(made)
    assert KEY not in (folder / "client.log").read_text()
    states = Counter(row.state for row in rows)
    return Outcome(states, len(made), wrong, seen.client_kills, seen.server_kills, seen.weather, seen.seconds)


def charged(folder: Path) -> int:
    """Generations that were charged, as the server's own database has it."""
    with sqlite3.connect(folder / "data/cardwright.db") as opened:
        return int(opened.execute("SELECT count(*) FROM generations WHERE status = 'completed'").fetchone()[0])
