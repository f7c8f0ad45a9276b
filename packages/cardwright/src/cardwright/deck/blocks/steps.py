"""Steps in order: a process, a recipe, a plan."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.blocks.list import Item
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, labelled, plain, rich

_ACROSS: Final = 5  # steps that may stand side by side
_NAMES: Final = 56  # characters of names that fit arrows side by side
_BRIEF: Final = 110  # characters of a text that fits below it


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """`label` names the step; a step without one is only its text."""

    label: Text = ()
    text: Text = ()


class Steps(Block, frozen=True, tag="steps"):
    """Three to about eight steps, the first one first; counted from `start`."""

    kind: ClassVar[str] = "steps"
    steps: tuple[Step, ...]
    start: int = 1


def compose(block: Steps, sketch: Sketch[Any]) -> Any:
    """Arrows or large numbers side by side where that is possible, else numbered below each other."""
    steps = [step for step in block.steps if plain(step.label).strip() or plain(step.text).strip()]
    if not steps:
        return None
    if sketch.reads:
        return sketch.bullets(
            [Item(labelled(step.label, step.text), 0, number) for number, step in enumerate(steps, block.start)]
        )
    looks = [_badges]
    if not sketch.narrow and len(steps) <= _ACROSS and max(len(plain(step.text)) for step in steps) <= _BRIEF:
        named = all(0 < len(plain(step.label)) <= _NAMES // len(steps) for step in steps) and len(steps) > 1
        looks = [_arrows, _numerals, _badges] if named and block.start == 1 else [_numerals, _badges]
    return looks[sketch.turn % len(looks)](steps, block.start, sketch)


def _arrows(steps: Sequence[Step], start: int, sketch: Sketch[Any]) -> Any:
    """The names in arrows that point to each other, what is said of each below it."""
    shares = (1.0,) * len(steps)
    pens = sketch.split(shares, "snug", keep=True)
    arrows = [
        pen.arrow(_name(step, pen.inside_arrow()), first=at == 0)
        for at, (step, pen) in enumerate(zip(steps, pens, strict=True))
    ]
    if not any(plain(step.text).strip() for step in steps):
        return sketch.row(arrows, shares, "snug", equal=True, keep=True)
    icons = sketch.icons([plain(step.label) for step in steps]) or [None] * len(steps)
    columns = [
        pen.stack([arrow, pen.stack([*([] if icon is None else [icon]), *_text(step, pen)], "snug")], "normal")
        for step, arrow, icon, pen in zip(steps, arrows, icons, pens, strict=True)
    ]
    return sketch.row(columns, shares, "snug", equal=True, keep=True)


def _text(step: Step, pen: Sketch[Any]) -> list[Any]:
    return [pen.text(step.text, "point-text")] if plain(step.text).strip() else []


def _name(step: Step, pen: Sketch[Any]) -> Any:
    return pen.text(step.label, "arrow", align="center")


def _numerals(steps: Sequence[Step], start: int, sketch: Sketch[Any]) -> Any:
    """Large numbers side by side, a rule under each."""
    shares = (1.0,) * len(steps)
    pens = sketch.split(shares, "normal", keep=True)
    cells = [
        pen.stack([pen.text(rich(str(number)), "numeral"), pen.rule(), *_said(step, pen)], "snug")
        for number, (step, pen) in enumerate(zip(steps, pens, strict=True), start)
    ]
    return sketch.row(cells, shares, "normal", keep=True)


def _badges(steps: Sequence[Step], start: int, sketch: Sketch[Any]) -> Any:
    """Below each other, a number in a disc before each; many brief ones in two columns."""
    brief = max(len(plain(step.label)) + len(plain(step.text)) for step in steps) <= _BRIEF
    if sketch.narrow or len(steps) <= _ACROSS or not brief:
        return _column(steps, start, sketch)
    half = -(-len(steps) // 2)
    pens = sketch.split((1.0, 1.0))
    columns = [_column(steps[:half], start, pens[0]), _column(steps[half:], start + half, pens[1])]
    return sketch.row(columns, (1.0, 1.0))


def _column(steps: Sequence[Step], start: int, sketch: Sketch[Any]) -> Any:
    beside = sketch.beside_badge()
    rows = [
        sketch.badge(str(number), beside.stack(_said(step, beside), "tight"))
        for number, step in enumerate(steps, start)
    ]
    return sketch.stack(rows, "normal")


def _said(step: Step, pen: Sketch[Any]) -> list[Any]:
    if not plain(step.label).strip():
        return [pen.text(step.text, "body")]
    label = pen.text(step.label, "point-title")
    return [label, pen.text(step.text, "point-text")] if plain(step.text).strip() else [label]


def words(block: Steps) -> str:
    """One line per step, with its number."""
    lines = (plain(labelled(step.label, step.text)) for step in block.steps)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, block.start))


SPEC: Final = BlockSpec(
    type=Steps,
    compose=compose,
    words=words,
    markdown=lambda block: markup.counted(
        (markup.inline(labelled(step.label, step.text)) for step in block.steps), block.start
    ),
    hint="steps: three to six steps of a process in order, each a label of one to three words and a short sentence",
    example=Steps(
        (
            Step(rich("Measure"), rich("A year of gauges at five bridges.")),
            Step(rich("Agree"), rich("Farmers and towns sign one plan.")),
            Step(rich("Dig"), rich("Levees move back, meanders open.")),
        )
    ),
    varies=True,
)
