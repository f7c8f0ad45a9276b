"""Rows and columns of short texts."""

from typing import Any, ClassVar, Final

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Align, Sketch
from cardwright.deck.text import Span, Text, plain, rich

_RULES: Final[dict[Align, str]] = {"start": "---", "center": ":---:", "end": "---:"}


class Table(Block, frozen=True, tag="table"):
    """`head` may be empty; short rows count as filled up with empty cells.

    `aligns` has one entry per column; missing ones are `start`.
    """

    kind: ClassVar[str] = "table"
    head: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    aligns: tuple[Align, ...] = ()
    caption: str = ""


def width(block: Table) -> int:
    """Number of columns of the widest row."""
    return max((len(row) for row in (block.head, *block.rows)), default=0)


def compose(block: Table, sketch: Sketch[Any]) -> Any:
    """A table in which every row has the same number of cells."""
    count = width(block)
    if count == 0:
        return None
    head = _filled(block.head, count) if block.head else ()
    missing: tuple[Align, ...] = ("start",) * max(count - len(block.aligns), 0)
    aligns = (*block.aligns[:count], *missing)
    return sketch.table(head, [_filled(row, count) for row in block.rows], aligns, block.caption)


def _filled(row: tuple[Text, ...], count: int) -> tuple[Text, ...]:
    return row + ((),) * (count - len(row))


def words(block: Table) -> str:
    """One line per row, cells separated by tabs; the caption last."""
    lines = ["\t".join(plain(cell) for cell in row) for row in (block.head, *block.rows) if row]
    return "\n".join([*lines, block.caption] if block.caption else lines)


def markdown(block: Table) -> str:
    """Rows between pipes, and the caption below them."""
    count = width(block)
    if count == 0:
        return ""
    rules = [*(_RULES[align] for align in block.aligns), *["---"] * count][:count]
    rows = markup.table((block.head, *block.rows), rules)
    return markup.stacked([rows, markup.paragraph((Span(block.caption, italic=True),))])


SPEC: Final = BlockSpec(
    type=Table,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="table: facts with the same two to six properties each, at most about eight rows",
    example=Table(
        head=(rich("Reach"), rich("Length, km")),
        rows=((rich("Upper"), rich("4.2")), (rich("Lower"), rich("7.9"))),
        aligns=("start", "end"),
    ),
)
