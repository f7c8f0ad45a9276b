"""One attempt: a POST to an address that somebody else wrote, bounded in size and time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urlsplit

import anyio
import httpcore2

from cardwright.errors import FetchRefused
from cardwright.net.guard import GuardedBackend
from cardwright.net.url import sendable

SECONDS: Final = 15.0
LARGEST_BODY: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """The receiver's HTTP status, or in `error` why there is none. Neither holds anything of the URL but its host."""

    status: int | None = None
    error: str | None = None
    retry_after: str = ""


class Post(Protocol):
    """Sends a body to a receiver; the seam that tests use."""

    async def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer: ...


class Poster:
    """Posts to https receivers on the open internet; to any receiver when `private`.

    Redirects are not followed and answers' bodies are not read. Each attempt
    has a connection of its own: one kept open would meet a receiver that was
    restarted as a failure.
    """

    def __init__(
        self, *, private: bool = False, seconds: float = SECONDS, backend: httpcore2.AsyncNetworkBackend | None = None
    ) -> None:
        self._schemes = ("https", "http") if private else ("https",)
        self._seconds = seconds
        guarded = backend or (None if private else GuardedBackend())
        self._pool = httpcore2.AsyncConnectionPool(
            network_backend=guarded, max_connections=None, max_keepalive_connections=0
        )

    async def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer of the receiver; never raises for anything that the receiver or the network does."""
        if len(body) > LARGEST_BODY:
            return Answer(error="the event is too large to be sent")
        try:
            with anyio.fail_after(self._seconds):
                return await self._send(url, headers, body)
        except TimeoutError:
            return Answer(error=f"did not answer within {self._seconds:g} s")
        except FetchRefused as error:
            return Answer(error=error.message)
        except (OSError, httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException):
            return Answer(error="could not be reached")

    async def _send(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        url = sendable(url, self._schemes)
        sent = [
            (b"host", urlsplit(url).netloc.encode()),
            (b"user-agent", b"cardwright"),
            (b"content-type", b"application/json"),
            (b"connection", b"close"),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ]
        async with self._pool.stream("POST", url, headers=sent, content=body) as answer:
            asked = next((value for name, value in answer.headers if name.lower() == b"retry-after"), b"")
            said = None if 200 <= answer.status < 300 else f"answered {answer.status}"  # noqa: PLR2004
            return Answer(answer.status, said, asked.decode("latin-1"))
