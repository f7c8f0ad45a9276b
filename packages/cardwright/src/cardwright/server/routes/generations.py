"""`POST /v1.0/generations`: a request is validated, taken on, and answered with its id."""

from collections.abc import Sequence

from cardwright_wire import CreateGenerationResponse, GenerationRequest, Invalid, encode, messages, parse_generation
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.errors import InvalidInput, LimitExceeded, OutOfCredits
from cardwright.server.answer import error_body
from cardwright.server.services import Services
from cardwright.theme import all_themes
from cardwright.write.builtin import SCAFFOLD, is_bare_topic

MAX_BODY = 6 * 1024 * 1024  # bytes; 400 000 characters need at most 4.8 MB as JSON escapes


def routes(services: Services) -> Sequence[BaseRoute]:
    async def create(request: Request) -> Response:
        caller = request.scope["caller"]
        try:
            body = await _body(request)
            accepted = parse_generation(body, max_cards=services.max_cards(caller))
            _check_theme(accepted.request.theme_id)
            wanted = accepted.request
            warnings = messages.joined([*([accepted.warnings] if accepted.warnings else []), *_announced(wanted)])
            generation_id = await services.accept(caller, wanted, warnings)
        except Invalid as error:
            return _error(error.status_code, error.message)
        except InvalidInput as error:
            return _error(400, error.message)
        except LimitExceeded as error:
            return _error(413, error.message)
        except OutOfCredits:
            return _error(services.settings.out_of_credits_status, messages.INSUFFICIENT_CREDITS)
        return Response(encode(CreateGenerationResponse(generation_id, warnings)), 200, media_type="application/json")

    return [Route("/v1.0/generations", create, methods=["POST"])]


def _announced(request: GenerationRequest) -> list[str]:
    """What the built-in writer will not be able to do, as far as the request shows it."""
    return [SCAFFOLD] if request.text_mode == "generate" and is_bare_topic(request.input_text) else []


def _check_theme(theme_id: str | None) -> None:
    if theme_id is not None and theme_id not in all_themes():
        msg = messages.invalid_input([f"themeId {theme_id[:64]} does not exist"])
        raise InvalidInput(msg)


async def _body(request: Request) -> bytes:
    """The whole body, refused as soon as it is too large."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                msg = "Request body is too large"
                raise LimitExceeded(msg)
    except ClientDisconnect as error:
        msg = "the client went away"
        raise InvalidInput(msg) from error
    return bytes(body)


def _error(status: int, message: str) -> Response:
    return Response(error_body(status, message), status, media_type="application/json")
