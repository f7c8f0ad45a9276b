"""A funnel: what passes from one stage to the next, less each time."""

from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import rich

_LEAST: Final = 0.42  # of the width that the lowest edge takes
_SIDES: Final = (3.0, 2.0)  # the funnel against what is said of its stages
_BRIEF: Final = 40  # letters that a layer has room for below its name


class Stage(msgspec.Struct, frozen=True, omit_defaults=True):
    """`value` is how much there is, as it is printed; `text` says more."""

    label: str
    value: str = ""
    text: str = ""


class Funnel(Block, frozen=True, tag="funnel"):
    """Three to about six stages, the widest first."""

    kind: ClassVar[str] = "funnel"
    stages: tuple[Stage, ...]


def compose(block: Funnel, sketch: Sketch[Any]) -> Any:
    """Layers that narrow evenly, what is said of each beside it, on narrow cards within it or below."""
    stages = [stage for stage in block.stages if stage.label or stage.value]
    if not stages:
        return None
    told = any(stage.text for stage in stages) and not sketch.narrow
    step = (1.0 - _LEAST) / len(stages)
    rows = [_stage(stage, 1.0 - step * at, 1.0 - step * (at + 1), sketch, told=told) for at, stage in enumerate(stages)]
    return sketch.stack(rows, "tight")


def _stage(stage: Stage, top: float, bottom: float, sketch: Sketch[Any], *, told: bool) -> Any:
    left, right = sketch.split(_SIDES, "normal", keep=True) if told else (sketch, sketch)
    inner = left.inside_layer(bottom)
    value = [inner.text(rich(stage.value), "subheading", align="center", role="on-accent")] if stage.value else []
    name = [inner.text(rich(stage.label), "point-title", align="center", role="on-accent")] if stage.label else []
    within = not told and 0 < len(stage.text) <= _BRIEF
    more = [inner.text(rich(stage.text), "point-text", align="center", role="on-accent")] if within else []
    layer = left.layer(inner.stack([*name, *value, *more], "none"), top, bottom)
    if told:
        beside = right.inside_panel()
        said = [beside.text(rich(stage.text), "point-text")] if stage.text else []
        text = right.panel(beside.stack(said), "none", middle=True)
        return sketch.row([layer, text], _SIDES, "normal", keep=True, equal=True)
    if stage.text and not within:
        return sketch.stack([layer, sketch.text(rich(stage.text), "caption", align="center")], "tight")
    return layer


def words(block: Funnel) -> str:
    """One line per stage."""
    return "\n".join(
        ": ".join(filter(None, (stage.label, " ".join(filter(None, (stage.value, stage.text))))))
        for stage in block.stages
    )


def markdown(block: Funnel) -> str:
    """A numbered list of stages with their figures."""
    return markup.counted(
        markup.labelled(stage.label, markup.inline(rich(" \N{EN DASH} ".join(filter(None, (stage.value, stage.text))))))
        for stage in block.stages
    )


SPEC: Final = BlockSpec(
    type=Funnel,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="funnel: three to five stages that lose some of what enters them, each with its figure",
    example=Funnel((Stage("Visitors", "12,000"), Stage("Trials", "1,900"), Stage("Customers", "410"))),
)
