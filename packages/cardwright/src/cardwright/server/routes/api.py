"""`GET /openapi.json`: the API's document for programs; `GET /docs/api`: the same for people. Neither needs a key.

Files here are read in alphabetical order, so that the page stands before the decks, which share its folder.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache

from cardwright_wire.openapi import document
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.server import handbook
from cardwright.server.reply import JSON
from cardwright.server.services import Services

CACHE = "public, max-age=300"


def routes(services: Services) -> Sequence[BaseRoute]:
    @cache
    def program() -> bytes:
        return json.dumps(document(services.settings.base), ensure_ascii=False, separators=(",", ":")).encode()

    @cache
    def people() -> bytes:
        return handbook.page(document(services.settings.base)).encode()

    async def for_programs(request: Request) -> Response:
        return _cached(request, program(), JSON, {"access-control-allow-origin": "*"})

    async def for_people(request: Request) -> Response:
        return _cached(request, people(), "text/html", handbook.headers())

    return [Route("/openapi.json", for_programs), Route("/docs/api", for_people)]


def _cached(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    told = {**headers, "etag": etag, "cache-control": CACHE}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=told)
    return Response(body, media_type=media_type, headers=told)
