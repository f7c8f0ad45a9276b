"""Icons for short texts: chosen by what the words name, drawn as vectors; none where nothing fits.

The choice is a table of words in seven languages (`icons.toml`). A text has no
icon rather than a wrong one, and a group of equals has icons for all or for none.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

import cardwright_assets

from cardwright.scene.drawing import Close, Cubic, Drawing, Line, Move, Paint, Path, Step

SIDE: Final = 24.0  # points, of the icons as they are drawn
_STROKE: Final = 1.75
_ANY: Final = "any"  # signs that no language owns
_READ: Final = 120  # characters; icons are for labels
_NAMING: Final = 3  # words of a line that only names
_FEWEST: Final = 2  # texts; one alone is no group
# Words, units with their exponents, signs of money; what an elision or a hyphen joins are words of their own.
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[²³]?|[$€£¥₹]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language with the place of their icons in the table."""

    whole: Mapping[str, int]
    beginnings: Mapping[str, Sequence[tuple[str, int]]]  # by their first two letters
    endings: Sequence[tuple[str, int]]
    phrases: Sequence[tuple[str, int]]


def named(text: str, language: str) -> str | None:
    """The name of the icon for a short text, None when none is known to fit.

    Of several lines the first counts most: a label before what is said of it.
    """
    return next(_candidates(text, language), None)


@lru_cache(maxsize=1024)  # cards are composed in several sizes before one is chosen
def group(texts: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Names of icons for texts of equal rank, each another one; empty when one of the texts has none."""
    found: list[str] = []
    for text in texts:
        name = next((name for name in _candidates(text, language) if name not in found), None)
        if name is None:
            return ()
        found.append(name)
    return tuple(found) if len(found) >= _FEWEST else ()


@lru_cache(maxsize=512)
def drawing(name: str) -> Drawing:
    """An icon in lines of the accent.

    Raises:
        KeyError: there is no such icon.
    """
    source = cardwright_assets.icon(name)
    if source is None:
        raise KeyError(name)
    return Drawing(SIDE, SIDE, (Path(tuple(_steps(source)), Paint(stroke="accent", stroke_width=_STROKE)),))


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Icon to words by language, without icons that this installation lacks."""
    text = (resources.files(__package__ or "") / "icons.toml").read_text("utf-8")
    return {name: words for name, words in tomllib.loads(text).items() if cardwright_assets.icon(name) is not None}


def _candidates(text: str, language: str) -> Iterator[str]:
    """Icons for the words of a text, line by line; of a line's icons those that come first in the table.

    A line of more words says something of what it names, and may deny it.
    """
    known = _known(language.replace("_", "-").split("-")[0].lower())
    names = tuple(table())
    for line in text[:_READ].lower().split("\n"):
        if len(line.split()) > _NAMING:
            continue
        for rank in sorted(_ranks(line, known)):
            yield names[rank]


def _ranks(line: str, known: _Words) -> set[int]:
    found = _WORD.findall(line)
    said = f" {' '.join(found)} "
    ranks = {rank for phrase, rank in known.phrases if phrase in said}
    for word in {part for joined in found for part in (joined, *joined.split("-"))}:
        if word in known.whole:
            ranks.add(known.whole[word])
        ranks |= {rank for start, rank in known.beginnings.get(word[:2], ()) if word.startswith(start)}
        ranks |= {rank for end, rank in known.endings if word.endswith(end)}
    return ranks


@cache
def _known(language: str) -> _Words:
    whole: dict[str, int] = {}
    beginnings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    endings: list[tuple[str, int]] = []
    phrases: list[tuple[str, int]] = []
    for rank, words in enumerate(table().values()):
        for word in (*words.get(_ANY, "").split(), *words.get(language, "").split()):
            if "_" in word:
                phrases.append((f" {word.replace('_', ' ')} ", rank))
            elif word.endswith("*"):
                beginnings[word[:2]].append((word[:-1], rank))
            elif word.startswith("*"):
                endings.append((word[1:], rank))
            else:
                whole.setdefault(word, rank)
    return _Words(whole, beginnings, endings, phrases)


def _steps(source: str) -> Iterator[Step]:
    """The lines of an icon's SVG, whatever shapes it is written in."""
    # Some tens of milliseconds, which only decks with icons pay.
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415
    from fontTools.svgLib import path  # noqa: PLC0415

    pen: Any = RecordingPen()
    reader: Any = path.SVGPath  # pyright: ignore[reportUnknownMemberType]
    reader.fromstring(source.encode()).draw(pen)
    here = (0.0, 0.0)
    for verb, points in pen.value:
        match verb:
            case "moveTo":
                yield Move(*points[0])
            case "lineTo":
                yield Line(*points[0])
            case "curveTo":
                yield Cubic(*points[0], *points[1], *points[2])
            case "qCurveTo":
                yield _raised(here, *points)
            case "closePath":
                yield Close()
            case _:  # the end of an open part
                continue
        here = points[-1] if points else here


def _raised(start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]) -> Cubic:
    """A quadratic curve as the cubic one of the same form."""
    first, second = (
        tuple(edge[axis] + (control[axis] - edge[axis]) * 2 / 3 for axis in (0, 1)) for edge in (start, end)
    )
    return Cubic(first[0], first[1], second[0], second[1], *end)
