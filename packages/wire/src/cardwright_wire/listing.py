"""Lists in pages: what a query may ask, and cursors that stay right when something is added meanwhile."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar

import msgspec

from cardwright_wire import messages
from cardwright_wire.enums import STATUSES
from cardwright_wire.validation import Invalid

MOST: Final = 50
USUAL: Final = 20
THEME_TYPES: Final = ("standard", "custom")
LONGEST_QUERY: Final = 500
_FLAGS: Final = {"true": True, "false": False}
_NO_CURSOR: Final = "after must be a cursor of an earlier answer"

Cursor = tuple[str, str]  # the sort key and the id of the last item that was sent
T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True, rename="camel"):
    """Some items of a list. `next_cursor` is what to send as `after`; null at the end."""

    data: Sequence[T]
    has_more: bool
    next_cursor: str | None


class Listing(msgspec.Struct, frozen=True):
    """What part of a list is wanted."""

    query: str = ""
    limit: int = USUAL
    after: Cursor | None = None
    type: str | None = None


def parse_listing(sent: Mapping[str, str], types: Sequence[str] = (), most: int = MOST, usual: int = USUAL) -> Listing:
    """The part of a list that a query string asks for; parameters of other names mean nothing.

    Raises:
        Invalid: a parameter breaks a rule.
    """
    complaints: list[str] = []
    limit = number(sent.get("limit"), usual, most, complaints)
    after = _cursor(sent.get("after", ""), complaints)
    query = sent.get("query", "")
    if len(query) > LONGEST_QUERY:
        complaints.append(f"query must be shorter than or equal to {LONGEST_QUERY} characters")
    kind = sent.get("type") or None
    if types and kind is not None and kind not in types:
        complaints.append(f"type must be one of: {', '.join(types)}")
    if complaints:
        raise Invalid(messages.invalid_input(complaints), tuple(complaints))
    return Listing(query.strip(), limit, after, kind if types else None)


class Newest(msgspec.Struct, frozen=True):
    """What part of a list is wanted that has the newest first: how many behind which moment and id."""

    limit: int
    after: tuple[float, str] | None


def parse_newest(sent: Mapping[str, str]) -> Newest:
    """The part of a list, newest first, that a query string asks for.

    Raises:
        Invalid: a parameter breaks a rule.
    """
    listing = parse_listing({name: value for name, value in sent.items() if name in {"limit", "after"}})
    complaints: list[str] = []
    after = _moment(listing.after, complaints) if listing.after else None
    if complaints:
        raise Invalid(messages.invalid_input(complaints), tuple(complaints))
    return Newest(listing.limit, after)


class Generations(msgspec.Struct, frozen=True):
    """What part of the list of generations is wanted, newest first."""

    limit: int
    after: tuple[float, str] | None
    status: str | None


def parse_generations(sent: Mapping[str, str]) -> Generations:
    """The part of the list of generations that a query string asks for.

    Raises:
        Invalid: a parameter breaks a rule.
    """
    plain = {name: value for name, value in sent.items() if name in {"limit", "after"}}
    listing = parse_listing(plain)
    complaints: list[str] = []
    status = sent.get("status") or None
    if status is not None and status not in STATUSES:
        complaints.append(f"status must be one of: {', '.join(STATUSES)}")
    after = _moment(listing.after, complaints) if listing.after else None
    if complaints:
        raise Invalid(messages.invalid_input(complaints), tuple(complaints))
    return Generations(listing.limit, after, status)


def _moment(found: Cursor, complaints: list[str]) -> tuple[float, str] | None:
    try:
        return float(found[0]), found[1]
    except ValueError:
        complaints.append(_NO_CURSOR)
        return None


def page(items: Sequence[tuple[Cursor, T]], limit: int) -> Page[T]:
    """The page of up to `limit` items of a list that was asked for one more, to know whether there are more."""
    shown = items[:limit]
    more = len(items) > limit
    return Page([item for _, item in shown], more, cursor(shown[-1][0]) if more and shown else None)


def cursor(key: Cursor) -> str:
    """An opaque cursor for what comes behind a sort key."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def number(sent: str | None, usual: int, most: int, complaints: list[str]) -> int:
    """The value of `limit`; what is wrong with it is added to `complaints`."""
    if not sent:
        return usual
    if not (sent.isascii() and sent.removeprefix("-").isdigit() and len(sent) < 10):  # noqa: PLR2004
        complaints.append("limit must be an integer number")
        return usual
    if int(sent) < 1:
        complaints.append("limit must not be less than 1")
    elif int(sent) > most:
        complaints.append(f"limit must not be greater than {most}")
    return int(sent)


def flag(sent: Mapping[str, str], name: str, complaints: list[str]) -> bool:
    """Whether a query string says `true`; what is wrong with it is added to `complaints`."""
    found = _FLAGS.get(sent.get(name) or "false")
    if found is None:
        complaints.append(f"{name} must be a boolean value")
    return bool(found)


def instant(sent: Mapping[str, str], name: str, complaints: list[str]) -> float | None:
    """A moment that a query string names, in seconds since 1970; what is wrong with it is added to `complaints`."""
    value = sent.get(name)
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        complaints.append(f"{name} must be a valid ISO 8601 date string")
        return None


def _cursor(sent: str, complaints: list[str]) -> Cursor | None:
    if not sent:
        return None
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(sent + "=" * (-len(sent) % 4)), type=Cursor)
    except (ValueError, RecursionError):  # of base64, of JSON, and of a text that could not be stored
        complaints.append(_NO_CURSOR)
        return None
