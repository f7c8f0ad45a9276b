"""`GET /healthz`, `/readyz`: for supervisors and balancers; they need no key. `/health` is the older name of the second."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from cardwright.server.probes import LIVE, ready
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse(LIVE)

    async def readyz(_: Request) -> JSONResponse:
        status, body = await ready(services.readiness)
        return JSONResponse(body, status)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/health", readyz)]
