"""Published sites: pages by their paths. A site's id is that of the generation that was published."""

import msgspec
import sqlalchemy as sa

from cardwright.db.database import Database

ROOT = "/"


class _Asked(msgspec.Struct, frozen=True):
    """What matters here of a request."""

    publish: bool = False


def publish(connection: sa.Connection, generation_id: str) -> None:
    """Publish a generation's pages, if that was asked for and all of them were made."""
    found = connection.execute(sa.text("SELECT request FROM generations WHERE id = :id"), {"id": generation_id})
    request: bytes | None = found.scalar()
    if request is None or not msgspec.json.decode(request, type=_Asked).publish:
        return
    rows = connection.execute(
        sa.text(
            "SELECT gamma_id, path, status FROM generations WHERE parent_id = :id OR (id = :id AND pages IS NULL) "
            "ORDER BY position"
        ),
        {"id": generation_id},
    ).all()
    if not rows or any(row[2] != "completed" for row in rows):
        return
    taken: set[str] = set()
    for number, (gamma_id, path, _) in enumerate(rows, 1):
        place = ROOT if number == 1 else _free(path or f"/page-{number}", taken)
        taken.add(place)
        connection.execute(
            sa.text(
                "INSERT INTO site_pages (site_id, path, gamma_id) VALUES (:site, :path, :gamma) ON CONFLICT DO NOTHING"
            ),
            {"site": generation_id, "path": place, "gamma": gamma_id},
        )


def page(database: Database, site_id: str, path: str) -> str | None:
    """The id, as in its URL, of the file that stands at a path."""
    row = database.one(
        "SELECT g.doc_id FROM site_pages s JOIN gammas g ON g.id = s.gamma_id WHERE s.site_id = ? AND s.path = ?",
        (site_id, path),
    )
    return row[0] if row else None


def shows(database: Database, gamma_id: str) -> bool:
    """Whether a file is a page of any site."""
    return database.one("SELECT 1 FROM site_pages WHERE gamma_id = ? LIMIT 1", (gamma_id,)) is not None


def exists(database: Database, site_id: str) -> bool:
    return database.one("SELECT 1 FROM site_pages WHERE site_id = ? LIMIT 1", (site_id,)) is not None


def _free(path: str, taken: set[str]) -> str:
    """The path, or with a number when another page has it."""
    number, found = 1, path
    while found in taken:
        number += 1
        found = f"{path}-{number}"
    return found
