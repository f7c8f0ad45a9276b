"""A real server in a process of its own, on loopback, for tests that talk HTTP."""

import os
import signal
import socket
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

import httpx2
import rows
from forking import Forked

KEY = "sk-gamma-tests-0123456789abcdef"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def http() -> httpx2.Client:
    """One for all, since making one is slow; it keeps no connection, since servers are killed."""
    return httpx2.Client(timeout=30, limits=httpx2.Limits(max_keepalive_connections=0))


def launched(folder: Path, command: str, options: list[str], settings: dict[str, str]) -> Forked:
    """A process of the program, with the settings of tests; it writes `server.log` in the folder."""
    environment = {
        **os.environ,
        **rows.environment(folder / "data"),
        "CARDWRIGHT_API_KEY": KEY,
        "CARDWRIGHT_FETCH_IMAGES": "false",
        "CARDWRIGHT_RENDER_PROCESSES": "1",  # each needs two seconds to begin
        "CARDWRIGHT_LEASE_SECONDS": "3",
        **{f"CARDWRIGHT_{name.upper()}": value for name, value in settings.items()},
    }
    return Forked([command, *options], environment, folder, folder / "server.log")


@dataclass
class Server:
    """Start it, ask it, kill it, start it again: the data folder stays."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: Forked | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, seconds: float = 30.0) -> Self:
        self.begin()
        return self.ready(seconds)

    def begin(self) -> None:
        """Start it and do not wait until it answers."""
        options = ["--data", str(self.folder / "data"), "--port", str(self.port)]
        self.process = launched(self.folder, "serve", options, self.settings)

    def ready(self, seconds: float = 30.0) -> Self:
        """Wait until it answers."""
        assert self.process is not None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended at once:\n{self.log()[-3000:]}")
            try:
                if http().get(f"{self.base}/health", timeout=2).status_code == 200:
                    return self
            except httpx2.TransportError:
                time.sleep(0.05)
        self.kill()  # nobody else would
        raise AssertionError(f"the server does not answer:\n{self.log()[-3000:]}")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """End it politely."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(30)

    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", "replace")

    def ask(self, method: str, path: str, *, key: str | None = KEY, **options: Any) -> httpx2.Response:
        headers = {**({"x-api-key": key} if key else {}), **options.pop("headers", {})}
        return http().request(method, self.base + path, headers=headers, **options)

    def generate(self, **body: Any) -> str:
        answer = self.ask("POST", "/v1.0/generations", json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["generationId"])

    def status(self, generation_id: str) -> dict[str, Any]:
        answer = self.ask("GET", f"/v1.0/generations/{generation_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def finished(self, generation_id: str, seconds: float = 30.0) -> dict[str, Any]:
        """The terminal status."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self.status(generation_id)
            if found["status"] != "pending":
                return found
            time.sleep(0.03)
        raise AssertionError(f"{generation_id} is still pending:\n{self.log()[-3000:]}")


def envelope(answer: httpx2.Response) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert set(body) == {"message", "statusCode"}
    assert body["statusCode"] == answer.status_code
    return body
