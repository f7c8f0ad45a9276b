"""`POST /v1.0/generations/from-template`: a file made from another, changed as a prompt says."""

from collections.abc import Sequence

import msgspec
from cardwright_wire import messages
from cardwright_wire.from_template import TemplateRequest, parse_from_template
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts.access import may
from cardwright.accounts.keys import Caller
from cardwright.db import gammas
from cardwright.db.gammas import Gamma
from cardwright.db.themes import CustomTheme
from cardwright.deck import to_json
from cardwright.errors import InvalidInput
from cardwright.pipeline import Order
from cardwright.server import receivers
from cardwright.server.intake import Aside
from cardwright.server.new_pictures import pictures_for
from cardwright.server.repeats import Keep, Repeats
from cardwright.server.reply import read
from cardwright.server.services import Services
from cardwright.server.sharing import allowed, check_folders, own_theme
from cardwright.write.remix import Remixed
from cardwright.write.revise import Revision


def routes(services: Services) -> Sequence[BaseRoute]:
    repeats = Repeats(services.database)

    async def create(request: Request) -> Response:
        caller, body = request.scope["caller"], await read(request)
        asked = parse_from_template(body, services.settings.dialect)
        theme = own_theme(services.database, caller, asked.theme_id)
        check_folders(services.database, caller, asked.folder_ids)
        webhook = receivers.named(request, services.settings)
        template = _template(services, caller, asked.gamma_id)
        kept, stripped = allowed(asked.as_generation(), services.workspace(caller))

        async def work(keep: Keep) -> bytes:
            order, cost, told = await _order(services, template, asked, theme)
            warnings = messages.joined([*stripped, *told])
            aside = Aside(warnings, keep, webhook)
            return await services.intake.take(caller, kept, order, cost, aside)

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


async def _order(
    services: Services, template: Gamma, asked: TemplateRequest, theme: CustomTheme | None
) -> tuple[Order, int, tuple[str, ...]]:
    """What to render, what it costs at most, and what the prompt is known to ask for in vain."""
    made = await services.remixed(await services.store.get(template.deck_sha256), asked.prompt)
    order = msgspec.json.decode(template.order_json, type=Order)
    pictures = pictures_for(order, made, asked.image_options, services.intake.providers)
    deck = pictures.deck
    if asked.title:
        deck = replace(deck, title=asked.title)
    revision = _revision(made, asked) if services.settings.model else None
    design = order.design  # the template's own, unless another theme is asked for
    if asked.theme_id or made.theme:
        design = theme.design_sha256 if theme else ""
    order = replace(
        order,
        brief=replace(order.brief, text=""),
        theme=asked.theme_id or made.theme or order.theme,
        design=design,
        exports=(asked.export_as,) if asked.export_as else (),
        deck=await services.store.put(to_json(deck)),
        template=template.id,
        revision=revision,
        wish=pictures.wish,
        sought=dict(pictures.sought),
        fills=pictures.fills,
    )
    told = made.known if revision else made.warnings
    return order, pictures.cost(len(deck.cards)), (*told, *pictures.warnings)


def _revision(made: Remixed, asked: TemplateRequest) -> Revision | None:
    """What is left for a language model; None when nothing is."""
    if not made.wishes:
        return None
    open_ = tuple(warning for warning in made.warnings if warning not in made.known)
    return Revision(made.wishes, made.origins, open_, keeps_title=bool(asked.title))
