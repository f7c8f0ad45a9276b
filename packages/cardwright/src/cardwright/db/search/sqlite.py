"""Full text by FTS5.

Its tokenizer takes a run of Han, kana or Thai for one word, so such letters
are stored apart, and looked for as phrases of single letters.
"""

import re

import sqlalchemy as sa

from cardwright.db.search.match import MOST_WORDS, SNIPPET, TITLE_WEIGHT, Match

_WIDE = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_BETWEEN = re.compile(r"(?<=[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]) +")
_WORD = re.compile(r"\w+")


def index(connection: sa.Connection, gamma_id: str, title: str, body: str) -> None:
    connection.execute(sa.text("DELETE FROM gamma_words WHERE gamma_id = :id"), {"id": gamma_id})
    connection.execute(
        sa.text("INSERT INTO gamma_words (gamma_id, title, body) VALUES (:id, :title, :body)"),
        {"id": gamma_id, "title": _apart(title), "body": _apart(body)},
    )


def match(text: str) -> Match | None:
    """Every word as a phrase, the last of each as a beginning; no character of the text can break it."""
    words = _WORD.findall(text)[:MOST_WORDS]
    if not words:
        return None
    return Match(
        join="AND gamma_words MATCH ?",
        value=" ".join(f'"{_apart(word).strip()}"*' for word in words),
        shown=f"snippet(gamma_words, 2, '', '', ' … ', {SNIPPET})",
        order=f"bm25(gamma_words, 0, {TITLE_WEIGHT}, 1)",
        highlight=lambda shown: _BETWEEN.sub("", " ".join(shown.split())),
    )


def _apart(text: str) -> str:
    return _WIDE.sub(r"\1 ", text)
