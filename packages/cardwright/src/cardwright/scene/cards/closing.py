"""The last card: thanks, contacts, what to do next."""

from cardwright.deck import Card
from cardwright.scene.cards import Composed, Place
from cardwright.scene.opening import opened
from cardwright.scene.pen import Pen


def compose(card: Card, pen: Pen, place: Place) -> Composed:
    """Like a section break, so that the deck ends as it was cut."""
    largest = 0.86 if pen.room.kind != "page" else 0.7
    nodes = opened(card, pen, place.height, tag="h2", largest=largest, clear=place.clear)
    return Composed(nodes, pen.gap("normal"), "top" if pen.room.kind == "page" else "middle")
