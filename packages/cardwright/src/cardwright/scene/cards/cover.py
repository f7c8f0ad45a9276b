"""The first card: the deck's title."""

from cardwright.deck import Card
from cardwright.scene.cards import Composed, Place
from cardwright.scene.opening import opened
from cardwright.scene.pen import Pen


def compose(card: Card, pen: Pen, place: Place) -> Composed:
    """Title as large as it can be, on the inverse surface."""
    return Composed(opened(card, pen, place.height, tag="h1", clear=place.clear), pen.gap("normal"), "middle")
