"""The ordinary card: a title and what belongs to it."""

from cardwright.deck import Card
from cardwright.scene.arrange import arranged
from cardwright.scene.cards import Composed, Place
from cardwright.scene.pen import Pen
from cardwright.scene.reading import read


def compose(card: Card, pen: Pen, place: Place) -> Composed:
    """Documents read from top to bottom; on slides and posts the arrangement follows the content."""
    if pen.room.kind == "page":
        return Composed(*read(card, pen, place.height))
    plan = arranged(card, pen, place.height, place.index, place.text_side, place.accent)
    return Composed(plan.nodes, plan.gap, plan.anchor, accented=plan.accented)
