"""`/v1.0/gammas/{id}/content`: what a file says, as JSON or Markdown, to read and to write back; an addition of ours.

A deck is written back whole. `If-Match` with the tag that reading gave makes
sure that nobody else's change is lost.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
import sqlalchemy as sa
from cardwright_wire.content import LANGUAGE, MOST_CARDS
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.db import cards, editors, gammas
from cardwright.db.gammas import Edited
from cardwright.deck import Deck, all_words, from_json, to_json
from cardwright.deck.markdown import to_markdown
from cardwright.errors import InvalidInput
from cardwright.server.reply import JSON, read, refusal
from cardwright.server.routes.gammas import opened, shown
from cardwright.server.services import Services
from cardwright.write import Brief, notes
from cardwright.write.builtin import write

MARKDOWN: Final = "text/markdown"
_LANGUAGE: Final = re.compile(LANGUAGE)


def routes(services: Services) -> Sequence[BaseRoute]:
    async def content(request: Request) -> Response:
        gamma = opened(services, request, "view")
        data, etag = await services.store.get(gamma.deck_sha256), _tag(gamma.deck_sha256)
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"etag": etag})
        headers = {"etag": etag, "vary": "accept"}
        if MARKDOWN in request.headers.get("accept", ""):
            return Response(to_markdown(from_json(data)), media_type=MARKDOWN, headers=headers)
        return Response(data, media_type=JSON, headers=headers)

    async def rewrite(request: Request) -> Response:
        gamma = opened(services, request, "edit")
        match = request.headers.get("if-match")
        if match not in {None, "*", _tag(gamma.deck_sha256)}:
            return refusal(412, "The content has changed since it was read")
        deck = _deck(await read(request), request.headers.get("content-type", ""), gamma.title)
        data, body = to_json(deck), all_words(deck)
        pictures, view = await services.redrawn(gamma, data)
        edited = Edited(deck.title, await services.store.put(data), view, pictures, services.clock.now())
        cards_after = await services.cards.after(gamma.id, gamma.deck_sha256, deck)
        editor = request.scope["caller"].user_id

        def work(connection: sa.Connection) -> bool:
            if not gammas.edit(connection, gamma.id, gamma.deck_sha256, edited, body):
                return False
            cards.write(connection, gamma.id, cards_after)
            editors.record(connection, gamma.id, editor, edited.updated_at)
            return True

        if not await services.database.write(work):
            return refusal(412, "The content has changed since it was read")
        answer = shown(services, opened(services, request, "edit"))
        answer.headers["etag"] = _tag(edited.deck_sha256)
        return answer

    path = "/v1.0/gammas/{id}/content"
    return [Route(path, content, methods=["GET"]), Route(path, rewrite, methods=["PUT"])]


def _tag(sha256: str) -> str:
    return f'"{sha256[:32]}"'


def _deck(body: bytes, content_type: str, title: str) -> Deck:
    """The deck of a body.

    Raises:
        InvalidInput: it is no deck, or one that cannot be kept.
    """
    deck = _from_markdown(body, title) if content_type.startswith(MARKDOWN) else _from_json(body)
    if not 0 < len(deck.cards) <= MOST_CARDS:
        msg = f"content must have 1 to {MOST_CARDS} cards"
        raise InvalidInput(msg)
    if not _LANGUAGE.fullmatch(deck.language):
        msg = "language must be a tag such as en or pt-BR"
        raise InvalidInput(msg)
    return deck


def _from_json(body: bytes) -> Deck:
    try:
        return from_json(body)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        msg = f"content is not a deck: {str(error)[:300]}"
        raise InvalidInput(msg) from error


def _from_markdown(body: bytes, title: str) -> Deck:
    text, said = notes.taken(body.decode("utf-8", "replace"))
    return notes.given(write(Brief(text, mode="preserve", cards=None, title=title)).deck, said)
