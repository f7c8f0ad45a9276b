"""Patient clients ask for decks while the processes that make them are killed at random; and what must hold afterwards."""

import base64
import hashlib
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

import auditing
import httpx2
import postgres
from cardwright.db import Database, open_database
from cardwright.jobs.engines.dbos import LOG
from cardwright.store import garbage
from cardwright.store.local import LocalStore, files_in
from oracle import Asked, Step
from peers import Peers, Worker
from processes import Process, tree
from rows import database_of
from scribe import Scribe
from serving import Server, http

WAIT_S = 120
STARTS_S = 90  # the libraries of providers are large
_READY = "worker "  # and its name, in the log of a worker
_KEPT = 30 * 86_400.0  # seconds, longer than anything unnamed is kept
CREDITS = 1_000_000_000
SETTINGS = {**dict.fromkeys(("rate_burst", "rate_hour", "rate_day"), "1000000000"), "credits": str(CREDITS)}


class Kill(NamedTuple):
    """What was ended by force: `victim` is the name under which it claimed jobs, if it did. Seconds since 1970."""

    what: str
    victim: str
    at: float


class Site(Protocol):
    """A server of one or of several processes, on one database."""

    @property
    def doors(self) -> Sequence[Server]:
        """Where one may ask."""
        ...

    def strike(self, chance: random.Random, pause: tuple[float, float]) -> Kill:
        """Wait for a while, kill something, and see to it that it is started again."""
        ...

    def ready(self) -> None:
        """Wait until everything runs."""
        ...

    def rows(self) -> Any:
        """The database, as a context manager."""
        ...

    @property
    def files(self) -> Path:
        """Where the files of decks lie."""
        ...

    @property
    def left(self) -> list[Process]:
        """Processes that outlived whoever started them and was killed."""
        ...


@dataclass(kw_only=True)
class _Struck:
    """What stood `below` those that were killed."""

    below: list[Process] = field(default_factory=list[Process])

    @property
    def left(self) -> list[Process]:
        return [one for one in self.below if one.lives]


@dataclass
class Alone(_Struck):
    """One process that does everything, which `serve` is without further ones."""

    server: Server

    @property
    def doors(self) -> Sequence[Server]:
        return [self.server]

    def strike(self, chance: random.Random, pause: tuple[float, float]) -> Kill:
        if chance.random() < 0.8:  # otherwise in the midst of its start
            self.server.ready(STARTS_S)
        time.sleep(chance.uniform(*pause))
        self.below += _below(self.server)
        self.server.kill()
        at = time.time()
        self.server.begin()
        return Kill("server", "", at)

    def ready(self) -> None:
        self.server.ready(STARTS_S)

    def rows(self) -> Any:
        return database_of(self.server.folder / "data")

    @property
    def files(self) -> Path:
        return self.server.folder / "data" / "files"


@dataclass
class Many(_Struck):
    """Processes for the API and workers on one PostgreSQL server, of which every so many strikes meets the latter."""

    peers: Peers
    postmaster: postgres.Postmaster
    every: int
    strikes: int = 0

    @property
    def doors(self) -> Sequence[Server]:
        return self.peers.apis

    def strike(self, chance: random.Random, pause: tuple[float, float]) -> Kill:
        time.sleep(chance.uniform(*pause))
        self.revive()
        self.strikes += 1
        if self.strikes % self.every == self.every // 2:
            self.postmaster.stop()
            at = time.time()
            time.sleep(chance.uniform(0.1, 0.5))
            self.postmaster.start()
            return Kill("database", "", at)
        victim = chance.choice([*self.peers.apis, *self.peers.workers])
        self.below += _below(victim)
        victim.kill()
        at = time.time()
        self.revive()
        return Kill("worker", _name(victim), at) if isinstance(victim, Worker) else Kill("api", "", at)

    def revive(self) -> None:
        """Start what does not run, and wait for none of it."""
        for api in self.peers.apis:
            if api.process is None or api.process.poll() is not None:
                api.begin()
        for worker in self.peers.workers:
            if worker.process is None or worker.process.poll() is not None:
                worker.start()

    def ready(self) -> None:
        self.revive()
        for api in self.peers.apis:
            api.ready(STARTS_S)

    @contextmanager
    def rows(self) -> Generator[Database]:
        opened = open_database(Path(), self.postmaster.url)
        try:
            yield opened
        finally:
            opened.close()

    @property
    def files(self) -> Path:
        return self.peers.root / "data" / "files"


def _below(one: Server | Worker) -> list[Process]:
    return tree(one.process.pid)[1:] if one.process is not None and one.process.poll() is None else []


def _name(worker: Worker) -> str:
    """The name under which a worker's last start takes jobs; empty when it did not come so far."""
    lines = [line for line in worker.log().splitlines() if line.endswith("takes jobs")]
    return lines[-1].rpartition(_READY)[2].partition(" ")[0] if lines else ""


@contextmanager
def alone(folder: Path, settings: dict[str, str]) -> Generator[Alone]:
    """One process in a folder."""
    server = Server(folder, SETTINGS | settings)
    (folder / "data").mkdir(parents=True)
    with database_of(folder / "data") as database:
        auditing.begin(database)
    try:
        yield Alone(server.start(STARTS_S))
    finally:
        server.kill()


@contextmanager
def many(folder: Path, settings: dict[str, str], every: int) -> Generator[Many]:
    """Two processes for the API and two workers, on a PostgreSQL server of their own."""
    with postgres.own() as postmaster:
        database = open_database(Path(), postmaster.url)  # migrated once, not by four that wait for each other
        auditing.begin(database)
        database.close()
        peers = Peers(folder, postmaster.url, SETTINGS | settings)
        try:
            yield Many(peers.start(2, 2), postmaster, every)
        finally:
            peers.kill()


Body = Callable[[int], dict[str, Any]]  # the request of the deck with a number


@dataclass
class Clients:
    """So many at a time ask for a deck, each under a key of its own until it is answered, and then for its end.

    They begin no more when `wanted` are accepted and `enough` is set, or when the time is over.
    """

    doors: Sequence[Server]
    body: Body
    wanted: int
    at_once: int
    seconds: float
    accepted: dict[int, str] = field(default_factory=dict[int, str])
    ended: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    surprises: list[str] = field(default_factory=list[str])  # answers that no kill explains
    tried_again: Counter[str] = field(default_factory=Counter[str])
    enough: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])
    _begun: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        until = time.monotonic() + self.seconds
        for _ in range(self.at_once):
            thread = threading.Thread(target=self._run, args=(until,), daemon=True)
            self._threads.append(thread)
            thread.start()

    @property
    def ask_still(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _run(self, until: float) -> None:
        while time.monotonic() < until:
            with self._lock:
                if self._begun >= self.wanted and self.enough.is_set():
                    return
                self._begun += 1
                number = self._begun
            self._deck(number)

    def _deck(self, number: int) -> None:
        headers = {"idempotency-key": f"deck-{number}"}
        made = self._asked(number, "POST", "/v1.0/generations", json=self.body(number), headers=headers)
        if made is None:
            return
        id_ = self.accepted[number] = str(made["generationId"])
        found: dict[str, Any] | None = {"status": "pending"}
        until = time.monotonic() + WAIT_S
        while found and found["status"] == "pending" and time.monotonic() < until:
            time.sleep(0.1)
            found = self._asked(number, "GET", f"/v1.0/generations/{id_}")
        if found and found["status"] != "pending":
            self.ended[id_] = found

    def _asked(self, number: int, method: str, path: str, **options: Any) -> dict[str, Any] | None:
        """The answer of whoever gives one; None when nobody did for a long time."""
        until, tries = time.monotonic() + WAIT_S, 0
        while time.monotonic() < until:
            door = self.doors[(number + tries) % len(self.doors)]
            tries += 1
            try:
                answer = door.ask(method, path, **options)
            except httpx2.TransportError as error:
                self.tried_again[type(error).__name__] += 1
            else:
                if answer.status_code == 200:
                    found: dict[str, Any] = answer.json()
                    return found
                self.tried_again[str(answer.status_code)] += 1
                if answer.status_code not in {409, 503}:
                    self.surprises.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
            time.sleep(0.1)
        self.surprises.append(f"{method} {path}: no answer in {WAIT_S} s")
        return None


def storm(
    site: Site, clients: Clients, *, seed: int, pause: tuple[float, float], kills: int | None = None
) -> list[Kill]:
    """Kill so many times while clients ask, or as long as they do; they are served to the end."""
    chance = random.Random(seed)
    done: list[Kill] = []
    if kills is None:
        clients.enough.set()
    clients.start()
    while len(done) < kills if kills is not None else clients.ask_still:
        done.append(site.strike(chance, pause))
    clients.enough.set()
    site.ready()
    clients.join()
    return done


@dataclass
class Questions:
    """A scripted model's ear: which question about which deck was asked when. `number` finds the deck's in a question."""

    number: Callable[[str], int]
    scribe: Scribe = field(default_factory=Scribe)
    heard: list[tuple[int, str, float]] = field(default_factory=list[tuple[int, str, float]])

    def __call__(self, asked: Asked) -> Step:
        at = time.time()
        step = self.scribe(asked)
        kind, data = self.scribe.heard.pop()
        name = f"card {data['card']['title']}" if kind == "card" else kind
        self.heard.append((self.number(asked.text), name, at))
        return step

    def again(self, clients: Clients, audit: dict[str, list[auditing.Entry]]) -> tuple[list[str], int]:
        """Those that were asked again after their answer was kept, and how many because no answer was.

        Raises:
            AssertionError: an answer was kept to a question that nobody heard.
        """
        numbers = {id_: number for number, id_ in clients.accepted.items()}
        kept = {(numbers[one.generation_id], auditing.question_of(one.word)): one.at for one in audit["answer"]}
        asked = Counter((number, name) for number, name, _ in self.heard)
        assert kept.keys() <= asked.keys(), kept.keys() - asked.keys()
        late = [(number, name, at) for number, name, at in self.heard if at > kept.get((number, name), float("inf"))]
        found = [
            f"{name} of deck {number} was asked {at - kept[number, name]:.3f} s after its answer was kept; "
            + _history(clients.accepted[number], at, audit)
            for number, name, at in late
        ]
        return found, len(self.heard) - len(asked) - len(found)


def _history(id_: str, at: float, audit: dict[str, list[auditing.Entry]]) -> str:
    """When it was claimed and ended, in seconds from a moment."""
    moments = [*audit["claim"], *audit["end"]]
    return ", ".join(f"{one.what} {one.word} {one.at - at:+.3f}" for one in moments if one.generation_id == id_)


def faults(site: Site, clients: Clients, *, charge: int) -> list[str]:
    """Everything that does not hold of decks that cost `charge` each; call it when all that was killed runs again."""
    site.ready()
    found = [*clients.surprises]
    with site.rows() as database:
        found += _open(database)
        found += _books(database, clients, charge)
        found += _engine(database)
        audit = auditing.entries(database)
        ends = Counter(one.generation_id for one in audit["end"])
        found += [f"{id_} ended {times} times" for id_, times in ends.items() if times != 1]
        store = LocalStore(site.files)
        store.sweep(time.time() + 1)
        garbage.collect(database, store, time.time() + _KEPT)
        found += _files(site, database, clients)
    found += [f"process {one.pid} outlived whoever started it" for one in site.left]
    return found


def _open(database: Database) -> list[str]:
    """Jobs that do not end."""
    until = time.monotonic() + WAIT_S
    log = LOG[database.engine.dialect.name]
    queries = {
        "generations are pending": "SELECT COUNT(*) FROM generations WHERE status = 'pending'",
        "jobs of the engine are open": f"SELECT COUNT(*) FROM {log} WHERE status IN ('PENDING', 'ENQUEUED')",
    }
    found = [""]
    while found and time.monotonic() < until:
        counts = {what: (database.one(query) or (0,))[0] for what, query in queries.items()}
        found = [f"{count} {what}" for what, count in counts.items() if count]
        if found:
            time.sleep(0.1)
    return found


def _books(database: Database, clients: Clients, charge: int) -> list[str]:
    """What was accepted is there once, ended well, was paid once, and told as it was written."""
    rows = {row[0]: row[1:] for row in database.all("SELECT id, status, deducted, lease_until FROM generations")}
    known = set(clients.accepted.values())
    found = [f"{id_} was accepted and is not there" for id_ in known - rows.keys()]
    found += [f"{id_} is there and was accepted for nobody" for id_ in rows.keys() - known]
    found += [f"two of {len(clients.accepted)} requests have one deck"] * (len(known) != len(clients.accepted))
    for id_, (status, deducted, lease) in rows.items():
        if (status, deducted, lease) != ("completed", charge, None):
            found.append(f"{id_} is {status}, costs {deducted}, lease {lease}")
        told = clients.ended.get(id_)
        if told and (told["status"], told["credits"]["deducted"]) != (status, deducted):
            found.append(f"{id_} was told to be {told['status']} and is {status}")
    lines = Counter((row[0], row[1]) for row in database.all("SELECT generation_id, kind FROM ledger"))
    wanted = Counter((id_, kind) for id_ in rows for kind in ("reserve", "final"))
    found += [f"{line}: {times} times in the ledger" for line, times in lines.items() if times != wanted[line]]
    found += [f"{line} is not in the ledger" for line in wanted - lines]
    (paid,) = database.one("SELECT COALESCE(SUM(amount), 0) FROM ledger WHERE kind = 'final'") or (0,)
    (started,) = database.one("SELECT SUM(balance + reserved) FROM workspaces") or (0,)
    if started + paid != CREDITS or paid != charge * len(rows):
        found.append(f"{paid} credits were paid for {len(rows)} decks, {started} are left of {CREDITS}")
    if database.one("SELECT SUM(reserved) FROM workspaces") != (0,):
        found.append("credits are reserved for nothing")
    return found


def _engine(database: Database) -> list[str]:
    """The engine's account and ours name the same jobs; nothing is kept for what has ended."""
    log = LOG[database.engine.dialect.name]
    queries = {
        "workflows ended badly": f"SELECT COUNT(*) FROM {log} WHERE status <> 'SUCCESS'",
        "workflows have no generation": f"SELECT COUNT(*) FROM {log} WHERE workflow_uuid NOT IN (SELECT id FROM generations)",
        "generations have no workflow": f"SELECT COUNT(*) FROM generations WHERE id NOT IN (SELECT workflow_uuid FROM {log})",
        "answers of a model are left": "SELECT COUNT(*) FROM model_answers",
        "files have no generation": "SELECT COUNT(*) FROM gammas WHERE id NOT IN (SELECT gamma_id FROM generations)",
        "generations have no file": "SELECT COUNT(*) FROM generations WHERE gamma_id NOT IN (SELECT id FROM gammas)",
    }
    counts = {what: (database.one(query) or (0,))[0] for what, query in queries.items()}
    found = [f"{count} {what}" for what, count in counts.items() if count]
    whole = database.engine.dialect.name != "sqlite" or database.one("PRAGMA integrity_check") == ("ok",)
    return found if whole else [*found, "the SQLite file is broken"]


def _files(site: Site, database: Database, clients: Clients) -> list[str]:
    """Every export is what its row and its header say, and nothing else lies about."""
    found: list[str] = []
    hashes = dict(database.all("SELECT id, export_sha256 FROM generations"))
    for at, (id_, sha256) in enumerate(hashes.items()):
        door = site.doors[at % len(site.doors)]
        url = door.status(id_).get("exportUrl", "")
        answer = http().get(door.base + urlsplit(url).path)
        digest = hashlib.sha256(answer.content)
        said = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
        whole = answer.content.startswith(b"%PDF-") and b"%%EOF" in answer.content[-32:]
        if (answer.status_code, answer.headers.get("repr-digest"), digest.hexdigest(), whole) != (
            200,
            said,
            sha256,
            True,
        ):
            found.append(f"the file of {id_} is not what it should be: {answer.status_code}")
    found += [f"{path} was left half written" for path in site.files.glob("*/.*")]
    found += [f"{path} is not what its name says" for path in files_in(site.files) if _hash(path) != path.name]
    if not clients.accepted:
        found.append("nothing was accepted")
    return found


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
