"""What a deck is going to speak of, in order."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.blocks.list import Item
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, plain, rich

_ONE_COLUMN: Final = 5  # topics; more stand in two columns
_NUMBER: Final = (1.0, 7.0)
_NUMBER_HALF: Final = (1.0, 4.6)


class Agenda(Block, frozen=True, tag="agenda"):
    """Two to about ten topics."""

    kind: ClassVar[str] = "agenda"
    topics: tuple[Text, ...]


def compose(block: Agenda, sketch: Sketch[Any]) -> Any:
    """Large numbers with a rule between one topic and the next."""
    topics = [topic for topic in block.topics if plain(topic).strip()]
    if not topics:
        return None
    if sketch.reads:
        return sketch.bullets([Item(topic, 0, number) for number, topic in enumerate(topics, 1)])
    if sketch.narrow or len(topics) <= _ONE_COLUMN:
        return _column(topics, 1, sketch, _NUMBER)
    half = -(-len(topics) // 2)
    left, right = sketch.split((1.0, 1.0))
    columns = [_column(topics[:half], 1, left, _NUMBER_HALF), _column(topics[half:], half + 1, right, _NUMBER_HALF)]
    return sketch.row(columns, (1.0, 1.0))


def _column(topics: Sequence[Text], start: int, sketch: Sketch[Any], shares: tuple[float, float]) -> Any:
    number_pen, topic_pen = sketch.split(shares, "snug", keep=True)
    found: list[Any] = []
    for number, topic in enumerate(topics, start):
        count = number_pen.text(rich(f"{number:02d}"), "subheading", role="accent")
        row = sketch.row([count, topic_pen.text(topic, "lead")], shares, "snug", keep=True, marked=True)
        found += [sketch.rule(), row] if found else [row]
    return sketch.stack(found, "snug")


SPEC: Final = BlockSpec(
    type=Agenda,
    compose=compose,
    words=lambda block: "\n".join(map(plain, block.topics)),
    markdown=lambda block: markup.counted(map(markup.inline, block.topics)),
    hint="agenda: three to eight topics of one to five words each, in the order in which they come",
    example=Agenda((rich("Where we stand"), rich("What floods cost"), rich("Three ways out"), rich("What we ask"))),
)
