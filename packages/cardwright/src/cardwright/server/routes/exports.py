"""`GET /exports/…`: signed, expiring downloads; the link alone is the permission."""

import base64
from collections.abc import AsyncIterator, Sequence
from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from cardwright.server.answer import error_body
from cardwright.server.ranges import Span, requested
from cardwright.server.services import Export, Services

CHUNK = 256 * 1024


def routes(services: Services) -> Sequence[BaseRoute]:
    async def export(request: Request) -> Response:
        found = services.export_at(request.url.path)
        if isinstance(found, int):
            words = {410: "This export link has expired. Ask for the generation again to get a fresh one."}
            return Response(error_body(found, words.get(found, "Not Found")), found, media_type="application/json")
        return _answer(found, request.method, request.headers.get("range", ""), request.headers)

    return [Route("/exports/{path:path}", export, methods=["GET", "HEAD"])]


def _answer(export: Export, method: str, wanted: str, asked: object) -> Response:
    headers = _headers(export)
    etag = headers["etag"]
    sent = getattr(asked, "get", dict[str, str]().get)
    if sent("if-none-match", "") in {etag, "*"}:
        return Response(status_code=304, headers=headers)
    if wanted and sent("if-range", etag) != etag:
        wanted = ""
    span = requested(wanted, export.size) if wanted else None
    if span is False:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{export.size}"})
    part = span if isinstance(span, Span) else Span(0, export.size)
    headers["content-length"] = str(part.stop - part.start)
    if isinstance(span, Span):
        headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{export.size}"
    status = 206 if isinstance(span, Span) else 200
    if method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=export.media_type)
    return StreamingResponse(_chunks(export, part), status, headers, export.media_type)


def _headers(export: Export) -> dict[str, str]:
    digest = base64.b64encode(bytes.fromhex(export.sha256)).decode()
    return {
        "etag": f'"{export.sha256[:32]}"',
        "repr-digest": f"sha-256=:{digest}:",
        "accept-ranges": "bytes",
        "cache-control": "private, max-age=3600",
        "content-disposition": f"attachment; filename*=UTF-8''{quote(export.name)}",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }


async def _chunks(export: Export, span: Span) -> AsyncIterator[bytes]:
    async with await anyio.open_file(export.path, "rb") as file:
        await file.seek(span.start)
        left = span.stop - span.start
        while left > 0 and (chunk := await file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
