"""What an answer means: a value, or the error it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from cardwright_client._core.retry import retry_after
from cardwright_client.errors import (
    APIError,
    AuthenticationError,
    BadRequest,
    Conflict,
    EmptyOutput,
    Forbidden,
    NotFound,
    OutOfCredits,
    RateLimited,
    ServerError,
    UnexpectedAnswer,
)
from cardwright_client.models import Model, decode

M = TypeVar("M", bound=Model)

_LONGEST_TEXT = 300
_BY_STATUS: Mapping[int, tuple[type[APIError], str]] = {
    400: (BadRequest, ""),
    401: (AuthenticationError, "set CARDWRIGHT_API_KEY to a valid key"),
    402: (OutOfCredits, "the workspace needs more credits"),
    403: (Forbidden, ""),
    404: (NotFound, ""),
    409: (Conflict, ""),
    412: (Conflict, ""),
    413: (BadRequest, ""),
    422: (EmptyOutput, ""),
    429: (RateLimited, "the key's windows are used up; wait or raise the limits"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, read whole; names of headers are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def request_id(self) -> str:
        return self.headers.get("x-request-id", "")

    def values(self) -> Any:
        """The body's JSON values.

        Raises:
            UnexpectedAnswer: it is not JSON.
        """
        try:
            return msgspec.json.decode(self.body)
        except ValueError as error:
            raise self._unexpected() from error

    def read(self, kind: type[M]) -> M:
        """The body as one of the models.

        Raises:
            UnexpectedAnswer: it is none.
        """
        values = self.values()
        try:
            return decode(values, kind)
        except msgspec.ValidationError as error:
            raise self._unexpected() from error

    def error(self, wall: float = 0.0) -> APIError:
        """What a status that is no success stands for."""
        try:
            body: Any = msgspec.json.decode(self.body)
        except ValueError:
            body = self.body[:_LONGEST_TEXT].decode("utf-8", "replace")
        said = body.get("message") if isinstance(body, dict) else None  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        message = str(said) if said else "no message"  # pyright: ignore[reportUnknownArgumentType]
        kind, hint = _BY_STATUS.get(self.status, (APIError, ""))
        if self.status == 403 and "credit" in message.lower():
            kind, hint = _BY_STATUS[402]
        elif self.status >= 500:
            kind = ServerError
        elif self.status < 400:
            kind, message = UnexpectedAnswer, "a redirect, which is never followed: it could carry the key elsewhere"
        found = kind(self.status, message, body, hint=hint, request_id=self.request_id)  # pyright: ignore[reportUnknownArgumentType]
        if isinstance(found, RateLimited):
            found.retry_after = retry_after(self.headers, wall)
        return found

    def _unexpected(self) -> UnexpectedAnswer:
        text = self.body[:_LONGEST_TEXT].decode("utf-8", "replace")
        return UnexpectedAnswer(self.status, "the answer is not what was asked for", text, request_id=self.request_id)
