"""`GET /sites/…`: published pages, open to everybody."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from cardwright.db import gammas, sites
from cardwright.server.pages import SHARED, Opened, not_here, sent
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def page(request: Request) -> Response:
        site, path = request.path_params["site"], "/" + request.path_params["path"].strip("/")
        doc_id = sites.page(services.database, site, path)
        gamma = gammas.shown(services.database, doc_id) if doc_id else None
        return await sent(services, Opened(gamma), SHARED) if gamma else not_here()

    async def root(request: Request) -> Response:
        return RedirectResponse(f"{services.settings.base}/sites/{request.path_params['site']}/", 308)

    return [Route("/sites/{site}/{path:path}", page), Route("/sites/{site}", root)]
