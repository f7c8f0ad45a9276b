"""Answers as raw ASGI messages: JSON bodies, the error envelope, the headers every answer carries."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from cardwright_wire import ErrorBody, encode
from starlette.types import Message, Send

Header = tuple[bytes, bytes]
NOSNIFF: Header = (b"x-content-type-options", b"nosniff")
JSON_TYPE: Header = (b"content-type", b"application/json; charset=utf-8")


def error_body(status: int, message: str) -> bytes:
    """The wire's error envelope."""
    return encode(ErrorBody(message=message, status_code=status))


async def send_json(send: Send, status: int, body: bytes, headers: Sequence[Header] = ()) -> None:
    """Send one whole JSON answer."""
    length = (b"content-length", b"%d" % len(body))
    start: Message = {
        "type": "http.response.start",
        "status": status,
        "headers": [JSON_TYPE, length, NOSNIFF, *headers],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})


async def send_empty(send: Send, status: int, headers: Sequence[Header] = ()) -> None:
    """Send an answer without a body."""
    start: Message = {"type": "http.response.start", "status": status, "headers": list(headers)}
    await send(start)
    await send({"type": "http.response.body", "body": b""})


async def send_error(send: Send, status: int, message: str, headers: Sequence[Header] = ()) -> None:
    """Send the error envelope; an empty message becomes the status's usual words."""
    await send_json(send, status, error_body(status, message or HTTPStatus(status).phrase), headers)


def with_headers(send: Send, headers: Sequence[Header]) -> Send:
    """A `send` that adds headers to whatever answer passes through it, and that its type is not to be guessed."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept: list[Any] = list(message.get("headers", ()))
            sure = () if any(name == NOSNIFF[0] for name, _ in kept) else (NOSNIFF,)
            message = {**message, "headers": [*kept, *sure, *headers]}
        await send(message)

    return sending


def header(scope: Mapping[str, Any], name: bytes) -> str:
    """One request header by its lower-case name; empty when it was not sent."""
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return ""
