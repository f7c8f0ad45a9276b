"""`GET /docs/…`: the page of a deck; whoever has its unguessable address may read it, or who has a personal link to it."""

import re
from collections.abc import Sequence

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.export.html import static_files
from cardwright.server.pages import PRIVATE, SHARED, not_here, opened, sent, token_of
from cardwright.server.services import Services

_SHA = re.compile(r"[0-9a-f]{64}")
_KINDS = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"<svg ", "image/svg+xml"))
_STILL = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"  # a picture that is opened by itself
FOREVER = "public, max-age=31536000, immutable"


def _current(name: str) -> str | None:
    """The file of that name, else its present version: pages outlive the release that wrote them."""
    if name in static_files():
        return name
    stem, _, rest = name.partition(".")
    suffix = rest.rpartition(".")[2]
    return next(
        (found for found in static_files() if found.startswith(stem + ".") and found.endswith("." + suffix)), None
    )


def routes(services: Services) -> Sequence[BaseRoute]:
    async def page(request: Request) -> Response:
        token = token_of(request)
        caching = PRIVATE if token else SHARED
        found = opened(services, request.path_params["name"], token)
        return await sent(services, found, caching) if found else not_here(caching)

    async def picture(request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        if not _SHA.fullmatch(sha256):
            return Response(status_code=404)
        try:
            data = await to_thread.run_sync(services.store.get, sha256)
        except FileNotFoundError:
            return Response(status_code=404)
        kind = next((kind for magic, kind in _KINDS if data.startswith(magic)), None)
        if kind is None:  # the store holds more than pictures; only those are public by hash
            return Response(status_code=404)
        headers = {"cache-control": FOREVER, "x-content-type-options": "nosniff", "content-security-policy": _STILL}
        return Response(data, media_type=kind, headers=headers)

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        current = _current(name)
        if current is None:
            return Response(status_code=404)
        media_type, data = static_files()[current]
        cache = FOREVER if current == name else "no-cache"
        return Response(
            data, media_type=media_type, headers={"cache-control": cache, "x-content-type-options": "nosniff"}
        )

    return [
        Route("/docs/images/{sha256}", picture),
        Route("/docs/{name}", page),
        Route("/static/{name}", static),
    ]
