"""`/v1.0/generations`: a request is validated, taken on, and answered with its id; listed and cancelled, which is ours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import msgspec
from cardwright_wire import GenerationRequest, messages, parse_generation
from cardwright_wire.files import timestamp
from cardwright_wire.listing import page, parse_generations
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.db import generations
from cardwright.errors import NotFound
from cardwright.images.sources import all_sources
from cardwright.server import receivers
from cardwright.server.intake import Aside, Intake
from cardwright.server.order import extras_from, wish_of
from cardwright.server.repeats import Keep, Repeats
from cardwright.server.reply import JSON, read, refusal, reply
from cardwright.server.services import Services
from cardwright.server.sharing import allowed, check_folders, own_theme, sized
from cardwright.write.builtin import SCAFFOLD, is_bare_topic

NO_PAINTER: Final = "No image model is configured: cards show the theme's own art, which imageOptions.model, style and stylePreset do not change."
EXTRAS: Final = "x-cardwright-export"  # formats of further files, an addition of ours


def routes(services: Services) -> Sequence[BaseRoute]:
    repeats = Repeats(services.database)

    async def create(request: Request) -> Response:
        caller, body = request.scope["caller"], await read(request)
        workspace = services.workspace(caller)
        accepted = parse_generation(body, max_cards=workspace.max_cards, dialect=services.settings.dialect)
        extras = extras_from(request.headers.get(EXTRAS, ""))
        theme = own_theme(services.database, caller, accepted.request.theme_id)
        check_folders(services.database, caller, accepted.request.folder_ids)
        webhook = receivers.named(request, services.settings)
        wanted, stripped = allowed(accepted.request, workspace)
        pages = [allowed(page, workspace)[0] for page, _ in accepted.pages]
        ignored = [accepted.warnings] if accepted.warnings else []
        announced = [] if pages else _announced(wanted, services.intake)
        shaped = [] if pages else sized(theme, wanted.dimensions)
        warnings = messages.joined([*ignored, *stripped, *shaped, *announced])
        design = theme.design_sha256 if theme else ""

        async def work(keep: Keep) -> bytes:
            aside = Aside(warnings, keep, webhook, extras, design)
            if pages:
                return await services.intake.accept_pages(caller, replace(accepted, request=wanted), pages, aside)
            return await services.intake.accept(caller, wanted, aside)

        return await repeats.once(request, body, services.clock.now(), work)

    async def all_of_them(request: Request) -> Response:
        caller, wanted = request.scope["caller"], parse_generations(request.query_params)
        found = generations.listed(
            services.database, caller.workspace_id, wanted.status, wanted.after, wanted.limit + 1
        )
        shown = [((str(at), id_), _item(services, id_, caller.workspace_id, at)) for id_, at in found]
        return reply(page(shown, wanted.limit))

    async def cancel(request: Request) -> Response:
        caller, generation_id = request.scope["caller"], request.path_params["id"]
        if generations.status(services.database, generation_id, caller.workspace_id) is None:
            raise NotFound(messages.generation_not_found(generation_id))
        if not await services.intake.cancel(generation_id):
            return refusal(409, messages.ALREADY_ENDED)
        found = services.status(generation_id, caller.workspace_id)
        return Response(found.body if found else b"{}", media_type=JSON)

    return [
        Route("/v1.0/generations", create, methods=["POST"]),
        Route("/v1.0/generations", all_of_them, methods=["GET"]),
        Route("/v1.0/generations/{id}", cancel, methods=["DELETE"]),
    ]


def _item(services: Services, generation_id: str, workspace_id: str, at: float) -> msgspec.Raw:
    """The status body with the time at its end."""
    found = services.status(generation_id, workspace_id)
    body = found.body if found else b"{}"
    return msgspec.Raw(body[:-1] + b',"createdTime":"' + timestamp(at).encode() + b'"}')


def _announced(request: GenerationRequest, intake: Intake) -> list[str]:
    """What cannot be done without a model or a service for pictures, as far as the request shows it."""
    scaffold = not intake.has_model and request.text_mode == "generate" and is_bare_topic(request.input_text)
    wished = request.image_options  # a model or a style is only there when it would be heeded
    told = [SCAFFOLD] if scaffold else []
    source = all_sources()[wish_of(wished).source]
    if source.configured(intake.providers):
        return told
    if wished.source != "aiGenerated":
        return [*told, source.missing]
    return [*told, NO_PAINTER] if wished.model or wished.style or wished.style_preset != "custom" else told
