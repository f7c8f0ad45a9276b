"""Requests over HTTP; the one file that knows the library for it, which is slow to load: a client made loads it."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from cardwright_client._core.answers import Answer
from cardwright_client._core.retry import Broken

# Errors after which a request provably never reached the service.
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)
_CONNECT_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer whose body comes piece by piece; reading it raises `Broken`."""

    status: int
    headers: Mapping[str, str]
    _response: httpx2.Response

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.aiter_raw():
                yield chunk
        except httpx2.HTTPError as error:
            raise _broken(error) from error

    async def lines(self) -> AsyncIterator[str]:
        try:
            async for line in self._response.aiter_lines():
                yield line
        except httpx2.HTTPError as error:
            raise _broken(error) from error


class AsyncHTTP:
    """A pool of connections. Redirects are never followed: the library would carry `x-api-key` to another host."""

    def __init__(self, headers: Mapping[str, str], timeout: float, transport: httpx2.AsyncBaseTransport | None) -> None:
        self._client = httpx2.AsyncClient(
            headers=headers,
            timeout=httpx2.Timeout(timeout, connect=min(timeout, _CONNECT_TIMEOUT)),
            transport=transport,
            follow_redirects=False,
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str], query: Mapping[str, str], content: bytes | None
    ) -> Answer:
        """The answer, read whole.

        Raises:
            Broken: none came.
        """
        try:
            response = await self._client.request(method, url, headers=headers, params=query or None, content=content)
        except httpx2.HTTPError as error:
            raise _broken(error) from error
        return Answer(response.status_code, _lower(response), response.content)

    @asynccontextmanager
    async def stream(
        self, url: str, headers: Mapping[str, str], timeout: float | None = None
    ) -> AsyncGenerator[Streamed, None]:
        """The answer to a GET, while it comes.

        Raises:
            Broken: none came.
        """
        limits = self._client.timeout if timeout is None else httpx2.Timeout(timeout, connect=_CONNECT_TIMEOUT)
        try:
            async with self._client.stream("GET", url, headers=headers, timeout=limits) as response:
                yield Streamed(response.status_code, _lower(response), response)
        except httpx2.HTTPError as error:
            raise _broken(error) from error


def _broken(error: httpx2.HTTPError) -> Broken:
    trouble = "unsent" if isinstance(error, _NEVER_SENT) else "unsure"
    return Broken(trouble, type(error).__name__, timed_out=isinstance(error, httpx2.TimeoutException))


def _lower(response: httpx2.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
