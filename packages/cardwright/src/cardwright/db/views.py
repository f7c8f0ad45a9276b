"""Rows of page views: who looked at a file when, and for how long at each of its cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.locks import held
from cardwright.db.rows import marks

MOST_VIEWERS = 500  # of one list, over all its pages


@dataclass(frozen=True, slots=True)
class PageView:
    """One page view. `viewer` is a user's id or a hash that lasts a day; `seconds` are by card id.

    `day` is that on which it began, in UTC; times are seconds since 1970.
    """

    gamma_id: str
    id: str
    viewer: str
    day: str
    began_at: float
    seen_at: float
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """All views of a file together; `last_opened` is None when there are none."""

    views: int
    viewers: int
    last_opened: float | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looked at a file. Anonymous ones have no name and no mail address; `name` may be empty."""

    id: str
    last_opened: float
    name: str | None
    email: str | None


def find(database: Database, gamma_id: str, view_id: str) -> PageView | None:
    """One page view."""
    row = database.one(
        "SELECT viewer, day, began_at, seen_at FROM page_views WHERE gamma_id = ? AND id = ?", (gamma_id, view_id)
    )
    if row is None:
        return None
    viewer, day, began_at, seen_at = row
    seconds = database.all(
        "SELECT card_id, seconds FROM card_views WHERE gamma_id = ? AND view_id = ?", (gamma_id, view_id)
    )
    return PageView(gamma_id, view_id, viewer, day, began_at, seen_at, dict(seconds))


def summary(database: Database, gamma_id: str, viewer: str | None = None) -> Summary:
    """The views of a file, or those of one viewer."""
    row = database.one(
        f"SELECT COUNT(*), COUNT(DISTINCT viewer), MAX(began_at) FROM page_views WHERE gamma_id = ?{_only(viewer)}",  # noqa: S608
        (gamma_id, *_given(viewer)),
    )
    return Summary(*row) if row else Summary(0, 0, None)


def daily(database: Database, gamma_id: str, since: str, viewer: str | None = None) -> dict[str, int]:
    """How many viewers a file had on each day since one; days without any are left out."""
    rows = database.all(
        "SELECT day, COUNT(DISTINCT viewer) FROM page_views WHERE gamma_id = ? AND day >= ?"  # noqa: S608
        f"{_only(viewer)} GROUP BY day",
        (gamma_id, since, *_given(viewer)),
    )
    return dict(rows)


def cards(database: Database, gamma_id: str, viewer: str | None = None) -> dict[str, tuple[float, int]]:
    """Seconds that were spent on each card, and how many viewers did so."""
    rows = database.all(
        f"SELECT card_id, SUM(seconds), COUNT(DISTINCT viewer) FROM card_views WHERE gamma_id = ?{_only(viewer)} "  # noqa: S608
        "GROUP BY card_id",
        (gamma_id, *_given(viewer)),
    )
    return {card: (spent, count) for card, spent, count in rows}


def viewers(
    database: Database, gamma_id: str, after: tuple[float, str] | None, limit: int, *, descending: bool = True
) -> list[Viewer]:
    """Who looked at a file, by when each last opened it, those behind `after`."""
    order, behind = ("DESC", "<") if descending else ("ASC", ">")
    at, last = after or ((float("inf"), "") if descending else (float("-inf"), ""))
    rows = database.all(
        "SELECT o.viewer, o.opened, u.name, u.email FROM (SELECT viewer, MAX(began_at) AS opened FROM page_views "  # noqa: S608
        "WHERE gamma_id = ? GROUP BY viewer) o LEFT JOIN users u ON u.id = o.viewer "
        f"WHERE (o.opened, o.viewer) {behind} (?, ?) ORDER BY o.opened {order}, o.viewer {order} LIMIT ?",
        (gamma_id, at, last, limit),
    )
    return [Viewer(*row) for row in rows]


def viewer(database: Database, gamma_id: str, user_id: str) -> Viewer | None:
    """A user who looked at a file; None for others and for who is anonymous."""
    row = database.one(
        "SELECT u.id, MAX(v.began_at), u.name, u.email FROM page_views v JOIN users u ON u.id = v.viewer "
        "WHERE v.gamma_id = ? AND v.viewer = ? GROUP BY u.id, u.name, u.email",
        (gamma_id, user_id),
    )
    return Viewer(*row) if row else None


def seen(database: Database, gamma_id: str, viewers: Sequence[str], cards: Sequence[str]) -> dict[str, int]:
    """How many of these cards each of these viewers has seen."""
    if not viewers or not cards:
        return {}
    rows = database.all(
        "SELECT viewer, COUNT(DISTINCT card_id) FROM card_views WHERE gamma_id = ? "  # noqa: S608
        f"AND viewer IN ({marks(viewers)}) AND card_id IN ({marks(cards)}) GROUP BY viewer",
        (gamma_id, *viewers, *cards),
    )
    return dict(rows)


def save(connection: sa.Connection, views: Sequence[PageView]) -> None:
    """Write page views, each in place of what was known of it before; those of files that are gone are left out."""
    there = _there(connection, {view.gamma_id for view in views})
    kept = [view for view in views if view.gamma_id in there]
    _many(
        connection,
        "INSERT INTO page_views (gamma_id, id, viewer, day, began_at, seen_at) "
        "VALUES (:gamma, :id, :viewer, :day, :began, :seen) "
        "ON CONFLICT (gamma_id, id) DO UPDATE SET seen_at = excluded.seen_at",
        [
            {
                "gamma": view.gamma_id, "id": view.id, "viewer": view.viewer, "day": view.day, "began": view.began_at,
                "seen": view.seen_at,
            }
            for view in kept
        ],
    )  # fmt: skip
    _many(
        connection,
        "INSERT INTO card_views (gamma_id, view_id, card_id, viewer, seconds) "
        "VALUES (:gamma, :view, :card, :viewer, :seconds) "
        "ON CONFLICT (gamma_id, view_id, card_id) DO UPDATE SET seconds = excluded.seconds",
        [
            {"gamma": view.gamma_id, "view": view.id, "card": card, "viewer": view.viewer, "seconds": seconds}
            for view in kept
            for card, seconds in view.seconds.items()
        ],
    )


def _there(connection: sa.Connection, gamma_ids: set[str]) -> set[str]:
    """Those files that are there, and stay until the transaction ends."""
    query = f"SELECT id FROM gammas WHERE id IN :ids{held(connection, 'KEY SHARE')}"  # noqa: S608
    asked = sa.text(query).bindparams(sa.bindparam("ids", expanding=True))
    return {row[0] for row in connection.execute(asked, {"ids": sorted(gamma_ids)})}


def _many(connection: sa.Connection, statement: str, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(sa.text(statement), rows)


def _only(viewer: str | None) -> str:
    return "" if viewer is None else " AND viewer = ?"


def _given(viewer: str | None) -> tuple[str, ...]:
    return () if viewer is None else (viewer,)
