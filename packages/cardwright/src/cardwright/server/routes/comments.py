"""`/v1.0/gammas/{id}/comments`: what people say of a file; writing it is an addition of ours."""

from collections.abc import Sequence

from cardwright_wire.comments import parse_change, parse_comment, parse_comments, parse_reply
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts.access import level
from cardwright.server.commenting import Commenting
from cardwright.server.reply import read, reply
from cardwright.server.routes.gammas import opened
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    def commenting(request: Request) -> Commenting:
        """Raises: InvalidInput, NotFound, Forbidden; see `opened`."""
        caller, gamma = request.scope["caller"], opened(services, request, "comment")
        have = level(services.database, gamma, caller.workspace_id, caller.user_id)
        return Commenting(services, gamma.id, caller.user_id, have)

    async def listed(request: Request) -> Response:
        wanted = parse_comments(request.query_params)
        return reply(await commenting(request).listed(wanted))

    async def begin(request: Request) -> Response:
        asked = parse_comment(await read(request))
        return reply(await commenting(request).begin(asked))

    async def answer(request: Request) -> Response:
        asked = parse_reply(await read(request))
        return reply(await commenting(request).answer(request.path_params["commentId"], asked))

    async def change(request: Request) -> Response:
        asked = parse_change(await read(request))
        return reply(await commenting(request).change(request.path_params["commentId"], asked))

    async def archive(request: Request) -> Response:
        return reply(await commenting(request).archive(request.path_params["commentId"]))

    path = "/v1.0/gammas/{id}/comments"
    return [
        Route(path, listed, methods=["GET"]),
        Route(path, begin, methods=["POST"]),
        Route(f"{path}/{{commentId}}", change, methods=["PATCH"]),
        Route(f"{path}/{{commentId}}", archive, methods=["DELETE"]),
        Route(f"{path}/{{commentId}}/replies", answer, methods=["POST"]),
    ]
