"""The floor for answers: an ASGI app of constant bytes, on the server program and settings that `serve` uses.

python floor.py PORT BODY_LENGTH
"""

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"x-request-id", b"1aa55316-426b-4c43-8b86-e0e6f5e8fbdb"),
    *((f"x-ratelimit-{name}".encode(), b"100000000") for name in (
        "limit-burst", "remaining-burst", "limit", "remaining", "limit-daily", "remaining-daily"
    )),
]  # fmt: skip


def app_of(length: int) -> Callable[[Any, Any, Callable[[Any], Awaitable[None]]], Awaitable[None]]:
    """An app that answers everything with `length` bytes."""
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [*HEADERS, (b"content-length", str(length).encode())],
    }
    body = {"type": "http.response.body", "body": b"x" * length}

    async def app(scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        assert scope["type"] == "http"
        await send(start)
        await send(body)

    return app


if __name__ == "__main__":
    uvicorn.run(
        app_of(int(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), loop="uvloop", http="httptools", ws="none",
        lifespan="off", access_log=False, log_level="error", server_header=False,
    )  # fmt: skip
