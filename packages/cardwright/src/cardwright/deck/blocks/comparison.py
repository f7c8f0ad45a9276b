"""Two or more sides set against each other: options, before and after, pros and cons."""

from typing import Any, ClassVar, Final, Literal

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.blocks.list import Item
from cardwright.deck.sketch import Fill, Sketch
from cardwright.deck.text import Text, plain, rich

Verdict = Literal["none", "good", "bad"]
_SIGNS: Final[dict[Verdict, str]] = {"good": "+", "bad": "\N{EN DASH}"}


class Side(msgspec.Struct, frozen=True, omit_defaults=True):
    """What speaks of one side. `verdict` marks it as speaking for or against something."""

    label: Text
    points: tuple[Text, ...] = ()
    verdict: Verdict = "none"


class Comparison(Block, frozen=True, tag="comparison"):
    """Two to four sides."""

    kind: ClassVar[str] = "comparison"
    sides: tuple[Side, ...]


def compose(block: Comparison, sketch: Sketch[Any]) -> Any:
    """Equal boxes side by side; what speaks for something stands out."""
    sides = [side for side in block.sides if plain(side.label).strip() or side.points]
    if not sides:
        return None
    shares = (1.0,) * len(sides)
    pens = sketch.split(shares, "normal")
    boxes = [_box(side, pen) for side, pen in zip(sides, pens, strict=True)]
    return sketch.row(boxes, shares, "normal", equal=True)


def _box(side: Side, pen: Sketch[Any]) -> Any:
    fill: Fill = "tint" if side.verdict == "good" else "panel"
    inner = pen.inside_panel()
    return pen.panel(inner.stack([_head(side, inner), *_told(side, inner)]), fill)


def _head(side: Side, pen: Sketch[Any]) -> Any:
    sign = _SIGNS.get(side.verdict, "")
    if not sign:
        return pen.text(side.label, "subheading", tag="h3")
    beside = pen.beside_badge()
    return pen.badge(sign, beside.text(side.label, "subheading", tag="h3"))


def _told(side: Side, pen: Sketch[Any]) -> list[Any]:
    points = [point for point in side.points if plain(point).strip()]
    if len(points) == 1:
        return [pen.text(points[0], "point-text")]
    return [pen.bullets([Item(point) for point in points])] if points else []


def markdown(block: Comparison) -> str:
    """Each side's name above its points."""
    parts = [
        part
        for side in block.sides
        for part in (markup.heading(side.label, 3), markup.bullets(map(markup.inline, side.points)))
    ]
    return markup.stacked(parts)


SPEC: Final = BlockSpec(
    type=Comparison,
    compose=compose,
    words=lambda block: "\n".join(
        plain(text) for side in block.sides for text in (side.label, *side.points) if plain(text)
    ),
    markdown=markdown,
    hint="comparison: two or three sides with two to five short points each; `verdict` good or bad for pros and cons",
    example=Comparison(
        (
            Side(rich("Advantages"), (rich("Floods stay in the meadow"), rich("Wells fill again")), "good"),
            Side(rich("Drawbacks"), (rich("Less land to plough"), rich("Ten years until it pays")), "bad"),
        )
    ),
)
