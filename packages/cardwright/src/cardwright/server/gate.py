"""The one gate in front of the API: who asks, how often, and what every answer carries.

It is plain ASGI. Keys are checked before routing, so that an unknown path
without a key is a 401; the status of a generation, the request that clients
repeat, is answered here without entering the web framework.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cardwright_wire import messages
from starlette.types import ASGIApp, Receive, Scope, Send

from cardwright import ids
from cardwright.accounts.keys import Keys
from cardwright.accounts.limits import Limits
from cardwright.server.answer import Header, header, send_error, send_json, with_headers

API_ROOT = "/v1.0/"
STATUS_PATH = "/v1.0/generations/"
ALIAS = "/public-api"  # the other base URL clients use

# (generation id, workspace id) to the status body, None when there is no such generation
StatusReader = Callable[[str, str], bytes | None]


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests with a valid key and free windows through to `inner`."""

    inner: ASGIApp
    keys: Keys
    limits: Limits
    read_status: StatusReader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
            return
        path: str = scope["path"]
        if path.startswith(ALIAS + "/"):
            path = path[len(ALIAS) :]
            scope = {**scope, "path": path, "raw_path": scope.get("raw_path", b"")[len(ALIAS) :]}
        if _is_public(path):
            await self.inner(scope, receive, with_headers(send, [_request_id()]))
            return
        await self._api(path, scope, receive, send)

    async def _api(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self.keys.verify(header(scope, b"x-api-key"))
        if caller is None:
            headers = [_request_id(), *self.limits.full_headers()]
            await send_error(send, 401, messages.INVALID_API_KEY, headers)
            return
        verdict = self.limits.count(caller.key_id)
        headers = [_request_id(), *verdict.headers]
        if not verdict.allowed:
            headers.append((b"retry-after", b"%d" % verdict.retry_after_s))
            await send_error(send, 429, messages.TOO_MANY_REQUESTS, headers)
            return
        if scope["method"] == "GET" and path.startswith(STATUS_PATH) and "/" not in path[len(STATUS_PATH) :]:
            await self._status(path[len(STATUS_PATH) :], caller.workspace_id, send, headers)
            return
        scope["caller"] = caller
        await self.inner(scope, receive, with_headers(send, headers))

    async def _status(self, generation_id: str, workspace_id: str, send: Send, headers: list[Header]) -> None:
        body = self.read_status(generation_id, workspace_id)
        if body is None:
            await send_error(send, 404, messages.generation_not_found(generation_id), headers)
        else:
            await send_json(send, 200, body, headers)


PUBLIC = ("/docs/", "/exports/", "/static/")


def _is_public(path: str) -> bool:
    """Paths that need no key: pages to look at, signed files, the health of the process."""
    return path == "/health" or path.startswith(PUBLIC)


def _request_id() -> Header:
    return (b"x-request-id", ids.request_id().encode())
