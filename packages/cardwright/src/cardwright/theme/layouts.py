"""Places of a theme's own: layouts, each with frames for what stands on a card.

Lengths are points on a 960-point wide card, from its top-left corner. A theme
without layouts leaves the places to the composition of each card.
"""

from typing import Literal, TypeAlias

import msgspec

from cardwright.theme.surface import Surface
from cardwright.theme.type_style import TypeStyle

# Kinds of cards, and two arrangements of a content card.
LayoutName: TypeAlias = str  # cover, section, content, statement, closing; columns, picture


class CardSize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The size in points that a theme's own cards have."""

    width: float
    height: float


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on a card."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class TextFrame(Frame, frozen=True, forbid_unknown_fields=True):
    """A place for text, how it is set there and where it stands when it is short."""

    style: TypeStyle
    anchor: Literal["top", "middle", "bottom"] = "top"
    align: Literal["start", "center", "end"] = "start"


class Notice(TextFrame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that every card of a layout shows, such as a copyright line. `color` is `#rrggbb`."""

    text: str
    color: str


class CardLayout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layout. `body` are the places for what a card says, in reading order.

    `ground` names a picture of the theme that covers the card behind everything
    else; `colors` are the base surface's where a layout has none of its own.
    """

    title: TextFrame | None = None
    body: tuple[TextFrame, ...] = ()
    picture: Frame | None = None
    footer: Notice | None = None
    number: Notice | None = None
    notices: tuple[Notice, ...] = ()
    ground: str = ""
    colors: Surface | None = None


class ListLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one level of a list looks, in points: `inset` from the side to its text, `hang` back from there to its marker."""

    marker: str
    inset: float
    hang: float
    share: float = 1.0  # of the body's size


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How lists look: the levels, the last of which counts for deeper ones, and points between items."""

    levels: tuple[ListLevel, ...]
    gap: float


class Logo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sign of whoever the theme belongs to: a picture of the theme, and its height in points."""

    picture: str
    height: float = 30.0
