"""What a single value may be: each rule gives the value as it is meant, or refuses it.

A rule reads the value that was sent, with the property's name, and never null:
null is the same as absent, and the object's own affair. Refusals are
class-validator's default sentences, one per property: the first that says
what is wrong (a number where a text belongs is not also too short).

Beside its code each rule has its JSON Schema, so that what is published is
what is checked.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final, cast

from cardwright_wire.address import is_https_url, is_mail_address

Schema = Mapping[str, Any]
LONGEST_PATH: Final = 200
_PATH: Final = re.compile(r"/?[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*/?")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value may be: `read` gives it as it is meant or refuses it, `schema` says the same as JSON Schema."""

    read: Callable[[str, Any], Any]
    schema: Schema


class Refused(Exception):
    """A value breaks its rule. `complaints` are whole sentences that begin with the property's name."""

    def __init__(self, complaints: Iterable[str]) -> None:
        self.complaints: Final = tuple(complaints)
        super().__init__(*self.complaints)


def refused(name: str, what: str) -> Refused:
    """The refusal of one value."""
    return Refused([f"{name} {what}"])


def one_of(words: Collection[str]) -> Rule:
    """Exactly one of some words, upper and lower case as given."""
    known = frozenset(words)
    listed = ", ".join(words)

    def rule(name: str, value: Any) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise refused(name, f"must be one of: {listed}")

    return Rule(rule, {"type": "string", "enum": list(words)})


def text(limit: int, *, may_be_empty: bool = True) -> Rule:
    """A text of at most `limit` characters."""

    def rule(name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise refused(name, "must be a string")
        if not value and not may_be_empty:
            raise refused(name, "should not be empty")
        if len(value) > limit:
            raise refused(name, f"must be shorter than or equal to {limit} characters")
        return value

    return Rule(rule, {"type": "string", **({} if may_be_empty else {"minLength": 1}), "maxLength": limit})


def _theme_id(name: str, value: Any) -> str | None:
    if not isinstance(value, str):
        raise refused(name, "must be a string")
    return value or None


# The id of a theme; an empty one, as forms send it, asks for none.
theme_id: Final = Rule(_theme_id, {"type": "string"})


def whole_number(least: int, most: int) -> Rule:
    """A whole number in a range. JSON has one kind of number, so `5.0` is 5; a digit in quotes is none."""

    def rule(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) == inf:
            raise refused(name, "must be a number conforming to the specified constraints")
        if value != int(value):
            raise refused(name, "must be an integer number")
        if value < least:
            raise refused(name, f"must not be less than {least}")
        if value > most:
            raise refused(name, f"must not be greater than {most}")
        return int(value)

    return Rule(rule, {"type": "integer", "minimum": least, "maximum": most})


def _boolean(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise refused(name, "must be a boolean value")
    return value


# True or false; the words in quotes are neither.
boolean: Final = Rule(_boolean, {"type": "boolean"})


def folder_ids(most: int) -> Rule:
    """Ids of folders, none of them empty."""

    def rule(name: str, value: Any) -> tuple[str, ...]:
        items = _items(name, value, most)
        if not all(isinstance(item, str) for item in items):
            raise refused(_each(name), "must be a string")
        if not all(items):
            raise refused(_each(name), "should not be empty")
        return tuple(items)

    return Rule(rule, {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": most})


def mail_addresses(most: int) -> Rule:
    """One mail address or more."""

    def rule(name: str, value: Any) -> tuple[str, ...]:
        items = _items(name, value, most)
        if not items:
            raise refused(name, "must contain at least 1 elements")
        if not all(isinstance(item, str) and is_mail_address(item) for item in items):
            raise refused(_each(name), "must be an email")
        return tuple(items)

    items = {"type": "string", "format": "email"}
    return Rule(rule, {"type": "array", "items": items, "minItems": 1, "maxItems": most})


def https_url(limit: int) -> Rule:
    """An absolute https URL."""

    def rule(name: str, value: Any) -> str:
        if isinstance(value, str) and len(value) > limit:
            raise refused(name, f"must be shorter than or equal to {limit} characters")
        if not isinstance(value, str) or not is_https_url(value):
            raise refused(name, "must be a URL address")
        return value

    schema = {"type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]://", "maxLength": limit}
    return Rule(rule, schema)


def _each(name: str) -> str:
    return f"each value in {name}"


def _items(name: str, value: Any, most: int) -> Sequence[Any]:
    if not isinstance(value, list):
        raise refused(name, "must be an array")
    items = cast("list[Any]", value)
    if len(items) > most:
        raise refused(name, f"must contain no more than {most} elements")
    return items


def _url_path(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise refused(name, "must be a string")
    if len(value) > LONGEST_PATH or not _PATH.fullmatch(value):
        raise refused(name, "must be a path of letters, digits, hyphens, underscores and slashes")
    return "/" + value.strip("/")


# Where a page stands in a site, with or without a slash in front.
url_path: Final = Rule(_url_path, {"type": "string", "pattern": f"^{_PATH.pattern}$", "maxLength": LONGEST_PATH})
