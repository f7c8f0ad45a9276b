"""Questions to the services that an operator chose: JSON, bounded in size and time.

Their addresses are settings and may be private. What they answer is not trusted:
pictures they name are fetched as any other foreign URL.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol
from urllib.parse import urlencode, urlsplit

import anyio
import httpcore2
import msgspec

from cardwright.errors import FetchRefused, SourceFailed, SourceRefused
from cardwright.images.form import Form
from cardwright.net.url import sendable

SECONDS: Final = 10.0
LARGEST: Final = 48 * 1024 * 1024  # bytes of an answer: a picture in base 64
_BUSY: Final = 429
_PASSING: Final = frozenset({408, 425, _BUSY})  # refusals that say nothing about the question
_UNKNOWN: Final = 501  # what was asked for is not built
_TRIES: Final = 3  # of a service that is busy
_LONGEST_WAIT: Final = 20.0  # seconds that a service may ask to be left alone


class Ask(Protocol):
    """A service's answer to one question; the seam that tests use."""

    async def __call__(
        self,
        service: str,
        url: str,
        query: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        seconds: float = SECONDS,
    ) -> Any:
        """The JSON of a 200 answer, by GET, or with a body by POST: a form as it is, anything else as JSON.

        Raises:
            SourceRefused: the service will not answer this question.
            SourceFailed: there is no answer; says which service and why, and nothing of the question.
        """
        ...


class Asker:
    """Asks over the network. Redirects are not followed: a key goes to no other address."""

    def __init__(self) -> None:
        self._pool = httpcore2.AsyncConnectionPool(max_connections=16)

    async def __aenter__(self) -> "Asker":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def __call__(
        self,
        service: str,
        url: str,
        query: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        seconds: float = SECONDS,
    ) -> Any:
        target = f"{url}?{urlencode(query)}" if query else url
        content, sent = None, dict(headers or {})
        if isinstance(body, Form):
            sent["content-type"], content = body.encoded()
        elif body is not None:
            sent["content-type"], content = "application/json", msgspec.json.encode(body)
        try:
            with anyio.fail_after(seconds):
                return msgspec.json.decode(await self._patiently(service, target, sent, content))
        except TimeoutError as error:
            msg = f"{service} did not answer within {seconds:g} s"
            raise SourceFailed(msg) from error
        except (msgspec.DecodeError, RecursionError) as error:
            msg = f"{service} answered something that is not JSON"
            raise SourceFailed(msg) from error
        except FetchRefused as error:
            msg = f"{service} has no address that can be asked"
            raise SourceFailed(msg) from error
        except (OSError, httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            msg = f"{service} could not be reached"
            raise SourceFailed(msg) from error

    async def _patiently(self, service: str, url: str, headers: Mapping[str, str], content: bytes | None) -> bytes:
        for left in reversed(range(_TRIES)):
            status, wait, answer = await self._once(service, url, headers, content)
            if status == 200:
                return answer
            if status != _BUSY or not left:
                msg = f"{service} answered HTTP status {status}"
                refused = status == _UNKNOWN or (400 <= status < 500 and status not in _PASSING)  # noqa: PLR2004
                raise SourceRefused(msg) if refused else SourceFailed(msg)
            await anyio.sleep(wait)
        raise AssertionError

    async def _once(
        self, service: str, url: str, headers: Mapping[str, str], content: bytes | None
    ) -> tuple[int, float, bytes]:
        """Status, seconds to wait, body."""
        url = sendable(url, ("https", "http"))
        sent = [
            (b"host", urlsplit(url).netloc.encode()),
            (b"user-agent", b"cardwright"),
            (b"accept", b"application/json"),
            (b"accept-encoding", b"identity"),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ]
        method = "GET" if content is None else "POST"
        async with self._pool.stream(method, url, headers=sent, content=content) as answer:
            asked = next((value for name, value in answer.headers if name.lower() == b"retry-after"), b"1")
            wait = min(float(asked), _LONGEST_WAIT) if asked.isdigit() else 1.0
            if answer.status != 200:
                return answer.status, wait, b""
            body = bytearray()
            async for chunk in answer.aiter_stream():
                body += chunk
                if len(body) > LARGEST:
                    msg = f"{service} answered too much"
                    raise SourceFailed(msg)
            return answer.status, wait, bytes(body)
