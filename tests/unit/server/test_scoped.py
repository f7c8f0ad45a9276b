"""Every route of the API is behind its scopes; one that nobody thought of keeps the server from starting."""

from unittest.mock import MagicMock

import pytest
from cardwright.server.routes import all_routes
from cardwright.server.scoped import API, Scoped, scoped, status_scopes
from cardwright_wire.endpoints import ENDPOINTS
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


async def answer(_: Request) -> Response:
    return Response()


def test_every_route_of_the_api_is_behind_its_scopes() -> None:
    needed = {(one.method, one.path): one.scopes for one in ENDPOINTS if one.id != "getGeneration"}
    for route in scoped(all_routes(MagicMock())):
        assert isinstance(route, Route)
        if not route.path.startswith(API):
            assert not isinstance(route.app, Scoped)
            continue
        assert isinstance(route.app, Scoped)
        for method in (route.methods or set()) - {"HEAD"}:
            assert route.app.needs[method] == needed.pop((method, route.path))
    assert needed == {}
    assert status_scopes() == ("read", "generate")


@pytest.mark.parametrize(("path", "method"), [("/v1.0/secrets", "GET"), ("/v1.0/me", "DELETE")])
def test_a_route_without_a_row_keeps_the_server_from_starting(path: str, method: str) -> None:
    with pytest.raises(LookupError, match=method):
        scoped([Route(path, answer, methods=[method])])
