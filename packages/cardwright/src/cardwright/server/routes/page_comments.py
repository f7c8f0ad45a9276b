"""`/docs/{doc}/comments`: the comments of a file for whoever came to its page by a personal link.

The page sends the link's token as a bearer token: neither in the address, which others log, nor in a cookie, so no
other site can make a browser write here.
"""

from collections.abc import Sequence
from typing import Final

from cardwright_wire import messages
from cardwright_wire.comments import parse_change, parse_comment, parse_comments, parse_reply
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.errors import Forbidden, TooOften
from cardwright.server.commenting import Commenting
from cardwright.server.pages import PRIVATE, opened
from cardwright.server.reply import read, reply
from cardwright.server.services import Services

_BEARER: Final = "Bearer "


def routes(services: Services) -> Sequence[BaseRoute]:
    def commenting(request: Request, *, writes: bool) -> Commenting:
        """Raises: Forbidden: the token is none, or nobody's who may comment; TooOften."""
        sent = request.headers.get("authorization", "")
        token = sent.removeprefix(_BEARER) if sent.startswith(_BEARER) else ""
        found = opened(services, request.path_params["doc"], token)
        if found is None or found.guest is None or not found.guest.may("comment"):
            raise Forbidden(messages.FORBIDDEN)
        user, gamma_id = found.guest.user, found.gamma.id
        if writes and not services.audience.writes.allows(f"{gamma_id} {user.id}"):
            raise TooOften(messages.TOO_MANY_REQUESTS)
        return Commenting(services, gamma_id, user.id, found.guest.level)

    async def listed(request: Request) -> Response:
        return _told(await commenting(request, writes=False).listed(parse_comments(request.query_params)))

    async def begin(request: Request) -> Response:
        at = commenting(request, writes=True)
        return _told(await at.begin(parse_comment(await read(request))))

    async def answer(request: Request) -> Response:
        at = commenting(request, writes=True)
        return _told(await at.answer(request.path_params["comment"], parse_reply(await read(request))))

    async def change(request: Request) -> Response:
        at = commenting(request, writes=True)
        return _told(await at.change(request.path_params["comment"], parse_change(await read(request))))

    async def archive(request: Request) -> Response:
        return _told(await commenting(request, writes=True).archive(request.path_params["comment"]))

    path = "/docs/{doc}/comments"
    return [
        Route(path, listed, methods=["GET"]),
        Route(path, begin, methods=["POST"]),
        Route(f"{path}/{{comment}}", change, methods=["PATCH"]),
        Route(f"{path}/{{comment}}", archive, methods=["DELETE"]),
        Route(f"{path}/{{comment}}/replies", answer, methods=["POST"]),
    ]


def _told(body: Struct) -> Response:
    answer = reply(body)
    answer.headers.update(PRIVATE)
    return answer
