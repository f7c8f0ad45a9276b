"""`GET /sites/…`: published pages, open to everybody."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from cardwright.db import sites
from cardwright.export.html import viewer_headers
from cardwright.server.routes.documents import not_here
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def page(request: Request) -> Response:
        site, path = request.path_params["site"], "/" + request.path_params["path"].strip("/")
        sha256 = sites.page(services.database, site, path)
        if sha256 is None:
            return not_here()
        found = services.store.get(sha256)
        return Response(found, headers={**viewer_headers(found), "cache-control": "no-cache"})

    async def root(request: Request) -> Response:
        return RedirectResponse(f"{services.settings.base}/sites/{request.path_params['site']}/", 308)

    return [Route("/sites/{site}/{path:path}", page), Route("/sites/{site}", root)]
