"""What can go wrong.

CardwrightError                 .hint  .request_id
├─ APIError                     .status  .message  .body: BadRequest · AuthenticationError · OutOfCredits · Forbidden ·
│                               NotFound · Conflict · EmptyOutput · RateLimited · ServerError · UnexpectedAnswer
├─ ConnectionFailed             no answer; the request had no effect, or may be repeated
│  └─ RequestTimeout
├─ CreateOutcomeUnknown         .idempotency_key
├─ GenerationFailed             .status
├─ WaitTimeout                  .generation  .elapsed  .polls
├─ DownloadError
│  ├─ ExportExpired
│  └─ ExportDamaged
├─ JournalLocked
├─ RefError
└─ BadSignature
"""

from typing import Any


class CardwrightError(Exception):
    """Base of all errors of the client."""

    def __init__(self, message: str, *, hint: str = "", request_id: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.request_id = request_id

    def __str__(self) -> str:
        found = super().__str__()
        if self.request_id:
            found += f" ({self.request_id})"
        return f"{found}. hint: {self.hint}" if self.hint else found


class APIError(CardwrightError):
    """The service refused. `status` is that of HTTP, `body` what was sent, as JSON values or text."""

    def __init__(self, status: int, message: str, body: Any = None, *, hint: str = "", request_id: str = "") -> None:
        super().__init__(f"{status} {message}", hint=hint, request_id=request_id)
        self.status = status
        self.message = message
        self.body = body


class BadRequest(APIError):
    """400, or 413: the request breaks a rule."""


class AuthenticationError(APIError):
    """401: no key, or a wrong one."""


class OutOfCredits(APIError):
    """402, or 403 with words about credits: the workspace cannot pay."""


class Forbidden(APIError):
    """403: the owner of the key may not."""


class NotFound(APIError):
    """404: there is no such thing in the workspace."""


class Conflict(APIError):
    """409 or 412: the thing has another state than the request needs."""


class EmptyOutput(APIError):
    """422: nothing could be made of the input, or an idempotency key was used for another request."""


class RateLimited(APIError):
    """429, more often than `max_retries` allows. `retry_after` is seconds, None if the service did not say."""

    retry_after: float | None = None


class ServerError(APIError):
    """5xx: the service has a fault."""


class UnexpectedAnswer(APIError):
    """A redirect, or a success that is not what was asked for."""


class ConnectionFailed(CardwrightError):
    """No answer came."""


class RequestTimeout(ConnectionFailed):
    """No answer came in time."""


class CreateOutcomeUnknown(CardwrightError):
    """A generation may have been started, and its id is not known. It is never posted again by itself."""

    def __init__(self, message: str, *, idempotency_key: str, request_id: str = "") -> None:
        super().__init__(message, hint="look whether it runs before you start it again", request_id=request_id)
        self.idempotency_key = idempotency_key


class GenerationFailed(CardwrightError):
    """It ended as failed. `status` is what the service said of it."""

    def __init__(self, message: str, status: Any) -> None:
        super().__init__(message)
        self.status = status


class WaitTimeout(CardwrightError):
    """Still pending at the deadline. `generation` is the handle, which can be waited for again; times are seconds."""

    def __init__(self, generation: Any, elapsed: float, polls: int) -> None:
        super().__init__(
            f"{generation.id} is still pending after {elapsed:.0f} s and {polls} polls",
            hint="it goes on; wait again with the same id",
        )
        self.generation = generation
        self.elapsed = elapsed
        self.polls = polls


class DownloadError(CardwrightError):
    """A file could not be fetched."""


class ExportExpired(DownloadError):
    """The link is refused, and a fresh one too."""


class ExportDamaged(DownloadError):
    """What arrived is not the file: another length, another digest, or another kind."""


class JournalLocked(CardwrightError):
    """Another run works on the journal."""


class RefError(CardwrightError):
    """The text names no generation."""


class BadSignature(CardwrightError):
    """A webhook was not signed with this secret, or too long ago."""
