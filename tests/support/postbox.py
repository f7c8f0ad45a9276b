"""A mail server on loopback that keeps what it is given, and may be told to refuse."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Mailbox:
    """`refusals` mails are turned away before the first is taken."""

    port: int = 0
    refusals: int = 0
    messages: list[EmailMessage] = field(default_factory=list[EmailMessage])


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("220 mailbox")
            while line := self.rfile.readline().decode().strip():
                word = line.split(" ")[0].upper()
                if word == "DATA":
                    self.take()
                elif word == "MAIL" and box.refusals:
                    box.refusals -= 1
                    self.say("451 not now")
                else:
                    self.say("221 bye" if word == "QUIT" else "250 ok")

        def take(self) -> None:
            self.say("354 go on")
            data = bytearray()
            while (line := self.rfile.readline()) != b".\r\n":
                data += line
            found: Any = message_from_bytes(bytes(data), policy=policy.default)
            box.messages.append(found)
            self.say("250 taken")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        box.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()
