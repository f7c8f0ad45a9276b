"""`GET /v1.0/gammas/search` and `/v1.0/templates/search`: full text over what the caller may see."""

from collections.abc import Sequence

from cardwright_wire.files import timestamp
from cardwright_wire.search import Creator, Hit, Hits, Search, Templates, WorkspaceTemplate, parse_search
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts import people
from cardwright.accounts.keys import Caller
from cardwright.db.search import Found, Wanted, search
from cardwright.server.reply import reply
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def gammas(request: Request) -> Response:
        wanted = _wanted(services, request.scope["caller"], parse_search(request.query_params), templates=False)
        return reply(Hits([_hit(services, one) for one in search(services.database, wanted)]))

    async def templates(request: Request) -> Response:
        asked = parse_search(request.query_params, filtered=False)
        found = search(services.database, _wanted(services, request.scope["caller"], asked, templates=True))
        urls = [services.view_url(one.title, one.doc_id) for one in found]
        shown = [WorkspaceTemplate(one.id, one.title, url, url) for one, url in zip(found, urls, strict=True)]
        return reply(Templates(shown))

    return [Route("/v1.0/gammas/search", gammas), Route("/v1.0/templates/search", templates)]


def _wanted(services: Services, caller: Caller, asked: Search, *, templates: bool) -> Wanted:
    user = people.find(services.database, caller.user_id)
    return Wanted(
        caller.workspace_id,
        caller.user_id,
        user.email if user else "",
        people.role(services.database, caller.workspace_id, caller.user_id) == "admin",
        asked.text,
        caller.user_id if asked.created_by == "me" else asked.created_by,
        asked.updated_after,
        asked.updated_before,
        asked.archived,
        templates,
        asked.limit,
    )


def _hit(services: Services, found: Found) -> Hit:
    return Hit(
        found.id,
        found.title,
        services.view_url(found.title, found.doc_id),
        found.highlight,
        Creator(found.owner_id, found.owner),
        timestamp(found.updated_at),
        found.archived,
    )
