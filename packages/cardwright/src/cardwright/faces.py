"""How wide text is in the shipped faces.

By their advance widths, without kerning, which is good to a percent or two of a
line; where letters join or stack, by shaping. A family that is not shipped is
measured with one that is, narrowed or widened by what is known of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import cardwright_assets
import uharfbuzz
from fontTools.ttLib import TTFont

_harfbuzz: Any = uharfbuzz  # has no types
_STAND_IN: Final = "Inter"
_MEAN: Final = 0.52  # em of a character when there is no face at all
_LINE: Final = 1.2  # em of a line when nothing is known of the face
BOLD: Final = 600  # weight from which a face or a text counts as bold, where only two weights are told apart
# Width of running text against the stand-in, and height of a line in em: of open faces with the same measures
# (Liberation for Arial and Times New Roman, Carlito for Calibri, Caladea for Cambria) or of the family itself.
_KNOWN: Final[Mapping[str, tuple[float, float]]] = {
    "arial": (0.932, 1.15),
    "helvetica": (0.932, 1.15),
    "helvetica neue": (0.932, 1.19),
    "liberation sans": (0.932, 1.15),
    "calibri": (0.858, 1.22),
    "calibri light": (0.858, 1.22),
    "carlito": (0.858, 1.22),
    "cambria": (0.86, 1.17),
    "times new roman": (0.85, 1.15),
    "liberation serif": (0.85, 1.15),
    "roboto": (0.93, 1.172),
    "open sans": (0.981, 1.362),
    "segoe ui": (0.965, 1.33),
    "lato": (0.928, 1.2),
    "verdana": (1.062, 1.215),
    "dejavu sans": (1.062, 1.164),
    "courier new": (1.253, 1.133),
    "consolas": (1.148, 1.17),
}
_JOIN: Final = "\u0600-\u077f\u08a0-\u0eff\u1000-\u109f\u1780-\u17ff"  # letters that join or stack
_SHAPED: Final = re.compile(f"[{_JOIN}]")
_PARTS: Final = re.compile(f"[{_JOIN}][{_JOIN}\u0300-\u036f\u200c\u200d]*|.[^{_JOIN}]*", re.DOTALL)
MONO: Final = frozenset(
    {"consolas", "courier", "courier new", "menlo", "monaco", "jetbrains mono", "fira code", "source code pro",
     "sf mono", "dejavu sans mono", "liberation mono", "roboto mono", "ubuntu mono", "cascadia code", "ibm plex mono"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A shipped face: advance widths by code point and the height of a line, in em."""

    path: Path
    widths: Mapping[int, float]
    line: float


@dataclass(frozen=True, slots=True)
class _Named:
    path: Path
    family: str
    bold: bool
    italic: bool


@cache
def _index() -> tuple[_Named, ...]:
    return tuple(_named(path) for path in cardwright_assets.font_files())


def _named(path: Path) -> _Named:
    with TTFont(path, lazy=True) as font:
        tables: Any = font
        names = tables["name"]
        family = str(names.getDebugName(16) or names.getDebugName(1) or "")
        return _Named(
            path, family.casefold(), tables["OS/2"].usWeightClass >= BOLD, bool(tables["OS/2"].fsSelection & 1)
        )


def is_shaped(text: str) -> bool:
    """Whether letters join or stack, so that a text is not as wide as its letters."""
    return _SHAPED.search(text) is not None


@cache
def _read(path: Path) -> Face:
    with TTFont(path, lazy=True) as font:
        tables: Any = font
        em, metrics, head = tables["head"].unitsPerEm, tables["hmtx"].metrics, tables["hhea"]
        cmap = font.getBestCmap() or {}
        widths = {code: metrics[name][0] / em for code, name in cmap.items()}
        return Face(path, widths, (head.ascent - head.descent + head.lineGap) / em)


@cache
def face(family: str, *, bold: bool = False) -> Face | None:
    """The upright face of a shipped family; None when it is not shipped."""
    own = [one for one in _index() if one.family == family.casefold() and not one.italic]
    best = next((one for one in own if one.bold == bold), own[0] if own else None)
    return _read(best.path) if best else None


def is_shipped(family: str) -> bool:
    """Whether texts in that family can be measured with its own face."""
    return any(one.family == family.casefold() for one in _index())


def is_known(family: str) -> bool:
    """Whether its measures are known, though it may not be shipped."""
    return family.casefold() in _KNOWN or is_shipped(family)


@cache
def _others(bold: bool) -> tuple[Path, ...]:
    """One face per family, to look for what a text's own face lacks; the most common scripts first."""
    found: dict[str, Path] = {}
    for one in sorted(_index(), key=lambda one: (one.italic, one.bold != bold)):
        found.setdefault(one.family, one.path)
    first = [found.pop(name) for name in (_STAND_IN.casefold(),) if name in found]
    return (*first, *sorted(found.values(), key=lambda path: (path.stat().st_size, path.name)))


@lru_cache(maxsize=65536)
def _elsewhere(char: str, bold: bool) -> float:
    """Em of a character in the first face that has it."""
    code = ord(char)
    for path in _others(bold):
        if (found := _read(path).widths.get(code)) is not None:
            return found
    return _MEAN


@lru_cache(maxsize=65536)
def em_width(text: str, family: str, bold: bool) -> float:  # noqa: FBT001
    """Em of a text on one line in a family."""
    if is_shaped(text):
        return sum(
            _shaped(part, family, bold) if is_shaped(part) else _added(part, family, bold)
            for part in _PARTS.findall(text)
        )
    return _added(text, family, bold)


def _added(text: str, family: str, bold: bool) -> float:
    """The widths of the characters."""
    own, factor = _own(family, bold)
    widths: Mapping[int, float] = own.widths if own else {}
    total = 0.0
    for char in text:
        known = widths.get(ord(char))
        total += known * factor if known is not None else _elsewhere(char, bold)
    return total


def _own(family: str, bold: bool) -> tuple[Face | None, float]:
    """The face to measure a family with, and what its widths become."""
    own = face(family, bold=bold)
    if own is not None:
        return own, 1.0
    return face(_STAND_IN, bold=bold), _KNOWN.get(family.casefold(), (1.0, 0.0))[0]


def _shaped(text: str, family: str, bold: bool) -> float:
    """The width of characters that join or stack, in the first face that has all of them."""
    own, factor = _own(family, bold)
    if own and _has(own, text):
        return _shape(own.path, text) * factor
    for path in _others(bold):
        if _has(_read(path), text):
            return _shape(path, text)
    return _added(text, family, bold)


def _has(one: Face, text: str) -> bool:
    return all(ord(char) in one.widths for char in text)


def _shape(path: Path, text: str) -> float:
    font, buffer = _font(path), _harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    _harfbuzz.shape(font, buffer)
    return sum(glyph.x_advance for glyph in buffer.glyph_positions) / font.face.upem


@cache
def _font(path: Path) -> Any:
    return _harfbuzz.Font(_harfbuzz.Face(_harfbuzz.Blob.from_file_path(str(path))))


def line_height(family: str) -> float:
    """Em of a single-spaced line in a family, as office programs set it."""
    own = face(family)
    return own.line if own else _KNOWN.get(family.casefold(), (0.0, _LINE))[1]


def uncovered(characters: frozenset[str]) -> frozenset[str]:
    """Those that no shipped face has a glyph for; none when no faces are shipped."""
    left = characters
    for path in _others(bold=False):
        if not left:
            break
        widths = _read(path).widths
        left = frozenset(char for char in left if ord(char) not in widths)
    return left if _index() else frozenset()
