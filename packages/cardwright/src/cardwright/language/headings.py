"""Words of our own by language, as `headings.toml` says: how added cards are headed, and how people take leave."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

import msgspec

from cardwright.language import DEFAULT, candidates

_PACKAGE: Final = "cardwright.language"


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The titles of cards that a wish adds, and words that begin a title of leave."""

    agenda: str
    summary: str
    thanks: tuple[str, ...]


def headings(tag: str) -> Headings:
    """Those of a language (BCP 47), English where it is not known."""
    found = all_headings()
    return next((found[name] for name in candidates(tag) if name in found), found[DEFAULT])


@cache
def all_headings() -> Mapping[str, Headings]:
    """By BCP 47 tag."""
    data = tomllib.loads((resources.files(_PACKAGE) / "headings.toml").read_text("utf-8"))
    return MappingProxyType({tag: msgspec.convert(row, Headings) for tag, row in data.items()})
