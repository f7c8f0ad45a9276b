"""Headers and footers: up to six elements in the margins of every card."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from cardwright.scene import Furniture, Image
from cardwright.scene.format import Format

Position = Literal["top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"]
Size = Literal["sm", "md", "lg", "xl"]
_LONGEST: Final = 34  # characters of a running title: what a third of a page holds
HEIGHTS: Final = MappingProxyType({"sm": 16.0, "md": 22.0, "lg": 30.0, "xl": 40.0})  # points on a 960-point card


class Element(msgspec.Struct, frozen=True, omit_defaults=True):
    """One element; `text` for texts, `src` for pictures."""

    position: Position
    kind: Literal["text", "number", "picture"]
    text: str = ""
    src: str = ""
    size: Size = "md"


class HeaderFooter(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in the margins, and which cards go without."""

    elements: tuple[Element, ...] = ()
    hide_first: bool = False
    hide_last: bool = False

    def sources(self) -> tuple[str, ...]:
        """The pictures to be had."""
        return tuple(element.src for element in self.elements if element.kind == "picture" and element.src)

    def on(self, index: int, count: int, room: Format, images: Mapping[str, Image]) -> tuple[Furniture, ...]:
        """The elements of card `index` (from 0) of `count`; pictures that could not be had are left out."""
        if (self.hide_first and index == 0) or (self.hide_last and index == count - 1):
            return ()
        return tuple(
            Furniture(element.position, element.kind, element.text, element.src, _height(element, room))
            for element in self.elements
            if element.kind != "picture" or element.src in images
        )


def running(title: str, *, covered: bool, rtl: bool) -> HeaderFooter:
    """What printed pages carry when nothing else was asked for: title above, number below, neither on a cover."""
    words = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    start: Position = "top-right" if rtl else "top-left"
    return HeaderFooter((Element(start, "text", words), Element("bottom-center", "number")), hide_first=covered)


def _height(element: Element, room: Format) -> float:
    return HEIGHTS[element.size] * max(room.scale, 0.75) if element.kind == "picture" else 20.0
