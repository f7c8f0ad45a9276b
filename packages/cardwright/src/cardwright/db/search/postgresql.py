"""Full text by tsvector.

Words are cut here and not by a text search configuration of the server, so
that what is found depends neither on its locale nor on a language.
"""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from cardwright.db.search.lexemes import lexemes, wanted
from cardwright.db.search.match import MOST_WORDS, TITLE_WEIGHT, Match
from cardwright.db.search.snippet import snippet

LAST_PLACE: Final = 16_383  # that a tsvector can name
MOST_PLACES: Final = 64  # of one lexeme; they count for relevance only
_WEIGHTS: Final = f"{{{1 / TITLE_WEIGHT}, 0, 0, 1}}"  # of places without one, and with C, B, A
MOST_BYTES: Final = 1_000_000  # of a tsvector; it may not have 2**20


def index(connection: sa.Connection, gamma_id: str, title: str, body: str) -> None:
    """What is beyond a megabyte of different words is not found."""
    connection.execute(
        sa.text(
            "INSERT INTO gamma_words (gamma_id, body, words) VALUES (:id, :body, CAST(:words AS tsvector)) "
            "ON CONFLICT (gamma_id) DO UPDATE SET body = excluded.body, words = excluded.words"
        ),
        {"id": gamma_id, "body": body, "words": " ".join(_vector(title, body))},
    )


def match(text: str) -> Match | None:
    """Every word, the last part of each as a beginning."""
    asked = wanted(text, MOST_WORDS)
    if not any(asked):
        return None
    return Match(
        join="JOIN (SELECT CAST(? AS tsquery) AS words) asked ON w.words @@ asked.words",
        value=" & ".join((*(f"'{word}'" for word in asked.whole), *(f"'{word}':*" for word in asked.beginnings))),
        shown="w.body",
        order=f"ts_rank('{_WEIGHTS}', w.words, asked.words, 1) DESC",  # 1: long texts count less
        highlight=lambda body: snippet(body, asked),
    )


def _vector(title: str, body: str) -> Iterator[str]:
    """A tsvector's lexemes with their places; those of the title have the weight A."""
    places: dict[str, list[str]] = {}
    at = size = 0
    for text, weight in ((title, "A"), (body, "")):
        for lexeme in lexemes(text):
            at += 1
            found = places.get(lexeme.text)
            size += 2 if found is not None else len(lexeme.text.encode()) + 6
            if size > MOST_BYTES:
                break
            if found is None:
                found = places[lexeme.text] = []
            if len(found) < MOST_PLACES:
                found.append(f"{min(at, LAST_PLACE)}{weight}")
    return (f"'{text}':{','.join(found)}" for text, found in places.items())
