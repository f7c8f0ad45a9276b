"""A receiver of webhooks: checks signatures as the Standard Webhooks specification says, and answers as it is told."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOLERANCE_S = 300


def verify(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> None:
    """Refuse a message that the holder of the secret did not send, or did not send lately; written from the specification.

    Raises:
        ValueError: says why.
    """
    message_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(now - int(timestamp)) > TOLERANCE_S:
        raise ValueError("sent too long ago, or not yet")
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    expected = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    for one in headers["webhook-signature"].split(" "):
        version, _, given = one.partition(",")
        if version == "v1" and hmac.compare_digest(base64.b64decode(given), expected):
            return
    raise ValueError("no signature fits")


@dataclass
class Message:
    """One request that came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Receiver:
    """Answers each message with what `answer` says; one that waits in it is a receiver that hangs."""

    port: int
    answer: Callable[[Message], int] = lambda _: 200
    messages: list[Message] = field(default_factory=list)
    came: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/told"

    @contextmanager
    def up(self) -> Iterator["Receiver"]:
        server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def wait_for(self, count: int, seconds: float = 30.0) -> list[Message]:
        """The messages, once there are so many."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.messages) >= count, seconds), self.messages
            return list(self.messages)

    def _take(self, message: Message) -> int:
        with self.came:
            self.messages.append(message)
            self.came.notify_all()
        return self.answer(message)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self.send_response(receiver._take(Message(self.path, headers, body)))
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
                """Tests are quiet."""

        return Handler
