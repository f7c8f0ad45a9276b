"""A cycle: stages that lead to each other, the last one to the first."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.blocks.list import Item
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, labelled, plain, rich

_SIDES: Final = (2.0, 3.0)


class Phase(msgspec.Struct, frozen=True, omit_defaults=True):
    """`label` names the phase in a few words."""

    label: Text
    text: Text = ()


class Cycle(Block, frozen=True, tag="cycle"):
    """Three to about six phases."""

    kind: ClassVar[str] = "cycle"
    phases: tuple[Phase, ...]


def compose(block: Cycle, sketch: Sketch[Any]) -> Any:
    """A ring of as many arrows as there are phases, their names beside it."""
    phases = [phase for phase in block.phases if plain(phase.label).strip() or plain(phase.text).strip()]
    if not phases:
        return None
    if sketch.reads:
        return sketch.bullets([Item(labelled(phase.label, phase.text), 0, at) for at, phase in enumerate(phases, 1)])
    if sketch.square:
        left, right = sketch.split(_SIDES, "normal", keep=True)
        return sketch.row([left.ring(len(phases)), _named(phases, right)], _SIDES, "normal", keep=True)
    if sketch.narrow:
        return sketch.stack([sketch.ring(len(phases)), _named(phases, sketch)], "normal")
    left, right = sketch.split(_SIDES)
    return sketch.row([left.ring(len(phases)), _named(phases, right)], _SIDES)


def _named(phases: Sequence[Phase], sketch: Sketch[Any]) -> Any:
    beside = sketch.beside_badge()
    rows = [
        sketch.badge(str(number), beside.stack(_said(phase, beside), "tight")) for number, phase in enumerate(phases, 1)
    ]
    return sketch.stack(rows, "normal")


def _said(phase: Phase, pen: Sketch[Any]) -> list[Any]:
    label = [pen.text(phase.label, "point-title")] if plain(phase.label).strip() else []
    return [*label, pen.text(phase.text, "point-text")] if plain(phase.text).strip() else label


SPEC: Final = BlockSpec(
    type=Cycle,
    compose=compose,
    words=lambda block: "\n".join(plain(labelled(phase.label, phase.text)) for phase in block.phases),
    markdown=lambda block: markup.counted(markup.inline(labelled(phase.label, phase.text)) for phase in block.phases),
    hint="cycle: three to six phases that repeat, each a name of one to three words and a short sentence",
    example=Cycle(
        (
            Phase(rich("Rain"), rich("Falls on the hills in winter.")),
            Phase(rich("Meadow"), rich("Holds the flood for a week.")),
            Phase(rich("River"), rich("Gets it back, day by day.")),
            Phase(rich("Sea"), rich("Sends it up again.")),
        )
    ),
)
