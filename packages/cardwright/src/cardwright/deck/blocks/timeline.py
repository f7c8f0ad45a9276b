"""Events in the order of time."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Span, Text, plain, rich

ABREAST: Final = 5  # events that may stand side by side
ROWS: Final = 2  # of events side by side; more events stand below each other
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
    """Up to five events side by side, up to eight in two rows, more of them below each other."""
    if not block.events:
        return None
    count = len(block.events)
    if not sketch.narrow and count <= (ABREAST - 1) * ROWS:
        length = count if count <= ABREAST else -(-count // ROWS)
        marks = sketch.icons([f"{event.title}\n{plain(event.text)}" for event in block.events]) or [None] * count
        marked = list(zip(block.events, marks, strict=True))
        rows = [_across(marked[at : at + length], length, sketch) for at in range(0, count, length)]
        return rows[0] if len(rows) == 1 else sketch.stack(rows, "wide")
    return sketch.stack([_below(event, sketch) for event in block.events], "normal")


def _across(events: Sequence[tuple[Event, Any]], length: int, sketch: Sketch[Any]) -> Any:
    """One row in columns for `length` events, so that rows of fewer line up."""
    shares = (1.0,) * length
    pens = sketch.split(shares, "normal")
    stacks = [
        pen.stack([_mark(icon, pen), *_date(event, pen), *_body(event, pen)], "tight")
        for (event, icon), pen in zip(events, pens, strict=False)
    ]
    blanks = [pen.stack(()) for pen in pens[len(events) :]]
    return sketch.row([*stacks, *blanks], shares, "normal")


def _mark(icon: Any, pen: Sketch[Any]) -> Any:
    """What stands on the line of time: an icon, or a dot."""
    return pen.milestone() if icon is None else pen.stack([icon, pen.rule()], "tight")


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


def markdown(block: Timeline) -> str:
    """A list of dates, each with what happened."""
    return markup.bullets(markup.labelled(event.date, _told(event)) for event in block.events)


def _told(event: Event) -> str:
    if not event.title or not plain(event.text).strip():
        return markup.inline((*rich(event.title), *event.text))
    return markup.inline((Span(event.title, bold=True), Span(" \N{EN DASH} "), *event.text))


SPEC: Final = BlockSpec(
    type=Timeline,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="timeline: three to six dated events or phases, each with a few words",
    example=Timeline(
        (
            Event("1902", "First weir"),
            Event("2019", "Plan agreed", rich("Five towns sign.")),
            Event("2024", "Weir opened", rich("Salmon pass within weeks.")),
        )
    ),
)
