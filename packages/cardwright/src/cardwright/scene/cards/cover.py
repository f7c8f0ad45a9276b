"""The first card: the deck's title."""

from typing import Final

from cardwright.deck import Card
from cardwright.scene.cards import Composed, Place
from cardwright.scene.opening import opened
from cardwright.scene.pen import Pen

_LARGEST: Final = 1.18  # times a title's size, where it has a slide for itself
_WIDE: Final = 1.2  # times as wide as high, at least, for a theme's own way to set its words


def compose(card: Card, pen: Pen, place: Place) -> Composed:
    """Title as large as it can be, on the inverse surface."""
    wide = pen.room.kind == "slide" and pen.room.width > _WIDE * (pen.room.height or pen.room.min_height)
    cover = pen.theme.cover if wide else "aside"
    nodes = opened(card, pen, place.height, tag="h1", largest=_LARGEST if wide else 1.0, clear=place.clear, cover=cover)
    return Composed(nodes, pen.gap("normal"), "middle")
