"""Bulleted or numbered points, nested where needed."""

from typing import Annotated, Any, ClassVar, Final, NamedTuple

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, plain, rich

DEEPEST: Final = 8  # levels; a writer flattens what is nested deeper


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One point. `level` is 0 for the outermost; `number` is printed, None is a bullet."""

    text: Text
    level: Annotated[int, msgspec.Meta(ge=0, le=DEEPEST)] = 0
    number: Annotated[int, msgspec.Meta(ge=0, le=999_999_999)] | None = None


class List(Block, frozen=True, tag="list"):
    """Points in order. In an `ordered` list without any number the items are counted per level."""

    kind: ClassVar[str] = "list"
    items: tuple[Item, ...]
    ordered: bool = False


class _Point(NamedTuple):
    """A point as it was written."""

    level: int
    indent: int
    number: int | None
    mark: str


def numbered(block: List) -> tuple[Item, ...]:
    """The items with the numbers they are printed with."""
    if not block.ordered or any(item.number is not None for item in block.items):
        return block.items
    counts = [0] * (DEEPEST + 1)
    found: list[Item] = []
    for item in block.items:
        counts[item.level] += 1
        counts[item.level + 1 :] = [0] * (DEEPEST - item.level)
        found.append(Item(item.text, item.level, counts[item.level]))
    return tuple(found)


def compose(block: List, sketch: Sketch[Any]) -> Any:
    """The points, without those that say nothing."""
    items = [item for item in numbered(block) if plain(item.text).strip()]
    return sketch.bullets(items) if items else None


def words(block: List) -> str:
    """One line per point, with the number it is printed with."""
    lines = (
        plain(item.text) if item.number is None else f"{item.number}. {plain(item.text)}" for item in numbered(block)
    )
    return "\n".join(lines)


def markdown(block: List) -> str:
    """A point per line, below the point it belongs to."""
    lines: list[str] = []
    above: list[_Point] = []  # the points that the next one may stand below
    for item in numbered(block):
        if not (text := markup.inline(item.text)):
            continue
        before: _Point | None = None
        while above and above[-1].level >= item.level:
            before = above.pop()
        indent = above[-1].indent + len(above[-1].mark) + 1 if above else 0
        point = _Point(item.level, indent, item.number, _mark(item.number, before))
        if above and before is None and item.number not in (None, 1):
            lines.append("")  # only a 1 may follow the line above at once
        lines.append(f"{' ' * indent}{point.mark} {markup.opening(text)}")
        above.append(point)
    return "\n".join(lines)


def _mark(number: int | None, before: "_Point | None") -> str:
    """The mark of a point below `before`. Markdown counts by itself, so a leap in the numbers takes another mark."""
    if number is None:
        return "-"
    if before is None or before.number is None:
        return f"{number}."
    follows = number == before.number + 1
    return f"{number}{'.' if before.mark.endswith('.') == follows else ')'}"


SPEC: Final = BlockSpec(
    type=List,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="list: three to six parallel points of under 15 words each; `ordered` for steps or ranks",
    example=List(
        (
            Item(rich("Plant the banks")),
            Item(rich("Willow first"), level=1),
            Item(rich("Open the weir")),
        )
    ),
)
