"""Headers and footers: up to six elements in the margins of every card."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from cardwright.scene import Furniture, Image
from cardwright.scene.design import LOGO
from cardwright.scene.format import Format
from cardwright.scene.looks import resolved
from cardwright.theme.layouts import CardLayout, Notice
from cardwright.units import Rect

Position = Literal["top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"]
Size = Literal["sm", "md", "lg", "xl"]
_LONGEST: Final = 34  # characters of a running title: what a third of a page holds
_UPPER: Final = 0.25  # of a card's width; what stands higher is at its top
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
        named = (element.src for element in self.elements if element.kind == "picture" and element.src)
        return tuple(src for src in named if src != LOGO)

    def on(self, index: int, count: int, room: Format, images: Mapping[str, Image]) -> tuple[Furniture, ...]:
        """The elements of card `index` (from 0) of `count`; pictures that could not be had are left out."""
        if self.hidden(index, count):
            return ()
        return tuple(
            Furniture(element.position, element.kind, element.text, element.src, _height(element, room))
            for element in self.elements
            if element.kind != "picture" or element.src in images
        )

    def hidden(self, index: int, count: int) -> bool:
        """Whether a card goes without."""
        return (self.hide_first and index == 0) or (self.hide_last and index == count - 1)


def of_layout(layout: CardLayout, room: Format, asked: Sequence[Furniture], *, hidden: bool) -> tuple[Furniture, ...]:
    """What stands at the edges of a card in a layout: the layout's own, then what else was asked for.

    A number and the first text at the bottom go where the layout has them; its
    logo is on it already. A card whose edges are `hidden` keeps the layout's notices.
    """
    left = [item for item in asked if item.image != LOGO]
    if layout.number:
        left = [item for item in left if item.kind != "number"]
    footer = next((item for item in left if item.kind == "text" and item.position.startswith("bottom")), None)
    said = footer.text if footer else layout.footer.text if layout.footer else ""
    found = [_noticed(notice, room, "notice", notice.text) for notice in layout.notices]
    if hidden:
        return tuple(found)
    if layout.footer and said:
        found.append(_noticed(layout.footer, room, "footer", said))
        left = [item for item in left if item is not footer]
    if layout.number:
        found.append(_noticed(layout.number, room, "number", ""))
    return (*found, *left)


def _noticed(notice: Notice, room: Format, role: Literal["footer", "number", "notice"], text: str) -> Furniture:
    scale = room.scale
    at = Rect(*(round(side * scale, 3) for side in (notice.x, notice.y, notice.width, notice.height)))
    upper = notice.y + notice.height / 2 < room.width / scale * _UPPER
    return Furniture(
        "top-left" if upper else "bottom-left",
        "number" if role == "number" else "text",
        text,
        height=at.height,
        role=role,
        at=at,
        align=notice.align,
        look=resolved("caption", notice.style, round(notice.style.size * scale, 2)),
        color=notice.color,
    )


def running(title: str, *, covered: bool, rtl: bool) -> HeaderFooter:
    """What printed pages carry when nothing else was asked for: title above, number below, neither on a cover."""
    words = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    start: Position = "top-right" if rtl else "top-left"
    return HeaderFooter((Element(start, "text", words), Element("bottom-center", "number")), hide_first=covered)


def _height(element: Element, room: Format) -> float:
    return HEIGHTS[element.size] * max(room.scale, 0.75) if element.kind == "picture" else 20.0
