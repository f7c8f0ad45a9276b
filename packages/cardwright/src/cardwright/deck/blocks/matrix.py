"""Four fields, two by two, such as strengths, weaknesses, opportunities and threats."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.blocks.list import Item
from cardwright.deck.sketch import Fill, Sketch
from cardwright.deck.text import Text, plain, rich

_FILLS: Final[tuple[Fill, ...]] = ("tint", "panel", "panel", "tint")
_BRIEF: Final = 44  # letters that are read well in half of a narrow card


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """One quarter: its name and what belongs there."""

    label: Text
    points: tuple[Text, ...] = ()


class Matrix(Block, frozen=True, tag="matrix"):
    """Fields from left to right, the upper two first. `across` and `down` name what the two axes say."""

    kind: ClassVar[str] = "matrix"
    fields: Annotated[tuple[Field, ...], msgspec.Meta(min_length=4, max_length=4)]
    across: str = ""
    down: str = ""


def compose(block: Matrix, sketch: Sketch[Any]) -> Any:
    """Two rows of two boxes, below each other where there is no room for their texts; the axes' names above."""
    brief = all(len(plain(text)) <= _BRIEF for field in block.fields for text in (field.label, *field.points))
    listed = any(len(field.points) > 1 for field in block.fields)
    rows = [_row(block.fields[at : at + 2], _FILLS[at : at + 2], sketch, keep=brief, listed=listed) for at in (0, 2)]
    axes = " \N{MULTIPLICATION SIGN} ".join(name for name in (block.across, block.down) if name)
    named = [sketch.text(rich(axes), "caption")] if axes else []
    return sketch.stack([*named, *rows], "snug")


def _row(fields: Sequence[Field], fills: Sequence[Fill], sketch: Sketch[Any], *, keep: bool, listed: bool) -> Any:
    pens = sketch.split((1.0, 1.0), "snug", keep=keep)
    boxes = [
        pen.panel(_told(field, pen.inside_panel(), listed=listed), fill)
        for field, fill, pen in zip(fields, fills, pens, strict=True)
    ]
    return sketch.row(boxes, (1.0, 1.0), "snug", equal=True, keep=keep)


def _told(field: Field, pen: Sketch[Any], *, listed: bool) -> Any:
    """A field's name and its points; a single one is text, unless others' are `listed`."""
    points = [point for point in field.points if plain(point).strip()]
    head = pen.text(field.label, "point-title", role="accent")
    if len(points) == 1 and not listed:
        return pen.stack([head, pen.text(points[0], "point-text")], "tight")
    return pen.stack([head, pen.bullets([Item(point) for point in points])] if points else [head], "snug")


def words(block: Matrix) -> str:
    """The axes, then field after field."""
    texts = (plain(text) for field in block.fields for text in (field.label, *field.points))
    return "\n".join(text for text in (block.across, block.down, *texts) if text)


def markdown(block: Matrix) -> str:
    """Each field's name above its points."""
    axes = markup.inline(rich(" \N{MULTIPLICATION SIGN} ".join(name for name in (block.across, block.down) if name)))
    parts = [
        part
        for field in block.fields
        for part in (markup.heading(field.label, 3), markup.bullets(map(markup.inline, field.points)))
    ]
    return markup.stacked([axes, *parts])


SPEC: Final = BlockSpec(
    type=Matrix,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="matrix: exactly four fields, two by two, with one to three short points each, such as a SWOT analysis",
    example=Matrix(
        (
            Field(rich("Strengths"), (rich("Towns that agree"), rich("Land already bought"))),
            Field(rich("Weaknesses"), (rich("Few engineers"),)),
            Field(rich("Opportunities"), (rich("State funds until 2030"),)),
            Field(rich("Threats"), (rich("Drier summers"), rich("Rising wages"))),
        )
    ),
)
