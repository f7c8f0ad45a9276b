"""The typesetter's fonts and the vertical measures of the faces, loaded once per process."""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cardwright_assets
import typst
from fontTools.ttLib import TTFont

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Metrics:
    """A face's line box in em: `ascent` above and `descent` below the baseline, both positive; its capitals' height."""

    ascent: float
    descent: float
    capitals: float


# The measures of a common sans, used when a family is not installed.
_USUAL = Metrics(0.96875, 0.2412, 0.7)
_COMMON = ("Liberation Sans", "DejaVu Sans", "Noto Sans", "Arial", "Helvetica")
_EMBEDDED = "Libertinus Serif"  # within the typesetter
EMBEDDED_MATH = "New Computer Modern Math"


@cache
def fonts() -> typst.Fonts:
    """All faces there are: the shipped ones, else those of the system (said once in the log)."""
    folder = cardwright_assets.font_folder()
    if folder is None:
        log.warning(
            "no fonts were shipped with this build; using the system's (with npm installed, building again fetches them)"
        )
        return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


@dataclass(frozen=True, slots=True)
class Shipped:
    """A face that came with this program, and so may be passed on with a file."""

    path: Path
    weight: int
    italic: bool


@cache
def shipped(family: str) -> tuple[Shipped, ...]:
    """The faces of a family as the typesetter names it; none of the system's."""
    folder = cardwright_assets.font_folder()
    if folder is None:
        return ()
    found = [face for face in fonts().fonts() if face.family == family and face.path]
    return tuple(
        Shipped(Path(face.path), int(face.weight), face.style != "normal")
        for face in found
        if face.path and Path(face.path).is_relative_to(folder)
    )


@cache
def families() -> frozenset[str]:
    """Names of the families that can be set."""
    return frozenset(fonts().families())


@cache
def last_resort() -> str:
    """A family that can be set where none of a theme's is installed."""
    return next((name for name in _COMMON if name in families()), _EMBEDDED)


@cache
def metrics(family: str) -> Metrics:
    """Line measures of a family's regular face, from its `hhea` table as browsers read it."""
    for face in fonts().fonts():
        if face.family == family and face.weight == 400 and face.style == "normal" and face.path:
            return _read(face.path, face.index)
    return _USUAL


def _read(path: str, index: int) -> Metrics:
    with TTFont(Path(path), lazy=True, fontNumber=index) as font:
        tables: Any = font
        em = tables["head"].unitsPerEm
        capitals = getattr(tables["OS/2"], "sCapHeight", 0) / em
        return Metrics(tables["hhea"].ascent / em, -tables["hhea"].descent / em, capitals or _USUAL.capitals)
