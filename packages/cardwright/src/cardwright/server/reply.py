"""Bodies in and out of Starlette routes."""

from typing import Final

import anyio
import msgspec
from cardwright_wire import encode
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from cardwright.errors import InvalidInput, LimitExceeded, TooLate
from cardwright.server.answer import error_body

MAX_BODY = 6 * 1024 * 1024  # bytes; 400 000 characters need at most 4.8 MB as JSON escapes
PATIENCE_S: Final = 30.0  # for any body,
SLOWEST: Final = 250_000  # and a second more for each so many bytes that it may have
JSON = "application/json"


def reply(body: msgspec.Struct, status: int = 200) -> Response:
    """An answer of the wire's."""
    return Response(encode(body), status, media_type=JSON)


def refusal(status: int, message: str) -> Response:
    """An error in the wire's envelope."""
    return Response(error_body(status, message), status, media_type=JSON)


async def read(request: Request, most: int = MAX_BODY) -> bytes:
    """The whole body, refused as soon as it is larger than `most` bytes or takes longer than so many bytes may.

    Raises:
        TooLate: the client dawdles.
        LimitExceeded: it is larger than any request can be.
        InvalidInput: the client went away.
    """
    body = bytearray()
    try:
        with anyio.fail_after(PATIENCE_S + most / SLOWEST):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    msg = "Request body is too large"
                    raise LimitExceeded(msg)
    except TimeoutError as error:
        msg = "Request body did not arrive in time"
        raise TooLate(msg) from error
    except ClientDisconnect as error:
        msg = "the client went away"
        raise InvalidInput(msg) from error
    return bytes(body)
