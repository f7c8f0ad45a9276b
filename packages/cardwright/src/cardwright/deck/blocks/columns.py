"""Blocks side by side: two to four columns, each read from top to bottom."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec, block_from, spec_of
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import plain, rich

WIDEST: Final = 6  # columns; more cannot be read at any width

Weight = Annotated[float, msgspec.Meta(ge=0.1, le=10)]


class Columns(Block, frozen=True, tag="columns"):
    """`weights` are relative widths, one per column; without them all are equal."""

    kind: ClassVar[str] = "columns"
    columns: tuple[tuple[Block, ...], ...]
    weights: tuple[Weight, ...] = ()


class _Raw(msgspec.Struct):
    columns: Annotated[
        tuple[tuple[dict[str, Any], ...], ...],
        msgspec.Meta(min_length=1, max_length=WIDEST),
    ]
    weights: tuple[Weight, ...] = ()


def parse(data: Mapping[str, Any]) -> Columns:
    """The columns that plain data describes.

    Raises:
        msgspec.ValidationError: a block is wrong, or columns stand inside columns.
    """
    raw = msgspec.convert({key: value for key, value in data.items() if key != "kind"}, _Raw)
    if raw.weights and len(raw.weights) != len(raw.columns):
        msg = f"{len(raw.weights)} weights for {len(raw.columns)} columns; give one each, or none"
        raise msgspec.ValidationError(msg)
    return Columns(
        tuple(tuple(_inner(block) for block in column) for column in raw.columns),
        raw.weights,
    )


def _inner(data: Mapping[str, Any]) -> Block:
    if data.get("kind") == Columns.kind:
        msg = "columns cannot stand inside columns"
        raise msgspec.ValidationError(msg)
    return block_from(data)


def compose(block: Columns, sketch: Sketch[Any]) -> Any:
    """A row of stacks; a column with nothing to show leaves its width to the others."""
    weights = block.weights or (1.0,) * len(block.columns)
    columns = _folded(list(zip(block.columns, weights, strict=True)), sketch)
    drawn = _drawn(columns, sketch)
    kept = [column for column, nodes in zip(columns, drawn, strict=True) if nodes]
    if not kept:
        return None
    if len(kept) < len(columns):  # say, a picture could not be had: what is left is set wider
        drawn = _drawn(kept, sketch)
    if len(kept) == 1:
        return sketch.stack(drawn[0])
    return sketch.row([sketch.stack(nodes) for nodes in drawn], [weight for _, weight in kept])


Column = tuple[tuple[Block, ...], float]


def _folded(columns: Sequence[Column], sketch: Sketch[Any]) -> list[Column]:
    """Columns, without those whose pictures could not be had: their captions go below what stood beside them."""
    found: list[Column] = []
    waiting: tuple[Block, ...] = ()
    for blocks, weight in columns:
        if not all(_is_lost(inner, sketch) for inner in blocks):
            found.append(((*blocks, *waiting), weight))
            waiting = ()
        elif found:
            found[-1] = ((*found[-1][0], *blocks), found[-1][1])
        else:
            waiting = (*waiting, *blocks)
    return found or list(columns)


def _is_lost(block: Block, sketch: Sketch[Any]) -> bool:
    sources = spec_of(block).sources(block)
    return bool(sources) and all(sketch.picture(src, "") is None for src in sources)


def _drawn(columns: Sequence[Column], sketch: Sketch[Any]) -> list[list[Any]]:
    pens = sketch.split([weight for _, weight in columns])
    heads = [column[0] for column, _ in columns if column and isinstance(column[0], Heading)]
    icons = sketch.icons([plain(head.text) for head in heads]) if len(heads) == len(columns) else ()
    marks = [[icon] for icon in icons] or [[] for _ in columns]
    return [
        [*mark, *(node for inner in column if (node := pen.block(inner)) is not None)]
        for mark, (column, _), pen in zip(marks, columns, pens, strict=True)
    ]


def words(block: Columns) -> str:
    """Column after column."""
    return "\n".join(spec_of(inner).words(inner) for column in block.columns for inner in column)


def markdown(block: Columns) -> str:
    """Column below column."""
    return markup.stacked(spec_of(inner).markdown(inner) for column in block.columns for inner in column)


def sources(block: Columns) -> tuple[str, ...]:
    """The images of all columns."""
    return tuple(src for column in block.columns for inner in column for src in spec_of(inner).sources(inner))


SPEC: Final = BlockSpec(
    type=Columns,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="columns: two or three things to compare, or text beside a picture; never inside another columns",
    example=Columns(
        (
            (
                Heading(rich("Before"), 3),
                Paragraph(rich("A straight canal, warm and silent.")),
            ),
            (
                Heading(rich("After"), 3),
                Paragraph(rich("Riffles, shade and eleven kinds of fish.")),
            ),
        )
    ),
    parse=parse,
    sources=sources,
)
