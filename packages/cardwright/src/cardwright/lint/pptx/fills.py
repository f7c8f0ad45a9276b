"""What areas are filled with: a colour, the stops of a gradient, a picture, or nothing."""

from dataclasses import dataclass
from typing import Any, Final

from cardwright.lint.pptx.theme import Color, Theme, color_of
from cardwright.lint.pptx.xml import A, P, R, child

_FILLS: Final = ("noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill")


@dataclass(frozen=True, slots=True)
class Fill:
    """`colors` of an area; `picture` is the relation of one that fills it. Nothing of both: it is empty."""

    colors: tuple[Color, ...] = ()
    picture: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(color.value for color in self.colors)

    @property
    def opacity(self) -> float:
        return min((color.alpha for color in self.colors), default=1.0)


EMPTY: Final = Fill()


def fill_in(parent: Any, theme: Theme, placeholder: Color | None = None) -> Fill | None:
    """The fill that stands in an element; None when it says nothing about it."""
    if parent is None:
        return None
    for name in _FILLS:
        found = parent.find(f"{A}{name}")
        if found is not None:
            return _fill(name, found, theme, placeholder)
    return None


def _fill(name: str, element: Any, theme: Theme, placeholder: Color | None) -> Fill:
    if name == "solidFill":
        color = color_of(element, theme, placeholder)
        return Fill((color,)) if color else EMPTY
    if name == "gradFill":
        stops = element.iterfind(f"{A}gsLst/{A}gs")
        return Fill(tuple(color for stop in stops if (color := color_of(stop, theme, placeholder))))
    if name == "pattFill":
        both = (color_of(child(element, f"{A}{part}"), theme, placeholder) for part in ("fgClr", "bgClr"))
        return Fill(tuple(color for color in both if color))
    if name == "blipFill":
        blip = child(element, f"{A}blip")
        return Fill((), str(blip.get(f"{R}embed") or "") if blip is not None else "")
    return EMPTY


def of_shape(shape: Any, theme: Theme) -> Fill | None:
    """A shape's own fill, else that of its style; None when neither says anything."""
    own = fill_in(child(shape, f"{P}spPr"), theme)
    if own is not None:
        return own
    style = child(shape, f"{P}style", f"{A}fillRef")
    if style is None:
        return None
    color = color_of(style, theme)
    return Fill((color,)) if color and style.get("idx") not in {"0", "1000"} else EMPTY


def is_outlined(shape: Any, theme: Theme) -> bool:
    """Whether a shape has a border that can be seen."""
    line = child(shape, f"{P}spPr", f"{A}ln")
    if line is not None and (fill := fill_in(line, theme)) is not None:
        return bool(fill.colors)
    style = child(shape, f"{P}style", f"{A}lnRef")
    return style is not None and style.get("idx") not in {None, "0"}


def background(sheets: list[tuple[Any, Theme]]) -> tuple[Fill, int]:
    """What is behind a slide, and which sheet says so: the slide, its layout or the master, in this order."""
    for at, (sheet, theme) in enumerate(sheets):
        own = child(sheet, f"{P}cSld", f"{P}bg")
        if own is None:
            continue
        found = fill_in(child(own, f"{P}bgPr"), theme)
        if found is not None:
            return found, at
        color = color_of(child(own, f"{P}bgRef"), theme)
        if color is not None:
            return Fill((color,)), at
    return Fill((Color("#ffffff"),)), len(sheets) - 1
