"""A server with several people in it: who may do what is asked of it by each of them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import rows
import typed as command_line
from serving import Server

T = TypeVar("T")
TEXT = "# River ecology\n\nShort notes about a river.\n\n## Threats\n\n- runoff\n- dams"


@dataclass
class House:
    """A server with an owner, two members of the default workspace, and an outsider."""

    server: Server
    ada: str  # an admin's key
    bob: str  # a member's
    eve: str  # another workspace's

    def ask(self, method: str, path: str, key: str | None = None, **options: Any) -> httpx2.Response:
        return self.server.ask(method, f"/v1.0{path}", **({"key": key} if key else {}), **options)

    def typed(self, *words: str) -> str:
        """The first line that a command printed which was typed beside the running server."""
        return typed(self.server.folder / "data", *words)

    def failed(self, *words: str) -> str:
        """What a command complained of that must fail."""
        status, _, complaint = _run(self.server.folder / "data", words)
        assert status != 0
        return complaint

    def until(self, look: Callable[[], T], seconds: float = 30.0) -> T:
        """What a look gives once it is something."""
        deadline = time.monotonic() + seconds
        while not (found := look()):
            assert time.monotonic() < deadline, self.server.log()[-3000:]
            time.sleep(0.05)
        return found

    def member(self, email: str) -> str:
        """Make somebody a member; gives the address back."""
        self.typed("admin", "members", "add", email)
        return email

    def link(self, gamma_id: str, email: str) -> str:
        """The personal link to a file."""
        return self.typed("admin", "link", gamma_id, email, "--public-base", self.server.base)

    def file(self, key: str | None = None, **body: Any) -> dict[str, Any]:
        asked = {"inputText": TEXT, "textMode": "preserve", "numCards": 2, **body}
        made = self.ask("POST", "/generations", key, json=asked)
        assert made.status_code == 200, made.text
        path, wait = f"/generations/{made.json()['generationId']}", {"prefer": "wait=25"}
        found: dict[str, Any] = self.ask("GET", path, key, headers=wait).json()
        assert found["status"] != "pending"
        return found

    def exported(self, export_id: str) -> dict[str, Any]:
        for _ in range(600):
            found: dict[str, Any] = self.ask("GET", f"/exports/{export_id}").json()
            if found["status"] != "pending":
                return found
            time.sleep(0.03)
        raise AssertionError("still pending")


def typed(data: Path, *words: str) -> str:
    """The first line that a command printed which must not fail."""
    status, told, complaint = _run(data, words)
    assert status == 0, complaint
    return told.split("\n")[0]


def _run(data: Path, words: Sequence[str]) -> tuple[int, str, str]:
    return command_line.typed(*words, "--data", str(data), environment=rows.environment(data))


@contextmanager
def housed(folder: Path, **settings: str) -> Iterator[House]:
    """Build the house in a folder, live in it, leave it."""
    running = Server(folder, {"plan": "pro", **settings}).start()
    try:
        yield peopled(running)
    finally:
        running.stop()


def peopled(running: Server) -> House:
    data = running.folder / "data"
    other = typed(data, "admin", "workspaces", "create", "Elsewhere")
    keys: list[str] = []
    for email, role, workspace in (("ada", "admin", "default"), ("bob", "member", "default"), ("eve", "admin", other)):
        address, name = f"{email}@example.org", email.title()
        typed(data, "admin", "members", "add", address, "--role", role, "--name", name, "--workspace", workspace)
        keys.append(typed(data, "keys", "create", email, "--user", address, "--workspace", workspace))
    return House(running, *keys)
