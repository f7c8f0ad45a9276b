"""Routes of the API, each behind the scopes that its row in the table of endpoints names.

It stands behind the routing, not before it: what a path means is decided once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cardwright_wire import messages
from cardwright_wire.endpoints import ENDPOINTS
from cardwright_wire.scopes import Scope as KeyScope
from cardwright_wire.scopes import allows
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from cardwright.errors import Forbidden

API: Final = "/v1.0/"
Needs = Mapping[str, tuple[KeyScope, ...]]  # by method


@dataclass(frozen=True, slots=True)
class Scoped:
    """Lets those through to `inner` whose keys are not limited, or to what is needed."""

    inner: ASGIApp
    needs: Needs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        # A method that the route has not is refused by the route.
        if method in self.needs and not allows(scope["caller"].scopes, self.needs[method]):
            raise Forbidden(messages.scope_needed(self.needs[method]))
        await self.inner(scope, receive, send)


def scoped(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """The routes, those of the API behind their scopes.

    Raises:
        LookupError: a route of the API has no row that says which.
    """
    table: dict[str, dict[str, tuple[KeyScope, ...]]] = defaultdict(dict)
    for one in ENDPOINTS:
        table[one.path][one.method] = one.scopes
    found = list(routes)
    for route in found:
        if isinstance(route, Route) and route.path.startswith(API):
            if missing := (route.methods or set()) - {"HEAD"} - table[route.path].keys():
                msg = f"{missing} {route.path} is not in the table of endpoints"
                raise LookupError(msg)
            route.app = Scoped(route.app, table[route.path])
    return found


def status_scopes() -> tuple[KeyScope, ...]:
    """What the status of a generation needs, which the gate answers before any route."""
    return next(one.scopes for one in ENDPOINTS if one.id == "getGeneration")
