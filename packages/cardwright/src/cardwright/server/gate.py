"""The one gate in front of the API: who asks, how often, and what every answer carries.

It is plain ASGI. Keys are checked before routing, so that an unknown path
without a key is a 401; the status of a generation, the request that clients
repeat, is answered here without entering the web framework.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from cardwright_wire import messages
from cardwright_wire.scopes import allows
from starlette.types import ASGIApp, Receive, Scope, Send

from cardwright import ids, logs
from cardwright.accounts.keys import Keys
from cardwright.accounts.limits import Limits
from cardwright.audience.anonymous import home
from cardwright.audience.rate import Rate
from cardwright.errors import Unavailable
from cardwright.server.answer import Header, header, send_empty, send_error, send_json, with_headers
from cardwright.server.scoped import status_scopes

STATUS_PATH = "/v1.0/generations/"
ALIAS = "/public-api"  # the other base URL clients use

# (generation id, workspace id) to the status, None when there is no such generation
StatusReader = Callable[[str, str], Awaitable["Status | None"]]
# the same, once it is final or so many seconds are over
StatusWaiter = Callable[[str, str, int], Awaitable["Status | None"]]
_ASKING = frozenset({b"prefer", b"if-none-match"})
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})", re.IGNORECASE)  # RFC 7240 §4.3
LONGEST_WAIT_S = 60
_STATUS_SCOPES = status_scopes()
GUESSES_A_MINUTE = 100  # unknown keys from one address, after which its further ones are not looked up


class Status(NamedTuple):
    """The body of a status answer and its validator; seconds after which it is worth to ask again, 0 at the end."""

    body: bytes
    etag: bytes
    retry_after_s: int = 0


def _nobody() -> None:
    """Nobody counts."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests with a valid key and free windows through to `inner`."""

    inner: ASGIApp
    keys: Keys
    limits: Limits
    read_status: StatusReader
    await_status: StatusWaiter
    refused: Callable[[], None] = _nobody  # told of each request that a full window refuses
    guesses: Rate = field(default_factory=lambda: Rate(GUESSES_A_MINUTE))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
            return
        path: str = scope["path"]
        if path.startswith(ALIAS + "/"):
            path = path[len(ALIAS) :]
            scope = {**scope, "path": path, "raw_path": scope.get("raw_path", b"")[len(ALIAS) :]}
        if _is_public(path):
            await self.inner(scope, receive, with_headers(send, [_named()]))
            return
        try:
            await self._api(path, scope, receive, send)
        except Unavailable as error:  # before anything was sent: what routes raise, they answer themselves
            await send_error(send, error.status, error.message, [_request_id(), *self.limits.full_headers()])

    async def _api(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        presented, address = header(scope, b"x-api-key"), _home((scope.get("client") or ("",))[0])
        shut = self.guesses.is_full(address) and not self.keys.is_met(presented)
        caller = None if shut else self.keys.verify(presented)
        if caller is None:
            if presented and not shut:
                self.guesses.allows(address)
            await self._stranger(send, shut=shut and bool(presented))
            return
        verdict = await self.limits.admit(caller.key_id)
        headers = [_request_id(), *verdict.headers]
        if not verdict.allowed:
            self.refused()
            headers.append((b"retry-after", b"%d" % verdict.retry_after_s))
            await send_error(send, 429, messages.TOO_MANY_REQUESTS, headers)
            return
        if scope["method"] in {"GET", "HEAD"} and path.startswith(STATUS_PATH) and "/" not in path[len(STATUS_PATH) :]:
            if not allows(caller.scopes, _STATUS_SCOPES):
                await send_error(send, 403, messages.scope_needed(_STATUS_SCOPES), headers)
                return
            await self._status(path[len(STATUS_PATH) :], caller.workspace_id, scope, send, headers)
            return
        scope["caller"] = caller
        logs.request_id.set(headers[0][1].decode())
        await self.inner(scope, receive, with_headers(send, headers))

    async def _stranger(self, send: Send, *, shut: bool) -> None:
        """Answer somebody without a key; `shut` when so many were tried that this one was not even looked up."""
        headers = [_request_id(), *self.limits.full_headers()]
        if shut:
            headers.append((b"retry-after", b"%d" % self.guesses.left_s()))
            await send_error(send, 429, messages.TOO_MANY_REQUESTS, headers)
        else:
            await send_error(send, 401, messages.INVALID_API_KEY, headers)

    async def _status(
        self, generation_id: str, workspace_id: str, scope: Scope, send: Send, headers: list[Header]
    ) -> None:
        asked = {name: value.decode("latin-1") for name, value in scope["headers"] if name in _ASKING}
        status = await self.read_status(generation_id, workspace_id)
        if status and status.retry_after_s and (wait := _wait(asked.get(b"prefer", ""))):
            status = await self.await_status(generation_id, workspace_id, wait)
            headers.append((b"preference-applied", b"wait=%d" % wait))
        if status is None:
            await send_error(send, 404, messages.generation_not_found(generation_id), headers)
            return
        headers.append((b"etag", status.etag))
        if status.retry_after_s:
            headers.append((b"retry-after", b"%d" % status.retry_after_s))
        if asked and _matches(asked.get(b"if-none-match", ""), status.etag):
            await send_empty(send, 304, headers)
        else:
            await send_json(send, 200, status.body, headers)


def _wait(prefer: str) -> int:
    """Seconds that a `Prefer` header would wait, within our bound; 0 when it says nothing of it."""
    found = _WAIT.search(prefer)
    return min(int(found[1]), LONGEST_WAIT_S) if found else 0


def _matches(wanted: str, etag: bytes) -> bool:
    """Whether an `If-None-Match` names this version."""
    names = {name.strip().removeprefix("W/") for name in wanted.split(",")}
    return etag.decode().removeprefix("W/") in names or "*" in names


_OPEN = frozenset({"/health", "/healthz", "/readyz", "/openapi.json"})
_home = lru_cache(1024)(home)  # every poll asks
PUBLIC = ("/docs/", "/exports/", "/static/", "/sites/")


def _is_public(path: str) -> bool:
    """Paths that need no key: pages to look at, signed files, the API's document, the health of the process."""
    return path in _OPEN or path.startswith(PUBLIC)


def _named() -> Header:
    """The id of a request, which its messages in the log carry too."""
    found = _request_id()
    logs.request_id.set(found[1].decode())
    return found


def _request_id() -> Header:
    return (b"x-request-id", ids.request_id().encode())
