"""What stands before the gate when somebody watches: each answer is counted, and told to the log.

A path may hold what users wrote, such as the title of a file. So neither has the path: only its resource, which is
one of those that the server's routes have, and the id of a generation.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cardwright.clock import SYSTEM, Clock
from cardwright.metrics import Metrics
from cardwright.server.gate import ALIAS, STATUS_PATH

access = logging.getLogger("cardwright.access")
_VERSION: Final = "v1.0"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_GENERATION: Final = re.compile(r"/generations/([A-Za-z0-9_-]{21})(?=/|$)")
_QUIET: Final = frozenset({"healthz", "readyz", "health"})
_POLLED: Final = "generations"
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Metered:
    """Counts what `inner` answers; with `tells`, each answer is a line of the log, those to polls only for debugging."""

    inner: ASGIApp
    metrics: Metrics
    resources: frozenset[str]
    tells: bool = False
    clock: Clock = SYSTEM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        began, code, request_id = self.clock.monotonic(), 500, b""

        async def sending(message: Message) -> None:
            nonlocal code, request_id
            if message["type"] == "http.response.start":
                code = message["status"]
                if self.tells:
                    request_id = next((value for name, value in message["headers"] if name == b"x-request-id"), b"")
            await send(message)

        try:
            await self.inner(scope, receive, sending)
        finally:
            seconds = self.clock.monotonic() - began
            resource = resource_of(scope["path"], self.resources)
            method = scope["method"] if scope["method"] in _METHODS else OTHER
            self.metrics.answered(resource, method, code, seconds)
            if self.tells:
                _tell(scope["path"], resource, method, code, seconds, request_id.decode())


def resources_of(routes: Iterable[BaseRoute]) -> frozenset[str]:
    """The first word of every route's path, behind the version."""
    paths = [route.path for route in routes if isinstance(route, Route | Mount)]
    return frozenset(word for path in paths if (word := _word(path)) and not word.startswith("{"))


def resource_of(path: str, resources: frozenset[str]) -> str:
    """What a path is about, `other` when no route has it."""
    word = _POLLED if path.startswith(STATUS_PATH) else _word(path)  # polls are many
    return word if word in resources else OTHER


def _word(path: str) -> str:
    first, _, rest = path.removeprefix(ALIAS).removeprefix("/").partition("/")
    return rest.partition("/")[0] if first == _VERSION else first


def _tell(path: str, resource: str, method: str, code: int, seconds: float, request_id: str) -> None:  # noqa: PLR0913
    quiet = code < 400 and (resource in _QUIET or (resource == _POLLED and method == "GET"))  # noqa: PLR2004
    level = logging.DEBUG if quiet else logging.INFO
    if not access.isEnabledFor(level):
        return
    fields: dict[str, object] = {"resource": resource, "method": method, "code": code, "seconds": round(seconds, 4)}
    if request_id:
        fields["request_id"] = request_id
    if found := _GENERATION.search(path):
        fields["generation_id"] = found[1]
    access.log(level, "%s %s %d", method, resource, code, extra={"fields": fields})
