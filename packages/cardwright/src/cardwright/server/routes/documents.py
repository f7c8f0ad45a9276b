"""`GET /docs/…`: the page of a deck; whoever has its unguessable address may read it, or who has a personal link to it.

Its pictures are for whoever may see the page: the store holds what others keep to themselves, and a hash is no
secret to somebody who has the same picture or was once given the file.
"""

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.export.html import static_files
from cardwright.server.pages import PRIVATE, SHARED, not_here, opened, sees, sent, token_of
from cardwright.server.services import Services

_SHA = re.compile(r"[0-9a-f]{64}")
_KINDS = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"<svg ", "image/svg+xml"))
_STILL = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"  # a picture that is opened by itself
_SEEN = "private, max-age=86400"  # by who may see it now
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
        seal = services.links.unseal(sha256, request.path_params["seal"]) if _SHA.fullmatch(sha256) else None
        if seal is None or not sees(services, seal):
            return Response(status_code=404)
        try:
            data = await services.store.get(sha256)
        except FileNotFoundError:
            return Response(status_code=404)
        kind = next((kind for magic, kind in _KINDS if data.startswith(magic)), None)
        if kind is None:
            return Response(status_code=404)
        headers = {"cache-control": _SEEN, "x-content-type-options": "nosniff", "content-security-policy": _STILL}
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
        Route("/docs/images/{sha256}/{seal}", picture),
        Route("/docs/{name}", page),
        Route("/static/{name}", static),
    ]
