"""How each kind of card is put together, one file per kind; the file's name is the kind.

A file defines `compose(card, pen, place) -> Composed`. It asks blocks for their
boxes through the pen and decides how these stand together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cardwright.deck import Card
from cardwright.families import members
from cardwright.scene import Node
from cardwright.scene.accents import Accent
from cardwright.scene.arrange import TextSide
from cardwright.scene.pen import Pen


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands. `index` counts from 0; `height` is points between the margins.

    `text_side` is where text stands beside a picture; empty: now here, now there.
    `clear` is the share of the width, from where reading starts, to which an
    opening's words shall keep. `accent` is a picture that a card with few
    words may show.
    """

    index: int
    count: int
    height: float
    text_side: TextSide = ""
    clear: float = 1.0
    accent: Accent | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """The children of a card's root, the points between them, and how a short card stands.

    `accented` says that the card shows the accent it was offered.
    """

    nodes: tuple[Node, ...]
    gap: float
    anchor: Literal["top", "middle"] = "top"
    grow: bool = False
    accented: bool = False


Compose = Callable[[Card, Pen, Place], Composed]


@cache
def all_kinds() -> Mapping[str, Compose]:
    """Map kind to composition for every file in this folder, sorted by kind."""
    return {kind: module.compose for kind, module in members(__name__).items()}
