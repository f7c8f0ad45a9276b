"""`POST /v1.0/generations`: a request is validated, taken on, and answered with its id."""

from collections.abc import Sequence

from cardwright_wire import CreateGenerationResponse, GenerationRequest, messages, parse_generation
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.errors import InvalidInput
from cardwright.server.reply import read, reply
from cardwright.server.services import Services
from cardwright.server.sharing import allowed, check_folders
from cardwright.theme import all_themes
from cardwright.write.builtin import SCAFFOLD, is_bare_topic


def routes(services: Services) -> Sequence[BaseRoute]:
    async def create(request: Request) -> Response:
        caller = request.scope["caller"]
        accepted = parse_generation(await read(request), max_cards=services.max_cards(caller))
        _check_theme(accepted.request.theme_id)
        check_folders(services.database, caller, accepted.request.folder_ids)
        wanted, stripped = allowed(accepted.request, services.workspace(caller))
        ignored = [accepted.warnings] if accepted.warnings else []
        warnings = messages.joined([*ignored, *stripped, *_announced(wanted)])
        return reply(CreateGenerationResponse(await services.accept(caller, wanted, warnings), warnings))

    return [Route("/v1.0/generations", create, methods=["POST"])]


def _announced(request: GenerationRequest) -> list[str]:
    """What the built-in writer will not be able to do, as far as the request shows it."""
    return [SCAFFOLD] if request.text_mode == "generate" and is_bare_topic(request.input_text) else []


def _check_theme(theme_id: str | None) -> None:
    if theme_id is not None and theme_id not in all_themes():
        msg = messages.invalid_input([f"themeId {theme_id[:64]} does not exist"])
        raise InvalidInput(msg)
