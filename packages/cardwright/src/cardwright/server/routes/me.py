"""`GET /v1.0/me`: who a key speaks for; `GET /v1.0/credits`: what is left to spend, an addition of ours."""

from collections.abc import Sequence

from cardwright_wire.files import Balance, Me
from cardwright_wire.scopes import SCOPES, Scope
from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts import people
from cardwright.server.reply import reply
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    async def me(request: Request) -> Response:
        caller = request.scope["caller"]
        user = people.find(services.database, caller.user_id)
        email, name = (user.email, user.name) if user else ("", "")
        workspace = services.workspace(caller)
        scopes: Sequence[Scope] | UnsetType = UNSET
        if caller.scopes is not None:
            scopes = [one for one in SCOPES if one in caller.scopes]
        return reply(Me(email, name, None, workspace.name, workspace.max_cards, (), scopes))

    async def balance(request: Request) -> Response:
        workspace = services.workspace(request.scope["caller"])
        return reply(Balance(workspace.balance, workspace.reserved))

    return [Route("/v1.0/me", me), Route("/v1.0/credits", balance)]
