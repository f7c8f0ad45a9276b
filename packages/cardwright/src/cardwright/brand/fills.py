"""What a shape or a background is painted with: a colour, a run of colours, a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardwright.brand.colors import Color, Colors
from cardwright.brand.package import Relation
from cardwright.brand.xml import Element, child, children, local, number, relation

_WHOLE: Final = 100_000
_DEGREE: Final = 60_000
_FILLS: Final = frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})


@dataclass(frozen=True, slots=True)
class Solid:
    color: Color


@dataclass(frozen=True, slots=True)
class Gradient:
    """Colours at shares of the way; `angle` is degrees clockwise from left to right, None from the middle outwards."""

    stops: tuple[tuple[float, Color], ...]
    angle: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of the file, and the shares cut from it: left, top, right, bottom."""

    part: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    alpha: float = 1.0


Fill = Solid | Gradient | Picture


def fill_in(properties: Element, colors: Colors, relations: Mapping[str, Relation]) -> Fill | str | None:
    """The fill among properties: None for none, a word for what cannot be read, `""` when nothing is said."""
    for element in children(properties):
        if local(element) in _FILLS:
            return fill_of(element, colors, relations)
    return ""


def fill_of(element: Element, colors: Colors, relations: Mapping[str, Relation]) -> Fill | str | None:
    """The same of a fill element itself."""
    match local(element):
        case "solidFill":
            color = colors.within(element)
            return Solid(color) if color else "a colour of an unknown kind"
        case "gradFill":
            return _gradient(element, colors)
        case "blipFill":
            return picture_of(element, relations)
        case "pattFill":
            color = colors.within(child(element, "a:bgClr")) or colors.within(child(element, "a:fgClr"))
            return Solid(color) if color else None
        case "noFill":
            return None
        case _:
            return "the fill of a group"


def picture_of(element: Element, relations: Mapping[str, Relation]) -> Picture | str:
    """The picture of a `blipFill`."""
    blip = child(element, "a:blip")
    row = relations.get(relation(blip))
    if row is None or row.external:
        return "a picture outside the file"
    cut = child(element, "a:srcRect")
    crop = tuple(max(-1.0, min(0.95, number(cut, side) / _WHOLE)) for side in "ltrb")
    faded = next((one for one in children(blip) if local(one) == "alphaModFix"), None)
    return Picture(row.target, (crop[0], crop[1], crop[2], crop[3]), number(faded, "amt", _WHOLE) / _WHOLE)


def style_fill(
    theme: Element, reference: Element, colors: Colors, relations: Mapping[str, Relation]
) -> Fill | str | None:
    """The fill of the theme's list that a reference names, with the colour it brings."""
    index = number(reference, "idx")
    if reference is None or not index:
        return None
    names = ("fillStyleLst", index - 1) if index < 1000 else ("bgFillStyleLst", index - 1001)  # noqa: PLR2004
    formats = child(theme, "a:themeElements", "a:fmtScheme", f"a:{names[0]}")
    rows = children(formats)
    if not 0 <= names[1] < len(rows):
        return None
    return fill_of(rows[names[1]], colors.with_own(colors.within(reference)), relations)


def _gradient(element: Element, colors: Colors) -> Gradient | Solid | str:
    stops = [
        (min(1.0, max(0.0, number(stop, "pos") / _WHOLE)), color)
        for stop in children(child(element, "a:gsLst"))
        if (color := colors.within(stop))
    ]
    stops.sort(key=lambda stop: stop[0])
    if not stops:
        return "a run of colours without any"
    if len(stops) == 1:
        return Solid(stops[0][1])
    if child(element, "a:path") is not None:
        # From the middle outwards; the file counts from the outside in where the path fills to a middle rectangle.
        return Gradient(tuple(stops), None)
    return Gradient(tuple(stops), number(child(element, "a:lin"), "ang") / _DEGREE)
