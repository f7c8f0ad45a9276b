"""`GET /health`: for supervisors and balancers; needs no key."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def health(_: Request) -> JSONResponse:
        alive = services.is_healthy()
        return JSONResponse({"status": "ok" if alive else "failing"}, 200 if alive else 503)

    return [Route("/health", health)]
