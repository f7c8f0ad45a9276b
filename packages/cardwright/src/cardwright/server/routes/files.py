"""`/v1.0/files`: files of other programs as text, an addition of ours. Nothing of them is kept."""

from collections.abc import Sequence

from cardwright_wire.readings import MAX_FILE, FileText, parse_file_name
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.reading import format_named, unpictured
from cardwright.server.reply import read, reply
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def create(request: Request) -> Response:
        name, media_type = parse_file_name(request.query_params), request.headers.get("content-type", "")
        data = await read(request, MAX_FILE)
        found = unpictured(await services.read_file(data, name, media_type))
        return reply(FileText(found.text, found.title, format_named(name, media_type), found.warnings))

    return [Route("/v1.0/files", create, methods=["POST"])]
