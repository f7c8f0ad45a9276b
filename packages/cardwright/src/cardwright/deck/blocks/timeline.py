"""Events in the order of time."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, plain, rich

ABREAST: Final = 4  # events that may stand side by side
DATE_SHARE: Final = (
    1.0,
    4.0,
)  # the date's width against the rest, when events stand below each other


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """`date` as it is printed: a year, a month, a day or a phase."""

    date: str
    title: str = ""
    text: Text = ()


class Timeline(Block, frozen=True, tag="timeline"):
    """Events, the earliest first."""

    kind: ClassVar[str] = "timeline"
    events: tuple[Event, ...]


def compose(block: Timeline, sketch: Sketch[Any]) -> Any:
    """Up to four events side by side, more of them below each other."""
    if not block.events:
        return None
    if len(block.events) <= ABREAST and not sketch.narrow:
        return _across(block.events, sketch)
    return sketch.stack([_below(event, sketch) for event in block.events], "normal")


def _across(events: Sequence[Event], sketch: Sketch[Any]) -> Any:
    shares = (1.0,) * len(events)
    stacks = [
        pen.stack([pen.dot(), *_date(event, pen), *_body(event, pen)], "tight")
        for event, pen in zip(events, sketch.split(shares), strict=True)
    ]
    return sketch.row(stacks, shares)


def _below(event: Event, sketch: Sketch[Any]) -> Any:
    left, right = sketch.split(DATE_SHARE, "normal", keep=True)
    date = left.stack(_date(event, left), "none")
    return sketch.row([date, right.stack(_body(event, right), "tight")], DATE_SHARE, "normal", keep=True)


def _date(event: Event, pen: Sketch[Any]) -> list[Any]:
    return [pen.text(rich(event.date), "event-date")] if event.date else []


def _body(event: Event, pen: Sketch[Any]) -> list[Any]:
    title = [pen.text(rich(event.title), "event-title")] if event.title else []
    return [*title, pen.text(event.text, "event-text")] if plain(event.text).strip() else title


def words(block: Timeline) -> str:
    """Date, title and text of each event, a line each."""
    parts = (part for event in block.events for part in (event.date, event.title, plain(event.text)))
    return "\n".join(part for part in parts if part)


SPEC: Final = BlockSpec(
    type=Timeline,
    compose=compose,
    words=words,
    hint="timeline: three to six dated events or phases, each with a few words",
    example=Timeline(
        (
            Event("1902", "First weir"),
            Event("2019", "Plan agreed", rich("Five towns sign.")),
            Event("2024", "Weir opened", rich("Salmon pass within weeks.")),
        )
    ),
)
