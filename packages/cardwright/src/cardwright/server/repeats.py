"""`Idempotency-Key`: a request that is sent twice is carried out once.

After draft-ietf-httpapi-idempotency-key-header-07: the same key with the same
request is answered as it was the first time, with another request 422, while
the first is under way 409. Answers are kept for a day; refusals are not kept,
so what was refused may be corrected under the same key.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from cardwright_wire.webhooks import HEADER
from starlette.requests import Request
from starlette.responses import Response

from cardwright.db import Database, idempotency
from cardwright.db.idempotency import Kept
from cardwright.server.reply import JSON, refusal

KEPT_S = 24 * 3600.0
_NAME = re.compile(r'"?([\x21\x23-\x7e]{1,255})"?')
_MALFORMED = "Idempotency-Key must be 1 to 255 visible characters"
_OTHER = "This Idempotency-Key was used for another request"
_UNDER_WAY = "A request with this Idempotency-Key is being processed"

Keep = Callable[[sa.Connection, bytes], None]  # called in the transaction that makes an answer true
Work = Callable[[Keep], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Repeats:
    """Guards what must not happen twice. `now` is the time of the request."""

    database: Database
    _under_way: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    async def once(self, request: Request, body: bytes, now: float, work: Work) -> Response:
        """The answer to a request: of `work`, or the one that its key was given before."""
        sent = request.headers.get("idempotency-key")
        if sent is None:
            return Response(await work(_forgotten), media_type=JSON)
        match = _NAME.fullmatch(sent)
        if match is None:
            return refusal(400, _MALFORMED)
        key = (request.scope["caller"].key_id, match[1])
        line = " ".join((request.method, request.url.path, *request.headers.getlist(HEADER)))
        asked = hashlib.sha256(f"{line}\n".encode() + body).digest()
        if key in self._under_way:
            return refusal(409, _UNDER_WAY)
        if earlier := self._earlier(key, asked):
            return earlier
        self._under_way.add(key)
        try:
            return _answer(await work(lambda c, answer: _kept(c, key, Kept(asked, answer), now)), "created")
        except _Overtaken:
            return self._earlier(key, asked) or refusal(409, _UNDER_WAY)
        finally:
            self._under_way.discard(key)

    def _earlier(self, key: tuple[str, str], asked: bytes) -> Response | None:
        kept = idempotency.find(self.database, *key)
        if kept is None:
            return None
        return _answer(kept.answer, "replayed") if kept.request_sha256 == asked else refusal(422, _OTHER)


class _Overtaken(Exception):
    """Another process answered under the same key; what this one did is undone."""


def _kept(connection: sa.Connection, key: tuple[str, str], kept: Kept, now: float) -> None:
    idempotency.forget(connection, now - KEPT_S)
    if not idempotency.keep(connection, *key, kept, now):
        raise _Overtaken


def _forgotten(_: sa.Connection, __: bytes) -> None:
    """Without a key, nothing is kept."""


def _answer(body: bytes, status: str) -> Response:
    return Response(body, media_type=JSON, headers={"idempotency-status": status})
