"""Who tries keys: shut out for the minute, while those who are known come and go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import anyio
import pytest
from cardwright.accounts.keys import Keys
from cardwright.accounts.limits import limits_of
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.audience.rate import Rate
from cardwright.db import Database
from cardwright.server.gate import Gate
from clocks import FakeClock
from starlette.types import Message, Receive, Scope, Send

MOST = 3


@dataclass
class Door:
    """A gate with an inner application that always answers 204."""

    gate: Gate
    keys: Keys
    clock: FakeClock

    def status(self, key: str, address: str = "203.0.113.9", path: str = "/v1.0/me") -> int:
        return int(self.answer(key, address, path)["status"])

    def answer(self, key: str, address: str = "203.0.113.9", path: str = "/v1.0/me") -> Mapping[str, Any]:
        said: list[Message] = []

        async def send(message: Message) -> None:
            said.append(message)

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        headers = [(b"x-api-key", key.encode())] if key else []
        scope: Scope = {"type": "http", "method": "GET", "path": path, "headers": headers, "client": (address, 1)}
        anyio.run(self.gate, scope, receive, send)
        return said[0]


@pytest.fixture
def door(database: Database, clock: FakeClock) -> Door:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def wait(*_: Any) -> None: ...

    keys = Keys(database, b"p" * 32, clock)
    gate = Gate(inner, keys, limits_of(database, (1000, 1000, 1000)), wait, wait, guesses=Rate(MOST, clock))
    return Door(gate, keys, clock)


def test_so_many_unknown_keys_are_looked_up_and_no_more(door: Door) -> None:
    right, _ = door.keys.create(DEFAULT_ID, "never used")
    assert [door.status(f"guess {at}") for at in range(MOST + 1)] == [401] * MOST + [429]
    refused = door.answer("guess")
    assert 1 <= int(dict(refused["headers"])[b"retry-after"]) <= 60
    assert door.status(right) == 429  # or who tries keys would learn that this is one
    door.clock.go(60)
    assert door.status(right) == 204


def test_who_was_let_in_before_is_not_shut_out_by_others(door: Door) -> None:
    key, row = door.keys.create(DEFAULT_ID, "laptop")
    assert door.status(key) == 204
    for at in range(MOST + 2):
        door.status(f"guess {at}")
    assert door.status(key) == 204
    door.clock.go(2.5)  # after which it is looked up anew
    assert door.status(key) == 204
    door.keys.revoke(row.id)
    assert door.status(key) in {401, 429}


def test_addresses_are_counted_apart_and_of_ipv6_the_network(door: Door) -> None:
    for at in range(MOST):
        assert door.status(f"guess {at}", f"2001:db8:0:1::{at}") == 401
    assert door.status("guess", "2001:db8:0:1:ffff::1") == 429
    assert door.status("guess", "2001:db8:0:2::1") == 401
    assert door.status("guess", "203.0.113.9") == 401


def test_no_key_and_public_pages_count_for_nothing(door: Door) -> None:
    assert {door.status("") for _ in range(MOST + 2)} == {401}
    assert {door.status("guess", path="/docs/x") for _ in range(MOST + 2)} == {204}
    assert door.status("guess") == 401
    for at in range(MOST):
        door.status(f"guess {at}")
    assert door.status("guess", path="/health") == 204
