"""What can go wrong when a generation is asked for, one class each.

ClientError
├─ APIError             the service said no: status, message, request id
│  ├─ OutOfCredits      402, or 403 with the credits message
│  └─ RateLimited       429 after all retries; carries the pause asked for
├─ ConnectionFailed     the service could not be reached
├─ CreateOutcomeUnknown a POST may or may not have started a paid generation
├─ GenerationFailed     the generation ended as failed
├─ WaitTimeout          still pending at the deadline; carries the id to go on with
└─ DownloadFailed       an export could not be fetched whole
"""


class ClientError(Exception):
    """The root; `hint` says what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}\nhint: {hint}" if hint else message)
        self.message = message
        self.hint = hint


class APIError(ClientError):
    """An error answer. `status` is the HTTP status, `request_id` what support asks for."""

    def __init__(self, status: int, message: str, request_id: str = "", hint: str = "") -> None:
        super().__init__(f"{status} {message}" + (f" ({request_id})" if request_id else ""), hint)
        self.status = status
        self.request_id = request_id


class OutOfCredits(APIError):
    """The workspace cannot pay; documented as 403 and as 402."""


class RateLimited(APIError):
    """Refused for asking too often, also after pausing."""


class ConnectionFailed(ClientError):
    """No answer: the request provably never left, or reading again is safe."""


class CreateOutcomeUnknown(ClientError):
    """The connection broke after a POST left: it may have started a paid generation.

    It is not repeated, because every accepted POST costs credits again.
    """


class GenerationFailed(ClientError):
    """The service ended the generation as failed."""

    def __init__(self, generation_id: str, status: int, message: str) -> None:
        super().__init__(f"generation {generation_id} failed: {status} {message}")
        self.generation_id = generation_id
        self.status = status


class WaitTimeout(ClientError):
    """Still pending at the deadline; nothing is lost, wait again with the same id."""

    def __init__(self, generation_id: str, waited_s: float) -> None:
        hint = f"it is still running; go on with wait({generation_id!r}), do not start it again"
        super().__init__(f"generation {generation_id} is still pending after {waited_s:.0f} s", hint)
        self.generation_id = generation_id


class DownloadFailed(ClientError):
    """An export did not arrive whole or is not the file it should be."""
