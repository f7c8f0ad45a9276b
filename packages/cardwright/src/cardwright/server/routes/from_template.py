"""`POST /v1.0/generations/from-template`: a file made from another, changed as a prompt says."""

from collections.abc import Sequence

import msgspec
from cardwright_wire import charge, messages
from cardwright_wire.from_template import TemplateRequest, parse_from_template
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts.access import may
from cardwright.accounts.keys import Caller
from cardwright.db import gammas
from cardwright.db.gammas import Gamma
from cardwright.deck import from_json, to_json
from cardwright.errors import InvalidInput
from cardwright.pipeline import Order
from cardwright.server import receivers
from cardwright.server.intake import Aside
from cardwright.server.repeats import Keep, Repeats
from cardwright.server.reply import read
from cardwright.server.services import Services
from cardwright.server.sharing import allowed, check_folders, check_theme


def routes(services: Services) -> Sequence[BaseRoute]:
    repeats = Repeats(services.database)

    async def create(request: Request) -> Response:
        caller, body = request.scope["caller"], await read(request)
        asked = parse_from_template(body, services.settings.dialect)
        check_theme(asked.theme_id)
        check_folders(services.database, caller, asked.folder_ids)
        webhook = receivers.named(request, services.settings)
        template = _template(services, caller, asked.gamma_id)
        kept, stripped = allowed(asked.as_generation(), services.workspace(caller))

        async def work(keep: Keep) -> bytes:
            order, cards, told = await _order(services, template, asked)
            warnings = messages.joined([*stripped, *told])
            aside = Aside(warnings, keep, webhook)
            return await services.intake.take(caller, kept, order, charge(cards), aside)

        return await repeats.once(request, body, services.clock.now(), work)

    return [Route("/v1.0/generations/from-template", create, methods=["POST"])]


def _template(services: Services, caller: Caller, gamma_id: str) -> Gamma:
    """The file to start from.

    Raises:
        InvalidInput: the caller has no such file to view.
    """
    gamma = gammas.find(services.database, gamma_id)
    if gamma is None or not may(services.database, gamma, caller, "view"):
        msg = messages.invalid_input([f"gammaId {gamma_id} does not exist"])
        raise InvalidInput(msg)
    return gamma


async def _order(services: Services, template: Gamma, asked: TemplateRequest) -> tuple[Order, int, tuple[str, ...]]:
    """What to render, how many cards it has, and what the prompt asked for in vain."""
    data, theme, warnings = await services.remixed(services.store.get(template.deck_sha256), asked.prompt)
    deck = from_json(data)
    if asked.title:
        deck = replace(deck, title=asked.title)
    order = msgspec.json.decode(template.order_json, type=Order)
    order = replace(
        order,
        brief=replace(order.brief, text=""),
        theme=asked.theme_id or theme or order.theme,
        exports=(asked.export_as,) if asked.export_as else (),
        deck=services.store.put(to_json(deck)),
        template=template.id,
    )
    return order, len(deck.cards), warnings
