"""Full text over the titles and words of files, by SQLite's FTS5.

Its tokenizer takes a run of Han, kana or Thai for one word, so such letters
are stored apart, and looked for as phrases of single letters.
"""

import re
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database

_WIDE = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_BETWEEN = re.compile(r"(?<=[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]) +")
_WORD = re.compile(r"\w+")
_TITLE_WEIGHT = 5.0
_MOST_WORDS = 32  # of a query; each costs a look into the index


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found."""

    id: str
    doc_id: str
    title: str
    owner_id: str
    owner: str
    updated_at: float
    archived: bool
    highlight: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and for whom: a member, or an admin, who sees every file of the workspace."""

    workspace_id: str
    user_id: str
    email: str
    admin: bool
    text: str = ""
    owner: str = ""  # id or mail address
    updated_after: float | None = None
    updated_before: float | None = None
    archived: bool = False
    templates: bool = False
    limit: int = 10


def index(connection: sa.Connection, gamma_id: str, title: str, body: str) -> None:
    """Make a file findable by its words, in place of those it had."""
    connection.execute(sa.text("DELETE FROM gamma_words WHERE gamma_id = :id"), {"id": gamma_id})
    connection.execute(
        sa.text("INSERT INTO gamma_words (gamma_id, title, body) VALUES (:id, :title, :body)"),
        {"id": gamma_id, "title": _apart(title), "body": _apart(body)},
    )


def forget(connection: sa.Connection, gamma_id: str) -> None:
    connection.execute(sa.text("DELETE FROM gamma_words WHERE gamma_id = :id"), {"id": gamma_id})


def search(database: Database, wanted: Wanted) -> list[Found]:
    """Files by relevance, or by their last change when no words are looked for."""
    match = _match(wanted.text)
    if wanted.text and not match:
        return []
    words = "JOIN gamma_words w ON w.gamma_id = g.id" if match else ""
    shown = "snippet(gamma_words, 2, '', '', ' … ', 16)" if match else "NULL"
    order = f"bm25(gamma_words, 0, {_TITLE_WEIGHT}, 1)" if match else "g.updated_at DESC"
    rows = database.all(
        f"SELECT g.id, g.doc_id, g.title, g.owner_id, u.name, u.email, g.updated_at, g.archived_at, {shown} "  # noqa: S608
        f"FROM gammas g JOIN users u ON u.id = g.owner_id {words} "
        f"WHERE {'gamma_words MATCH ? AND' if match else ''} g.workspace_id = ? "
        "AND (? OR g.owner_id = ? OR g.workspace_access <> 'noAccess' "
        "OR EXISTS (SELECT 1 FROM invitations i WHERE i.gamma_id = g.id AND i.email = ?)) "
        "AND (? = '' OR g.owner_id = ? OR u.email = ?) AND (? OR g.archived_at IS NULL) "
        "AND (? IS NULL OR g.updated_at >= ?) AND (? IS NULL OR g.updated_at <= ?) AND (? = 0 OR g.type = 'template') "
        f"ORDER BY {order}, g.id LIMIT ?",
        (
            *([match] if match else []), wanted.workspace_id, wanted.admin, wanted.user_id, wanted.email, wanted.owner,
            wanted.owner, wanted.owner.casefold(), wanted.archived, wanted.updated_after, wanted.updated_after,
            wanted.updated_before, wanted.updated_before, wanted.templates, wanted.limit,
        ),
    )  # fmt: skip
    return [
        Found(
            row[0], row[1], row[2], row[3], row[4] or row[5], row[6], row[7] is not None,
            _BETWEEN.sub("", " ".join(row[8].split())) if row[8] else None,
        )
        for row in rows
    ]  # fmt: skip


def _apart(text: str) -> str:
    return _WIDE.sub(r"\1 ", text)


def _match(text: str) -> str:
    """A query that no character of the text can break: every word as a phrase, the last of each as a beginning."""
    words = _WORD.findall(text)[:_MOST_WORDS]
    return " ".join(f'"{_apart(word).strip()}"*' for word in words)
