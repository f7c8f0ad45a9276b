"""`GET /v1.0/generations/{id}/events`: a generation's progress as server-sent events, an addition of ours.

Events are stages, numbered in their order, so `Last-Event-ID` resumes a stream
on any process without anything being kept. While a language model writes, events
without a number tell how many cards are written. The last one carries the status
body; then the stream ends.
"""

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

import anyio
from cardwright_wire import messages
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from cardwright.db import generations
from cardwright.server.answer import Header, header, send_error
from cardwright.server.bells import LOOK_S, rung
from cardwright.server.services import Services

STAGES: Final = ("queued", "writing", "images", "rendering", "finished")
_HEADERS: Final[list[Header]] = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # or a proxy keeps the events for itself
]


def routes(services: Services) -> Sequence[BaseRoute]:
    return [Route("/v1.0/generations/{id}/events", _Stream(services), methods=["GET"])]


class _Stream:
    """One stream per call; plain ASGI, for thousands may stand open."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        generation_id, workspace_id = scope["path_params"]["id"], scope["caller"].workspace_id
        if generations.status(self._services.database, generation_id, workspace_id) is None:
            await send_error(send, 404, messages.generation_not_found(generation_id))
            return
        seen = header(scope, b"last-event-id")
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        async with anyio.create_task_group() as group:
            group.start_soon(_until_gone, receive, group.cancel_scope)
            async with aclosing(
                self._events(generation_id, workspace_id, int(seen[:9]) if seen.isdecimal() else 0)
            ) as told:
                async for event in told:
                    await send({"type": "http.response.body", "body": event, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
            group.cancel_scope.cancel()

    async def _events(self, generation_id: str, workspace_id: str, seen: int) -> AsyncGenerator[bytes]:
        services, told = self._services, None
        with services.bells.waiter(generation_id) as event:
            while True:
                now = generations.progress(services.database, generation_id, workspace_id)
                if now is None:
                    return
                reached = STAGES.index(now.stage) + 1
                for number in range(seen + 1, reached + 1):
                    if number < len(STAGES):
                        yield _event(number, "stage", _stage(STAGES[number - 1], now.cards))
                    else:
                        found = services.status(generation_id, workspace_id)
                        yield _event(number, now.status, found.body.decode() if found else "{}")
                if reached == len(STAGES):
                    return
                if now.stage == "writing" and now.written is not None and now.written != told:
                    told = now.written
                    yield _progress(now.written, now.cards)
                elif seen >= reached:
                    yield b": still here\n\n"
                seen = max(seen, reached)
                await rung(event, LOOK_S)


def _stage(name: str, cards: int | None) -> str:
    known = {} if cards is None or name in {"queued", "writing"} else {"cards": cards}
    return json.dumps({"stage": name, **known})


def _event(number: int, name: str, data: str) -> bytes:
    return f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode()


def _progress(written: int, cards: int | None) -> bytes:
    """Without an id: after a break a stream goes on from its last stage."""
    data = json.dumps({"stage": "writing", "cards": cards, "written": written})
    return f"event: progress\ndata: {data}\n\n".encode()


async def _until_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
