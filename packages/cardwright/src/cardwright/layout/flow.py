"""Documents on paper: cards follow each other over pages, several on one, long ones over many."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cardwright.layout.split import Height, Piece, is_heading, shares
from cardwright.layout.walk import fresh, nodes
from cardwright.scene import ChartNode, DrawingNode, Node, PictureNode, Row, SceneCard, ShapeNode, Stack

_WHOLE: Final = 0.6  # of a page; what is higher is cut all the same


@dataclass(slots=True)
class _Sheet:
    """A page being filled: sections of blocks, each from one card, whose numbers are `cards`."""

    card: SceneCard
    sections: list[list[Node]]
    cards: list[int] = field(default_factory=list[int])
    used: float = 0.0


def pages(cards: Sequence[SceneCard], height: Height, room: float, section_gap: float) -> list[SceneCard]:
    """Cards as pages of `room` points. A cover keeps a page of its own, as does any change of surface."""
    sheets: list[_Sheet] = []
    for card, after in zip(cards, [*cards[1:], None], strict=True):
        alone = card.kind == "cover" or not sheets or sheets[-1].card.kind == "cover"
        if alone or sheets[-1].card.surface != card.surface:
            sheets.append(_Sheet(card, []))
        next_ = after.root.children if after and after.surface == card.surface else ()
        _pour(sheets, card, [(node, height(node)) for node in next_], height, room, section_gap)
    return [_page(sheet, section_gap, number) for number, sheet in enumerate(sheets)]


def _pour(
    sheets: list[_Sheet], card: SceneCard, after: Sequence[Piece], height: Height, room: float, section_gap: float
) -> None:
    """Add a card's blocks to the last sheet and to as many new ones as they need; those `after` them are the next card's."""
    gap = card.root.gap
    opened = False
    queue: list[Piece] = [(node, height(node)) for node in card.root.children]
    while queue:
        node, size = queue.pop(0)
        sheet = sheets[-1]
        lead = 0.0 if not sheet.sections else (gap if opened else section_gap)
        left = room - sheet.used - lead
        begins = _begins([(node, size), *queue, *after], height, left, room, gap)
        if size > left or not begins:
            cut = _cut(node, size, height, left, room, gap)
            if len(cut) > 1:
                node, size = cut[0]
                queue[:0] = cut[1:]
            if not begins and sheet.sections:
                sheets.append(_Sheet(card, []))
                queue.insert(0, (node, size))
                opened = False
                continue
        if not opened:
            sheet.sections.append([])
            sheet.cards.append(card.root.card)
            opened = True
        sheet.sections[-1].append(node)
        sheet.used += lead + size


def _begins(queue: Sequence[Piece], height: Height, left: float, room: float, gap: float) -> bool:
    """Whether the first of what waits can begin in what is left of a page: a heading only with what it heads."""
    node, size = queue[0]
    if size > left:
        return _cut(node, size, height, left, room, gap)[0][1] <= left
    if not _heads(node) or len(queue) == 1:
        return True
    return _begins(queue[1:], height, left - size - gap, room, gap)


def _heads(node: Node) -> bool:
    """Whether a block only says what follows: a heading, or the title of a part with its rule."""
    return (
        isinstance(node, ShapeNode) or is_heading(node) or (isinstance(node, Stack) and all(map(_heads, node.children)))
    )


def _cut(node: Node, size: float, height: Height, left: float, room: float, gap: float) -> list[Piece]:
    """A block cut to what is left of the page when that is worth it, else to whole pages."""
    if is_heading(node):
        return [(node, size)]

    def known(asked: Node) -> float:
        # A piece of a block was never measured itself; its share of the block is known.
        return size if asked is node else height(asked)

    if left > room * 0.22 and size > left and not (size < room * _WHOLE and _shown_as_one(node)):
        return shares(node, known, left * 0.96, gap)
    return shares(node, known, room * 0.96, gap) if size > room else [(node, size)]


def _shown_as_one(node: Node) -> bool:
    """Whether a block says less in two pieces: a figure with its caption, columns side by side."""
    return any(isinstance(one, Row | ChartNode | PictureNode | DrawingNode) for one in nodes(node))


def _page(sheet: _Sheet, section_gap: float, number: int) -> SceneCard:
    gap = sheet.card.root.gap
    sections = tuple(Stack(0, tuple(nodes), gap, card) for nodes, card in zip(sheet.sections, sheet.cards, strict=True))
    root = sections[0] if len(sections) == 1 else Stack(0, sections, section_gap)
    return replace(sheet.card, id=f"page-{number + 1}", root=fresh(root), anchor=sheet.card.anchor, grow=False)
