"""The deck as a model gets it: every card and every block with its id, every text as Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from cardwright.deck import Block, Deck, Text, markup, unnoted
from cardwright.deck.blocks import spec_of
from cardwright.deck.blocks.chart import Chart
from cardwright.deck.blocks.table import Table
from cardwright.write.remix import Origin
from cardwright.write.remix.text import spoken
from cardwright.write.revise.sheet import Group, Page, Slot, pages


def view(deck: Deck, origins: Sequence[Origin]) -> Mapping[str, Any]:
    """Plain data; what is empty is left out."""
    found = pages(deck, origins)
    cards = [_card(page, origin) for page, origin in zip(found, origins, strict=True)]
    return {"title": deck.title, "language": deck.language, "cards": cards}


def _card(page: Page, origin: Origin) -> Mapping[str, Any]:
    return _full(
        id=page.id,
        number=origin.number,
        locked=origin.is_locked,
        kind=page.card.kind,
        title=_inline(page.card.title),
        notes=page.card.notes,
        blocks=[_part(part) for part in page.parts],
    )


def _part(part: Slot | Group) -> Mapping[str, Any]:
    if isinstance(part, Slot):
        return {"id": part.id, "kind": part.blocks[0].kind, **_said(part.blocks[0])}
    return {"kind": part.block.kind, "columns": [[_part(slot) for slot in column] for column in part.columns]}


def _inline(text: Text) -> str:
    """The text as Markdown, without its notes: they stay whatever it is changed to."""
    return markup.inline(unnoted(text))


def _said(block: Block) -> Mapping[str, Any]:
    if isinstance(block, Table):
        rows = [[_inline(cell) for cell in row] for row in block.rows]
        return _full(head=[_inline(cell) for cell in block.head], rows=rows, caption=block.caption)
    if isinstance(block, Chart):
        series = [{"name": one.name, "values": one.values, **_full(unit=one.unit)} for one in block.series]
        return _full(
            type=block.type,
            title=block.title,
            unit=block.unit,
            axis=block.axis,
            categories=block.categories,
            series=series,
        )
    texts = [text if isinstance(text, str) else _inline(text) for text in spoken(block)]
    return _full(texts=texts, pictures=spec_of(block).sources(block))


def _full(**fields: Any) -> Mapping[str, Any]:
    return {name: value for name, value in fields.items() if value}
