"""The one way to fetch a URL that somebody else wrote: bounded in size, time and hops."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import anyio
import httpcore2

from cardwright.errors import FetchRefused
from cardwright.net.guard import GuardedBackend
from cardwright.net.url import host_of, joined, sendable


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch, redirects included. Bytes and seconds."""

    size: int = 20 * 1024 * 1024
    seconds: float = 15.0
    redirects: int = 3


class Fetch(Protocol):
    """Bytes behind a URL; the seam that tests and other sources use."""

    async def __call__(self, url: str) -> bytes: ...


class GuardedFetcher:
    """Fetches https URLs on the open internet.

    No cookies, no credentials, no proxy from the environment. Use as an async
    context manager; one instance may serve many fetches at once.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        backend: httpcore2.AsyncNetworkBackend | None = None,
        schemes: tuple[str, ...] = ("https",),
    ) -> None:
        self._limits = limits or FetchLimits()
        self._schemes = schemes
        self._pool = httpcore2.AsyncConnectionPool(network_backend=backend or GuardedBackend(), max_connections=16)

    async def __aenter__(self) -> "GuardedFetcher":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def __call__(self, url: str) -> bytes:
        """The body of a 200 answer.

        Raises:
            FetchRefused: wrong scheme, private address, too large, too slow, not a 200.
        """
        try:
            with anyio.fail_after(self._limits.seconds):
                return await self._follow(url)
        except TimeoutError as error:
            msg = f"{host_of(url)} did not answer within {self._limits.seconds:g} s"
            raise FetchRefused(msg) from error
        except (OSError, httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            msg = f"{host_of(url)} could not be read"
            raise FetchRefused(msg) from error

    async def _follow(self, url: str) -> bytes:
        for _ in range(self._limits.redirects + 1):
            url = sendable(url, self._schemes)
            async with self._pool.stream("GET", url, headers=_headers(url)) as answer:
                if answer.status in {301, 302, 303, 307, 308}:
                    url = joined(url, _header(answer, b"location"))
                    continue
                return await self._body(answer)
        msg = "too many redirects"
        raise FetchRefused(msg)

    async def _body(self, answer: httpcore2.Response) -> bytes:
        if answer.status != 200:
            msg = f"answered {answer.status}"
            raise FetchRefused(msg)
        declared = _header(answer, b"content-length")
        if declared.isdigit() and int(declared) > self._limits.size:
            msg = "is too large"
            raise FetchRefused(msg)
        body = bytearray()
        async for chunk in answer.aiter_stream():
            body += chunk
            if len(body) > self._limits.size:
                msg = "is too large"
                raise FetchRefused(msg)
        return bytes(body)


def _headers(url: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"host", urlsplit(url).netloc.encode()),
        (b"user-agent", b"cardwright"),
        (b"accept", b"image/*"),
        (b"accept-encoding", b"identity"),
    ]


def _header(answer: httpcore2.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")
