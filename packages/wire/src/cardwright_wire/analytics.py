"""Who looked at a file and for how long, as the wire has it."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, get_args

import msgspec

from cardwright_wire import messages
from cardwright_wire.listing import Cursor, parse_newest
from cardwright_wire.validation import Invalid

Scope = Literal["all", "self"]
Direction = Literal["asc", "desc"]

SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
DAYS: Final = 30
MOST_VIEWERS: Final = 500  # of one list, over all its pages


class ViewDay(msgspec.Struct, frozen=True, rename="camel"):
    """How many people looked at a file on a day, which is written as `2026-11-25`."""

    date: str
    unique_viewers: int


class DailyViews(msgspec.Struct, frozen=True, rename="camel"):
    """The last days, today being the last of them."""

    day_count: int
    timezone: str
    days: Sequence[ViewDay]


class GammaAnalytics(msgspec.Struct, frozen=True, rename="camel"):
    """A file's views together. `scope` is `self` for whom only their own activity is told."""

    scope: Scope
    gamma_id: str
    total_views: int
    unique_viewers: int
    unique_editors: int
    card_count: int
    last_opened: str | None
    daily_views: DailyViews


class CardViews(msgspec.Struct, frozen=True, rename="camel"):
    """How long a card was looked at by everybody together, and by how many of the viewers. Positions begin at 1."""

    card_id: str
    card_name: str
    card_position: int
    view_time_seconds: float
    viewers_percent: float


class GammaCardAnalytics(msgspec.Struct, frozen=True, rename="camel"):
    """A file's views card by card, every card among them."""

    scope: Scope
    gamma_id: str
    unique_viewers: int
    unique_editors: int
    card_count: int
    cards: Sequence[CardViews]


class Viewer(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody who looked at a file; who is anonymous has neither name nor mail address."""

    viewer_id: str
    display_name: str | None
    email: str | None
    last_opened: str
    cards_viewed: int


class GammaViewers(msgspec.Struct, frozen=True, rename="camel"):
    """A page of the viewers of a file."""

    scope: Scope
    gamma_id: str
    data: Sequence[Viewer]
    has_more: bool
    next_cursor: str | None


class CardTime(msgspec.Struct, frozen=True, rename="camel"):
    """Which share of one viewer's time a card had. Positions begin at 1."""

    card_id: str
    card_name: str
    card_position: int
    view_time_percent: float


class GammaViewer(msgspec.Struct, frozen=True, rename="camel"):
    """What one viewer looked at, every card among it."""

    scope: Scope
    gamma_id: str
    user_id: str
    display_name: str
    email: str | None
    last_opened: str
    cards_viewed: int
    card_count: int
    per_card_time_spent: Sequence[CardTime]


class Viewers(msgspec.Struct, frozen=True):
    """What part of the list of viewers is wanted: behind whom, and how many were listed before."""

    limit: int
    after: tuple[float, str] | None
    listed: int
    descending: bool


def parse_viewers(sent: Mapping[str, str]) -> Viewers:
    """The part of the list of viewers that a query string asks for.

    Raises:
        Invalid: a parameter breaks a rule.
    """
    part, complaints = parse_newest(sent), list[str]()
    direction = sent.get("sortDirection") or "desc"
    if direction not in DIRECTIONS:
        complaints.append(f"sortDirection must be one of: {', '.join(DIRECTIONS)}")
    at, (listed, _, viewer) = (part.after[0], part.after[1].partition(" ")) if part.after else (0.0, ("0", " ", ""))
    if not (listed.isascii() and listed.isdigit() and len(listed) < 5):  # noqa: PLR2004
        complaints.append("after must be a cursor of an earlier answer")
    if complaints:
        raise Invalid(messages.invalid_input(complaints), tuple(complaints))
    return Viewers(part.limit, (at, viewer) if part.after else None, int(listed), direction == "desc")


def viewers_cursor(last_opened: float, viewer: str, listed: int) -> Cursor:
    """The cursor behind a viewer, the last of so many that were listed; `parse_viewers` reads it."""
    return str(last_opened), f"{listed} {viewer}"
