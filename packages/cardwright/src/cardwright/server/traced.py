"""Routes of the API, each request to them a span. Whoever follows a trace of their own gets ours as part of it.

It stands behind the gate: without a key nobody begins a span. The status of a generation, which clients ask for again
and again, is answered by the gate and has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cardwright import logs
from cardwright.errors import CardwrightError
from cardwright.server.answer import header
from cardwright.server.scoped import API
from cardwright.traces import PARENT, Traces


@dataclass(frozen=True, slots=True)
class Traced:
    """A span around `inner`, named by the route and never by the path, which may hold what users wrote."""

    inner: ASGIApp
    traces: Traces
    route: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._answered(message["status"])
            await send(message)

        attributes = {
            "http.request.method": scope["method"],
            "http.route": self.route,
            "cardwright.request_id": logs.request_id.get(),
            "cardwright.workspace_id": scope["caller"].workspace_id,
            "cardwright.key_id": scope["caller"].key_id,
        }
        name, parent = f"{scope['method']} {self.route}", header(scope, PARENT.encode())
        with self.traces.span(name, kind="server", parent=parent, attributes=attributes):
            try:
                await self.inner(scope, receive, sending)
            except CardwrightError as error:  # it is answered further out
                self._answered(error.status)
                raise

    def _answered(self, status: int) -> None:
        failed = str(status) if status >= 500 else ""  # noqa: PLR2004
        self.traces.note({"http.response.status_code": status}, failed=failed)


def traced(routes: Iterable[BaseRoute], traces: Traces) -> list[BaseRoute]:
    """The routes; those of the API with spans, if anybody is told of them."""
    found = list(routes)
    for route in found if traces.on else ():
        if isinstance(route, Route) and route.path.startswith(API):
            route.app = Traced(route.app, traces, route.path)
    return found
