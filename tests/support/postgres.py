"""A PostgreSQL server for tests: the one at `$TEST_PG_URL`, else one of our own, made of the machine's binaries."""

import ctypes
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from cardwright.db.postgres import PostgresDatabase
from psycopg import conninfo, sql

MISSING = "PostgreSQL is missing; type: sudo tools/system-packages.sh, or name a server by TEST_PG_URL"
FAST = {
    "listen_addresses": "",
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


class Postmaster:
    """The process of a server in a folder; `user` is who it runs as, for Popen."""

    def __init__(self, binaries: Path, folder: Path, user: dict[str, Any]) -> None:
        self.url = f"postgresql://?host={folder}&user=postgres&dbname=postgres"
        self._binaries, self._folder = binaries, folder
        self._options: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": folder, **user}
        self._process: subprocess.Popen[bytes] | None = None
        # Not the locale of tests: what is found and in what order must not depend on it.
        as_ = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([binaries / "initdb", "-D", folder / "data", *as_], check=True, **self._options)

    @property
    def pid(self) -> int:
        """That of the process which starts all others."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers."""
        fast = itertools.chain.from_iterable(("-c", f"{name}={value}") for name, value in FAST.items())
        command = [self._binaries / "postgres", "-D", self._folder / "data", "-k", self._folder, *fast]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stderr=log, preexec_fn=_die_with_parent, **self._options)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError(f"PostgreSQL does not start:\n{(self._folder / 'log').read_text()[-3000:]}")

    def stop(self) -> None:
        """Stop it at once, as a crash would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)


@dataclass
class Cluster:
    """A server whose `url` may create databases; each made here starts with the newest schema."""

    url: str
    _made: int = 0
    _template: str = ""

    @contextmanager
    def database(self) -> Generator[str]:
        """The URL of a fresh database, which is dropped afterwards."""
        if not self._template:
            self._template = self._created("template1")
            PostgresDatabase(self.at(self._template)).close()
        name = self._created(self._template)
        try:
            yield self.at(name)
        finally:
            self._drop(name)

    @contextmanager
    def empty_database(self, options: str = "") -> Generator[str]:
        """The same without a schema; `options` are those of CREATE DATABASE."""
        name = self._created("template0", options)
        try:
            yield self.at(name)
        finally:
            self._drop(name)

    def at(self, name: str) -> str:
        """The URL of a database, with its parameters in its query, as the local socket needs it."""
        parts = {**conninfo.conninfo_to_dict(self.url), "dbname": name}
        return "postgresql://?" + "&".join(f"{key}={value}" for key, value in parts.items())

    def run(self, statement: sql.SQL | sql.Composed) -> None:
        """Run a statement as the server's owner, outside of any test's database."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)

    def _created(self, template: str, options: str = "") -> str:
        self._made += 1
        name = f"cardwright_test_{os.getpid()}_{self._made}"
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {} " + options)  # pyright: ignore[reportArgumentType]
        self.run(words.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _drop(self, name: str) -> None:
        self.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def close(self) -> None:
        if self._template:
            self._drop(self._template)


def is_there() -> bool:
    """Whether there is a server to be had."""
    return bool(os.environ.get("TEST_PG_URL")) or _binaries() is not None


@contextmanager
def cluster() -> Generator[Cluster]:
    """A server for a while."""
    if url := os.environ.get("TEST_PG_URL"):
        found = Cluster(url)
        yield found
        found.close()
        return
    with own() as postmaster:
        yield Cluster(postmaster.url)


@contextmanager
def own() -> Generator[Postmaster]:
    """A server that the test may stop and start again."""
    binaries = _binaries()
    assert binaries is not None, MISSING
    folder = Path(tempfile.mkdtemp(prefix="cardwright-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        postmaster = Postmaster(binaries, folder, _user(folder))
        postmaster.start()
        try:
            yield postmaster
        finally:
            postmaster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path | None:
    """Where `initdb` and `postgres` lie: what is on the path, else the newest that Debian keeps beside it."""
    places = [Path(found).parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    return next((place for place in places if (place / "postgres").exists() and (place / "initdb").exists()), None)


def _user(folder: Path) -> dict[str, Any]:
    """The server does not run as root."""
    if os.getuid():
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _die_with_parent() -> None:
    """Tests that are killed leave no server behind; on Linux the kernel sees to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # 1 is PR_SET_PDEATHSIG
