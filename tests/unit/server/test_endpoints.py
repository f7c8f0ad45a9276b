"""The table of endpoints and the routes there are say the same."""

import re
from unittest.mock import MagicMock

from cardwright.server.gate import STATUS_PATH
from cardwright.server.routes import all_routes
from cardwright_wire.endpoints import ENDPOINTS
from starlette.routing import Route


def test_every_route_of_the_api_is_in_the_table_and_every_row_is_served() -> None:
    routes = [one for one in all_routes(MagicMock()) if isinstance(one, Route) and one.path.startswith("/v1.0/")]
    served = {(method, one.path) for one in routes for method in (one.methods or set()) - {"HEAD"}}
    served.add(("GET", STATUS_PATH + "{id}"))  # the gate answers it
    assert served == {(one.method, one.path) for one in ENDPOINTS}


def test_a_path_of_words_stands_before_one_that_takes_any() -> None:
    """Routes are tried in their order: `/gammas/search` must not be taken for a file named search."""
    routes = [one for one in all_routes(MagicMock()) if isinstance(one, Route)]
    for at, one in enumerate(routes):
        for earlier in routes[:at]:
            if (earlier.methods or set()) & (one.methods or set()) and "{" in earlier.path:
                pattern = re.sub(r"{[^}:]+}", "[^/]+", re.sub(r"{[^}]+:path}", ".*", earlier.path))
                assert not re.fullmatch(pattern, one.path), (earlier.path, one.path)
