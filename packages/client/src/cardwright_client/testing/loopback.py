"""The fake service over real sockets on this machine, for programs in processes of their own."""

import socket
import struct
import sys
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cardwright_client.testing.service import Reply

Answer = Callable[[str, str, Mapping[str, str], bytes], Reply]


@contextmanager
def serving(answer: Answer, port: int = 0) -> Generator[str, None, None]:
    """Serve while the context lasts; gives the address."""
    server = _Server(("127.0.0.1", port), _handler(answer))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that died in the middle of a request is not worth a word; all else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _reply(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length") or 0))
            reply = answer(self.command, self.path, dict(self.headers.items()), content)
            if reply.cut_at == -1:
                self._break()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body)))
            try:
                self.end_headers()
                self.wfile.write(reply.body if reply.cut_at is None else reply.body[: reply.cut_at])
            except ConnectionError:  # whoever asked has gone
                self.close_connection = True
                return
            if reply.cut_at is not None:
                self._break()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _reply  # noqa: N815 - names that the library gives

        def _break(self) -> None:
            """As a cable that is pulled: the other side learns nothing but that it is over."""
            self.wfile.flush()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """The service counts by itself."""

    return Handler
