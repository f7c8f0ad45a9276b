"""A break between parts of a deck."""

from cardwright.deck import Card
from cardwright.scene.cards import Composed, Place
from cardwright.scene.opening import opened
from cardwright.scene.pen import Pen


def compose(card: Card, pen: Pen, place: Place) -> Composed:
    """The part's name, smaller than a cover's; in documents only a large heading."""
    largest = 0.86 if pen.room.kind != "page" else 0.8
    nodes = opened(card, pen, place.height, tag="h2", largest=largest, clear=place.clear)
    return Composed(nodes, pen.gap("normal"), "top" if pen.room.kind == "page" else "middle")
