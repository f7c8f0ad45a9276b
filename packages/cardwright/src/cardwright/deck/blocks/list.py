"""Bulleted or numbered points, nested where needed."""

from typing import Annotated, Any, ClassVar, Final

import msgspec

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


SPEC: Final = BlockSpec(
    type=List,
    compose=compose,
    words=words,
    hint="list: three to six parallel points of under 15 words each; `ordered` for steps or ranks",
    example=List(
        (
            Item(rich("Plant the banks")),
            Item(rich("Willow first"), level=1),
            Item(rich("Open the weir")),
        )
    ),
)
