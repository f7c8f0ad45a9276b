"""`GET /v1.0/exports/{id}`: the state of an export; `GET /exports/…`: its signed, expiring download, which needs no key."""

import base64
from collections.abc import Sequence
from typing import cast
from urllib.parse import quote

from cardwright_wire import messages
from cardwright_wire.files import ExportError, ExportStatus, Reason
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from cardwright.db import exports
from cardwright.db.exports import Export as Row
from cardwright.errors import NotFound
from cardwright.server.answer import error_body
from cardwright.server.ranges import Span, requested
from cardwright.server.reply import reply
from cardwright.server.services import Export, Services
from cardwright.store import Store

_STATUS_OF = {"deck_too_large": 422, "no_content": 422}


def routes(services: Services) -> Sequence[BaseRoute]:
    async def export(request: Request) -> Response:
        found = services.export_at(request.url.path)
        if isinstance(found, int):
            words = {410: "This export link has expired. Ask for the generation again to get a fresh one."}
            return Response(error_body(found, words.get(found, "Not Found")), found, media_type="application/json")
        return _answer(services.store, found, request.method, request.headers.get("range", ""), request.headers)

    async def status(request: Request) -> Response:
        export_id = request.path_params["id"]
        row = exports.find(services.database, export_id)
        if row is None or row.workspace_id != request.scope["caller"].workspace_id:
            raise NotFound(messages.export_not_found(export_id[:128]))
        return reply(_status(services, row))

    return [
        Route("/exports/{path:path}", export, methods=["GET", "HEAD"]),
        Route("/v1.0/exports/{id}", status),
    ]


def _status(services: Services, row: Row) -> ExportStatus:
    if row.status == "failed":
        error = ExportError(cast("Reason", row.reason), row.message or "", _STATUS_OF.get(row.reason or "", 500))
        return ExportStatus(row.id, "failed", row.gamma_id, row.format, error=error)
    if row.status == "pending" or row.finished_at is None:
        return ExportStatus(row.id, "pending", row.gamma_id, row.format)
    url = services.file_url(row.id, row.title, row.suffix, row.finished_at)
    return ExportStatus(row.id, "completed", row.gamma_id, row.format, export_url=url)


def _answer(store: Store, export: Export, method: str, wanted: str, asked: object) -> Response:
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
    body = store.chunks(export.sha256, part.start, part.stop)
    return StreamingResponse(body, status, headers, export.media_type)


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
