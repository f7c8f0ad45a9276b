"""What an answer means: typed results, or the right error."""

from collections.abc import Mapping

import msgspec
from cardwright_wire import messages

from cardwright_client.errors import APIError, OutOfCredits, RateLimited

# Earlier versions of the service said it without the last word.
_OUT_OF_CREDITS = messages.INSUFFICIENT_CREDITS.lower().removesuffix(" remaining")


class Credits(msgspec.Struct, frozen=True):
    deducted: float
    remaining: float


class Failure(msgspec.Struct, frozen=True, rename="camel"):
    message: str
    status_code: int


class Started(msgspec.Struct, frozen=True, rename="camel"):
    """The answer to a POST. `warnings` names parameters that were ignored."""

    generation_id: str
    warnings: str | None = None


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """A generation's state. Unknown states count as pending, unknown fields are ignored."""

    generation_id: str
    status: str
    gamma_id: str | None = None
    gamma_url: str | None = None
    export_url: str | None = None
    credits: Credits | None = None
    error: Failure | None = None

    @property
    def is_terminal(self) -> bool:
        return self.status in {"completed", "failed"}


class _Envelope(msgspec.Struct):
    message: str = ""


def error_for(status: int, headers: Mapping[str, str], body: bytes) -> APIError:
    """The error an answer of 400 or more stands for; bodies that are not JSON are fine."""
    try:
        message = msgspec.json.decode(body, type=_Envelope).message
    except msgspec.DecodeError:
        message = body[:200].decode("utf-8", "replace").strip()
    request_id = headers.get("x-request-id", "")
    if status == 402 or (status == 403 and _OUT_OF_CREDITS in message.lower()):
        return OutOfCredits(status, message, request_id, "add credits, or ask for fewer cards")
    if status == 429:
        return RateLimited(status, message, request_id, "the key's windows are used up; wait or raise the limits")
    hint = "set CARDWRIGHT_API_KEY to a valid key" if status == 401 else ""
    return APIError(status, message or "no message", request_id, hint)
