"""A few key figures, large."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import rich


class Stat(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure as it is printed, unit included, and what it counts."""

    value: str
    label: str = ""


class Stats(Block, frozen=True, tag="stats"):
    """One to about eight figures."""

    kind: ClassVar[str] = "stats"
    items: tuple[Stat, ...]


def compose(block: Stats, sketch: Sketch[Any]) -> Any:
    """Panels in rows of nearly equal length."""
    icons = sketch.icons([item.label or item.value for item in block.items]) or [None] * len(block.items)
    marked = list(zip(block.items, icons, strict=True))
    rows = [_row(part, sketch) for part in _parts(marked, sketch.abreast)]
    if not rows:
        return None
    return rows[0] if len(rows) == 1 else sketch.stack(rows, "snug")


Marked = tuple[Stat, Any]  # a figure and its icon, if it has one


def _parts(items: Sequence[Marked], abreast: int) -> list[Sequence[Marked]]:
    """Rows of at most `abreast`; five become three and two, never four and one."""
    if not items:
        return []
    rows = -(-len(items) // abreast)
    length = -(-len(items) // rows)
    return [items[start : start + length] for start in range(0, len(items), length)]


def _row(items: Sequence[Marked], sketch: Sketch[Any]) -> Any:
    shares = (1.0,) * len(items)
    panels = [
        pen.panel(_figure(item, icon, pen.inside_panel()))
        for (item, icon), pen in zip(items, sketch.split(shares, "snug", keep=True), strict=True)
    ]
    return sketch.row(panels, shares, "snug", equal=True, keep=True)


def _figure(item: Stat, icon: Any, pen: Sketch[Any]) -> Any:
    value = pen.text(rich(item.value), "stat")
    figure = pen.stack([value, pen.text(rich(item.label), "label")], "tight") if item.label else value
    return figure if icon is None else pen.stack([icon, figure], "snug")


def markdown(block: Stats) -> str:
    """A list of labels with their figures."""
    return markup.bullets(markup.labelled(item.label, markup.inline(rich(item.value))) for item in block.items)


SPEC: Final = BlockSpec(
    type=Stats,
    compose=compose,
    words=lambda block: "\n".join(f"{item.value}\t{item.label}".strip("\t") for item in block.items),
    markdown=markdown,
    hint="stats: two to four key figures worth a glance, each with a label of a few words",
    example=Stats(
        (
            Stat("31 km", "of river reopened"),
            Stat("€4.2 m", "spent"),
            Stat("96 %", "of targets met"),
        )
    ),
)
