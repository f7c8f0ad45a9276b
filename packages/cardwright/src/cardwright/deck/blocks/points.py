"""Parallel points, each a few words and what is to be said about them."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.blocks.list import Item
from cardwright.deck.sketch import Edge, Sketch
from cardwright.deck.text import Text, labelled, plain, rich

_ABREAST: Final = 3
_BRIEF: Final = 60  # characters up to which four points stand side by side
_FEW: Final = 4  # points below each other that stand well apart
_LABEL: Final = (1.0, 2.3)  # the label's width against the rest


class Point(msgspec.Struct, frozen=True, omit_defaults=True):
    """`label` names the point in a few words."""

    label: Text
    text: Text = ()


class Points(Block, frozen=True, tag="points"):
    """Two to about eight points of equal rank."""

    kind: ClassVar[str] = "points"
    points: tuple[Point, ...]


def compose(block: Points, sketch: Sketch[Any]) -> Any:
    """Boxes, ruled columns or rows, another look each time; bullets where there is no room for any of these."""
    points = [point for point in block.points if plain(point.label).strip() or plain(point.text).strip()]
    if not points:
        return None
    if sketch.reads:
        return sketch.bullets([Item(labelled(point.label, point.text)) for point in points])
    if sketch.narrow:
        return sketch.stack(
            [_boxed(point, sketch, "start") for point in points], "normal" if len(points) <= _FEW else "snug"
        )
    looks = (_boxes, _ruled, _rows) if len(points) > 1 else (_rows,)
    return looks[sketch.turn % len(looks)](points, sketch)


def _columns(points: Sequence[Point], sketch: Sketch[Any]) -> int:
    """How many stand side by side: rows as even as can be, four only where all are brief."""
    brief = max(len(plain(point.text)) for point in points) <= _BRIEF
    most = min(sketch.abreast, _ABREAST + brief)
    if len(points) == 4 and not brief:  # noqa: PLR2004 - two and two, not three and one
        return min(2, most)
    rows = -(-len(points) // most)
    return -(-len(points) // rows)


def _grid(points: Sequence[Point], sketch: Sketch[Any], bar: Edge) -> Any:
    across = _columns(points, sketch)
    shares = (1.0,) * across
    pens = sketch.split(shares, "normal", keep=True)
    rows: list[Any] = []
    icons = sketch.icons([plain(point.label) for point in points]) or [None] * len(points)
    for at in range(0, len(points), across):
        some = zip(points[at : at + across], icons[at : at + across], pens, strict=False)
        cells = [_boxed(point, pen, bar, icon) for point, icon, pen in some]
        cells += [pen.stack(()) for pen in pens[len(cells) :]]
        rows.append(sketch.row(cells, shares, "normal", equal=True, keep=True))
    return rows[0] if len(rows) == 1 else sketch.stack(rows, "normal" if bar == "none" else "wide")


def _boxes(points: Sequence[Point], sketch: Sketch[Any]) -> Any:
    return _grid(points, sketch, "none")


def _ruled(points: Sequence[Point], sketch: Sketch[Any]) -> Any:
    return _grid(points, sketch, "top")


def _boxed(point: Point, pen: Sketch[Any], bar: Edge, icon: Any = None) -> Any:
    inner = pen.inside_panel(bar=bar)
    said = inner.stack(_said(point, inner), "tight")
    child = said if icon is None else inner.stack([icon, said], "snug")
    return pen.panel(child, "panel" if bar == "none" else "none", bar=bar)


def _rows(points: Sequence[Point], sketch: Sketch[Any]) -> Any:
    """Label beside text, a rule between one point and the next."""
    left, right = sketch.split(_LABEL, "normal", keep=True)
    found: list[Any] = []
    for point in points:
        label = left.text(point.label, "point-title", role="accent")
        row = sketch.row([label, right.text(point.text, "point-text")], _LABEL, "normal", keep=True)
        found += [sketch.rule(), row] if found else [row]
    return sketch.stack(found, "snug")


def _said(point: Point, pen: Sketch[Any]) -> list[Any]:
    label = [pen.text(point.label, "point-title")] if plain(point.label).strip() else []
    return [*label, pen.text(point.text, "point-text")] if plain(point.text).strip() else label


SPEC: Final = BlockSpec(
    type=Points,
    compose=compose,
    words=lambda block: "\n".join(plain(labelled(point.label, point.text)) for point in block.points),
    markdown=lambda block: markup.bullets(markup.inline(labelled(point.label, point.text)) for point in block.points),
    hint="points: two to six parallel points, each a label of one to four words and a sentence about it",
    example=Points(
        (
            Point(rich("Room"), rich("Levees stand back, and the meadows take the flood.")),
            Point(rich("Shade"), rich("Willows keep the water cool enough for trout.")),
            Point(rich("Passage"), rich("Ramps of boulders let fish swim past every weir.")),
        )
    ),
    varies=True,
)
