"""Documents on paper: cards follow each other over pages, several on one, long ones over many."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cardwright.layout import footnotes
from cardwright.layout.footnotes import Gathered
from cardwright.layout.split import Height, Piece, is_heading, shares
from cardwright.layout.walk import fresh, nodes
from cardwright.scene import ChartNode, DrawingNode, Node, PictureNode, Row, SceneCard, ShapeNode, Stack

_TRIED: Final = (1.0, 0.85, 0.7, 0.5)
_WHOLE: Final = 0.6  # of a page; what is higher is cut all the same


@dataclass(slots=True)
class _Sheet:
    """A page being filled: sections of blocks, each from one card, whose numbers are `cards`."""

    card: SceneCard
    sections: list[list[Node]]
    notes: Gathered
    cards: list[int] = field(default_factory=list[int])
    used: float = 0.0


def pages(cards: Sequence[SceneCard], height: Height, room: float, section_gap: float) -> list[SceneCard]:
    """Cards as pages of `room` points. A cover keeps a page of its own, as does any change of surface."""
    sheets: list[_Sheet] = []
    for card, after in zip(cards, [*cards[1:], None], strict=True):
        alone = card.kind == "cover" or not sheets or sheets[-1].card.kind == "cover"
        if alone or sheets[-1].card.surface != card.surface:
            sheets.append(_Sheet(card, [], Gathered(height)))
        next_ = footnotes.apart(after.root)[0].children if after and after.surface == card.surface else ()
        _pour(sheets, card, [(node, height(node)) for node in next_], height, room, section_gap)
    return [_page(sheet, section_gap, number) for number, sheet in enumerate(sheets)]


def _pour(
    sheets: list[_Sheet], card: SceneCard, after: Sequence[Piece], height: Height, room: float, section_gap: float
) -> None:
    """Add a card's blocks to the last sheet and to as many new ones as they need; those `after` them are the next card's."""
    body, foot = footnotes.apart(card.root)
    gap, above = body.gap, card.root.gap
    opened = False
    queue: list[Piece] = [(node, height(node)) for node in body.children]
    while queue:
        node, size = queue.pop(0)
        sheet = sheets[-1]
        lead = 0.0 if not sheet.sections else (gap if opened else section_gap)
        left = room - sheet.used - sheet.notes.used - lead
        cutter = _Cutter(height, room, gap, lambda node, sheet=sheet: sheet.notes.more(node, foot, above))
        begins = cutter.begins([(node, size), *queue, *after], left)
        if size + cutter.notes(node) > left or not begins:
            cut = cutter.cut(node, size, left)
            if len(cut) > 1:
                node, size = cut[0]
                queue[:0] = cut[1:]
            if not begins and sheet.sections:
                sheets.append(_Sheet(card, [], Gathered(height)))
                queue.insert(0, (node, size))
                opened = False
                continue
        if not opened:
            sheet.sections.append([])
            sheet.cards.append(body.card)
            opened = True
        sheet.sections[-1].append(node)
        sheet.used += lead + size
        sheet.notes.add(node, foot, above)


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts what waits for a page; `notes` says what the page has to give for those of a node."""

    height: Height
    room: float
    gap: float
    notes: Height

    def begins(self, queue: Sequence[Piece], left: float) -> bool:
        """Whether the first of what waits can begin in what is left of a page: a heading only with what it heads."""
        node, size = queue[0]
        noted = self.notes(node)
        if size + noted > left:
            first, tall = self.cut(node, size, left)[0]
            return tall + self.notes(first) <= left
        if not _heads(node) or len(queue) == 1:
            return True
        return self.begins(queue[1:], left - size - noted - self.gap)

    def cut(self, node: Node, size: float, left: float) -> list[Piece]:
        """A block cut as `_cut` does, so that its first part has room with its own notes."""
        noted = self.notes(node)
        if not noted:
            return _cut(node, size, self.height, left, self.room, self.gap)
        found = [(node, size)]
        for part in _TRIED:  # of a page that is shared as the block and its notes share it
            share = part * size / (size + noted)
            found = _cut(node, size, self.height, left * share, self.room * share, self.gap)
            if found[0][1] + self.notes(found[0][0]) <= left:
                break
        return found


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
    gap = footnotes.apart(sheet.card.root)[0].gap
    sections = tuple(Stack(0, tuple(nodes), gap, card) for nodes, card in zip(sheet.sections, sheet.cards, strict=True))
    root = sections[0] if len(sections) == 1 else Stack(0, sections, section_gap)
    root = fresh(sheet.notes.under(root))
    return replace(sheet.card, id=f"page-{number + 1}", root=root, anchor=sheet.card.anchor, grow=False)
