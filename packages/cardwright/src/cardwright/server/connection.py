"""One connection of a client: the head of each request is bounded in time and size.

uvicorn bounds neither: who sends a header line that never ends, or a byte of it a minute, would be waited for
and kept in memory for ever. Bodies are bounded where they are read.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S: Final = 15.0  # from a request's first byte, and of a connection's first request from the connection
# Longer than anybody who polls is silent, and than proxies keep theirs: at uvicorn's five seconds, the interval that is
# documented for polls, a request and the end of its connection would pass each other, and the client see no answer.
KEPT_S: Final = 75
MOST_HEAD: Final = 64 * 1024  # bytes
_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TOO_LARGE: Final = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Connection(HttpToolsProtocol):
    """Closes itself when a head is too slow or too large."""

    _timer: asyncio.TimerHandle | None = None
    _head: int = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._timer is None:
            return
        self._head += len(data)
        if self._head > MOST_HEAD:
            self._close(_TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._timer is None:  # a further request on a connection that was kept
            self._begin()

    def on_headers_complete(self) -> None:
        self._end()
        super().on_headers_complete()

    def _begin(self) -> None:
        self._head = 0
        self._timer = self.loop.call_later(HEAD_S, self._close, _TOO_SLOW)

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close(self, answer: Any) -> None:
        self._end()
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
