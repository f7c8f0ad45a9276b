"""Which of a file's layouts is for which kind of card, by what it holds first, by its type and name next."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from cardwright.brand.placeholders import BODIES, TITLES, Placeholder
from cardwright.brand.presentation import Layout
from cardwright.brand.report import Notes
from cardwright.scene.format import DRAWN_WIDTH
from cardwright.theme.layouts import LayoutName

_TYPES: Final[Mapping[LayoutName, frozenset[str]]] = {
    "cover": frozenset({"title"}),
    "section": frozenset({"secHead"}),
    "content": frozenset({"obj", "tx"}),
    "columns": frozenset({"twoObj", "twoTxTwoObj", "twoColTx"}),
    "picture": frozenset({"picTx", "objTx"}),
}
# What stands in for a kind of card that the file has no layout for, the nearest first.
_INSTEAD: Final[Mapping[LayoutName, tuple[LayoutName, ...]]] = {
    "cover": ("section", "content"),
    "section": ("cover", "content"),
    "closing": ("section", "cover", "content"),
    "statement": ("content",),
}
_TYPE, _NAME = 40, 25  # points of a score
_LEAST_BODY: Final = 0.16  # of the card that contents need
_LEAST_PLACE: Final = 0.04
_SHORT: Final = 5  # letters
_NOT: Final = frozenset({"vertTx", "vertTitleAndTx"})


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A layout with its placeholders. Areas are shares of the card."""

    layout: Layout
    holders: tuple[Placeholder, ...]
    order: int
    high: float  # points of a 960-point wide card

    @property
    def title(self) -> Placeholder | None:
        return next((one for one in self.holders if one.kind in TITLES and _upright(one)), None)

    @property
    def bodies(self) -> list[Placeholder]:
        """Places for text, the largest first."""
        found = [one for one in self.holders if one.kind in BODIES and _upright(one)]
        return sorted(found, key=lambda one: -self.area(one))

    @property
    def picture(self) -> Placeholder | None:
        found = [one for one in self.holders if one.kind == "pic" and not one.rotated]
        return max(found, key=self.area, default=None)

    def area(self, holder: Placeholder) -> float:
        return holder.frame.width * holder.frame.height / (DRAWN_WIDTH * self.high)

    def of(self, kind: str) -> Placeholder | None:
        return next((one for one in self.holders if one.kind == kind), None)

    @property
    def name(self) -> str:
        return self.layout.name or self.layout.part.rpartition("/")[2]


def _upright(holder: Placeholder) -> bool:
    return not holder.text.body.vertical and not holder.rotated


def roles(sheets: Sequence[Sheet], notes: Notes) -> dict[LayoutName, Sheet]:
    """A layout for each kind of card there must be one for, and for arrangements where the file has one."""
    found: dict[LayoutName, Sheet] = {}
    for role, suits in _SUITS.items():
        best = max(
            ((_score(sheet, role), sheet) for sheet in sheets if sheet.layout.kind not in _NOT and suits(sheet)),
            key=lambda entry: (entry[0], -entry[1].order),
            default=None,
        )
        if best is not None and (best[0] >= _NAME or role == "content"):
            found[role] = best[1]
    for role, sheet in found.items():
        notes.understood("layouts", f"“{sheet.name}” for {_SAID[role]}")
    for role, others in _INSTEAD.items():
        if role not in found and (other := next((one for one in others if one in found), None)):
            found[role] = found[other]
            notes.replaced("layouts", f"none for {_SAID[role]}; “{found[other].name}” stands in")
    return found


_SAID: Final[Mapping[LayoutName, str]] = {
    "cover": "covers", "section": "section breaks", "content": "contents", "columns": "two columns",
    "picture": "a picture with text", "statement": "statements", "closing": "closings",
}  # fmt: skip


def _score(sheet: Sheet, role: LayoutName) -> float:
    """How well a layout serves a kind of card; from `_NAME` on it was surely meant for it."""
    meant = [other for other, pattern in _patterns().items() if pattern.search(sheet.layout.name)]
    named, otherwise = role in meant, bool(meant) and role not in meant
    typed = sheet.layout.kind in _TYPES.get(role, frozenset())
    typed_other = role in _TYPES and any(sheet.layout.kind in types for types in _TYPES.values()) and not typed
    score = _TYPE * typed - 0.5 * _TYPE * typed_other + _NAME * named - 0.4 * _NAME * otherwise
    if role == "content" and sheet.bodies:
        score += 30 * sheet.area(sheet.bodies[0]) - 6 * (len(_places(sheet)) - 1) - 8 * (sheet.picture is not None)
    if role == "cover":
        # LibreOffice writes title slides as layouts of text, behind its blank one.
        opens = sheet.of("subTitle") is not None and (sheet.order == 0 or named)
        score += _NAME * (sheet.of("ctrTitle") is not None or opens)
    if role == "picture" and sheet.picture:
        score += _NAME
    if role == "columns":
        score += _NAME
    return score


def _places(sheet: Sheet) -> list[Placeholder]:
    return [one for one in sheet.bodies if sheet.area(one) >= _LEAST_PLACE]


def _has_title(sheet: Sheet) -> bool:
    return sheet.title is not None


def _for_contents(sheet: Sheet) -> bool:
    """A title and one large place below or beside it."""
    return _has_title(sheet) and bool(sheet.bodies) and sheet.area(sheet.bodies[0]) >= _LEAST_BODY


def _for_columns(sheet: Sheet) -> bool:
    """Two large places of one height side by side."""
    places = [one.frame for one in _places(sheet) if one.frame.height > sheet.high * 0.25]
    if not _has_title(sheet) or len(places) != 2:  # noqa: PLR2004
        return False
    left, right = sorted(places, key=lambda frame: frame.x)
    return (
        left.right <= right.x + 2 and abs(left.y - right.y) < sheet.high * 0.03 and 0.7 < left.width / right.width < 1.4
    )


def _for_pictures(sheet: Sheet) -> bool:
    return (
        _has_title(sheet)
        and sheet.picture is not None
        and sheet.area(sheet.picture) >= 0.1
        and any(sheet.area(one) >= _LEAST_PLACE for one in sheet.bodies)
    )


_SUITS: Final[Mapping[LayoutName, Callable[[Sheet], bool]]] = {
    "cover": _has_title,
    "section": _has_title,
    "content": _for_contents,
    "columns": _for_columns,
    "picture": _for_pictures,
    "statement": _for_contents,
    "closing": _has_title,
}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """The words of each kind of layout; they begin where a word begins, and short ones end where it ends."""
    text = (resources.files(__package__ or "") / "words.toml").read_text("utf-8")
    return {
        role: re.compile("|".join(_pattern(word) for word in words), re.IGNORECASE)
        for role, words in tomllib.loads(text).items()
    }


def _pattern(word: str) -> str:
    if not word.isascii() and not any(char.isascii() and char.isalpha() for char in word):
        return re.escape(word)
    return rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if len(word) <= _SHORT else "")
