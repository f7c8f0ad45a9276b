"""`GET /v1.0/folders`: the folders of which the key's owner is a member, by name."""

from collections.abc import Sequence

from cardwright_wire.files import FolderItem
from cardwright_wire.listing import page, parse_listing
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts.folders import visible
from cardwright.server.reply import reply
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def folders(request: Request) -> Response:
        caller, wanted = request.scope["caller"], parse_listing(request.query_params)
        found = visible(
            services.database, caller.workspace_id, caller.user_id, wanted.query, wanted.after, wanted.limit + 1
        )
        return reply(page([((one.name, one.id), FolderItem(one.id, one.name)) for one in found], wanted.limit))

    return [Route("/v1.0/folders", folders)]
