"""Splitting what cannot fit: one card becomes several, no word lost, none repeated but the title.

Places to split, best first: between blocks, between list items or table rows,
between lines of code, at the end of a sentence, at a space, between characters.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from cardwright.deck import MARK
from cardwright.layout import footnotes
from cardwright.layout.walk import characters, fresh
from cardwright.scene import ListNode, Node, Panel, PictureNode, Row, Run, SceneCard, Stack, TableNode, TextNode

MAX_CHARACTERS = 6000  # of one card before it is measured; bounds the typesetter's time and memory
MAX_ROWS = 60

# Height of a node in points, however it is known: measured or estimated.
Height = Callable[[Node], float]
Piece = tuple[Node, float]

_SENTENCE = re.compile(
    rf"(?<=[.!?…؟।。！？])[\s\u200b]+|(?<=[.!?…؟।。！？]{MARK})[\s\u200b]+|(?<=[.!?…؟।。！？]{MARK}{MARK})[\s\u200b]+"
    rf"|(?<=[。！？])(?!{MARK})|\n"
)
_SPACE = re.compile(r"\s+")


def is_heading(node: Node) -> bool:
    return isinstance(node, TextNode) and node.tag != "p"


def parts(card: SceneCard, height: Height, room: float, *, fill: bool = False) -> list[SceneCard]:
    """The card as several, each about `room` points high; the card itself when it cannot be split.

    The first heading is repeated on each. Parts are balanced, or filled one
    after the other when `fill`, as on pages that others continue. Notes stand
    at the foot of the part that refers to them.
    """
    whole, foot = footnotes.apart(card.root)
    head, body = _head(whole)
    used = sum(height(node) + whole.gap for node in head)
    noted = min(footnotes.tall(foot, height) + card.root.gap, room / 2) if foot else 0.0
    free = max(room - used - noted, room * 0.3)
    pieces = list(_pieces(body, height, free, whole.gap, even=not fill))
    groups = grouped(pieces, free, whole.gap, balanced=not fill)
    left = room - used - card.root.gap
    sizes = {id(node): size for node, size in pieces}
    roots = [
        footnotes.together(card.root, replace(whole, children=(*head, *shown)), below)
        for group in groups
        for shown, below in _noted(group, footnotes.of(foot, footnotes.referred((*head, *group))), height, left, sizes)
    ]
    if len(roots) < 2:
        return [card]
    return [
        replace(card, id=f"{card.id}-{number}" if number else card.id, root=fresh(root))
        for number, root in enumerate(roots)
    ]


def _noted(
    group: Sequence[Node], foot: Stack | None, height: Height, left: float, sizes: Mapping[int, float]
) -> list[tuple[Sequence[Node], Stack | None]]:
    """A part's nodes with the notes below them; notes that take more than half of a card go on on others."""
    if foot is None or footnotes.tall(foot, height) <= left / 2:
        return [(group, foot)]
    used = sum(sizes[id(node)] for node in group)
    first, *others = footnotes.shares(foot, height, max(left - used, left / 4), left)
    return [(group, first), *(((), below) for below in others)]


def _pieces(body: Sequence[Node], height: Height, room: float, gap: float, *, even: bool) -> Iterator[Piece]:
    """The nodes, cut to the room that headings right above them leave."""
    lead = 0.0
    for node in body:
        yield from shares(node, height, max(room - lead, room * 0.3), gap, even=even)
        lead = lead + height(node) + gap if is_heading(node) else 0.0


def _head(root: Stack) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The heading that every part repeats, and the rest."""
    if len(root.children) > 1 and is_heading(root.children[0]):
        return root.children[:1], root.children[1:]
    return (), root.children


def shares(node: Node, height: Height, room: float, gap: float, *, even: bool = False) -> list[Piece]:
    """A node with its height, or its pieces when it is higher than `room`: as high as may be, or about equal when `even`."""
    tall = height(node)
    if tall <= room:
        return [(node, tall)]
    if isinstance(node, Stack):
        return _regrouped(node, list(_pieces(node.children, height, room, node.gap, even=even)), room, even=even)
    if isinstance(node, Row):
        # Columns that are too tall go below each other; then each can be split.
        known: dict[int, float] = {}
        columns = [_kept(child, height, known) for child in node.children]

        def asked(one: Node) -> float:
            return known[id(one)] if id(one) in known else height(one)

        return [piece for column in columns for piece in shares(column, asked, room, gap, even=even)]
    if isinstance(node, Panel):
        inner = shares(node.child, height, room - 2 * node.pad_y, gap, even=even)
        return [(replace(node, child=part), size + 2 * node.pad_y) for part, size in inner]
    if isinstance(node, PictureNode):
        return [(replace(node, max_width=round(room * node.ratio, 2)), room)]
    count = max(2, -(-int(tall) // max(1, int(room * 0.92))))
    cut = sliced(node, count)
    return [(part, tall / len(cut)) for part in cut]


def _kept(node: Node, height: Height, known: dict[int, float]) -> Node:
    """The same with pictures no wider than they were in their column; heights of what is new are added to `known`."""
    match node:
        case PictureNode():
            wide = round(height(node) * node.ratio, 2)
            new: Node = replace(node, max_width=min(wide, node.max_width or wide))
        case Stack() | Row():
            new = replace(node, children=tuple(_kept(child, height, known) for child in node.children))
        case Panel():
            new = replace(node, child=_kept(node.child, height, known))
        case _:
            return node
    known[id(new)] = height(node)
    return new


def _regrouped(stack: Stack, pieces: Sequence[Piece], room: float, *, even: bool) -> list[Piece]:
    groups = grouped(pieces, room, stack.gap, balanced=even)
    sizes = {id(node): size for node, size in pieces}
    out: list[Piece] = []
    for group in groups:
        size = sum(sizes[id(node)] for node in group) + stack.gap * (len(group) - 1)
        out.append((replace(stack, children=tuple(group)), size))
    return out


def grouped(pieces: Sequence[Piece], room: float, gap: float, *, balanced: bool) -> list[list[Node]]:
    """Pieces in groups no higher than `room` (a single piece may be); headings stay with what follows."""
    target = room
    if balanced:
        total = sum(size + gap for _, size in pieces) - gap
        target = min(room, total / max(1, -(-int(total) // max(1, int(room)))) * 1.08)
    groups: list[list[Node]] = []
    group: list[Node] = []
    used = 0.0
    for nodes, size in _headed(pieces, gap):
        if group and (used + gap + size > room or used + gap + size / 2 > target):
            groups.append(group)
            group, used = [], 0.0
        used += size + (gap if group else 0)
        group += nodes
    return [*groups, group] if group else groups


def _headed(pieces: Sequence[Piece], gap: float) -> Iterator[tuple[list[Node], float]]:
    """Pieces, each with the headings right above it."""
    nodes: list[Node] = []
    size = 0.0
    for node, tall in pieces:
        size += tall + (gap if nodes else 0.0)
        nodes.append(node)
        if not is_heading(node):
            yield nodes, size
            nodes, size = [], 0.0
    if nodes:
        yield nodes, size


def sliced(node: Node, count: int) -> list[Node]:
    """A node in about `count` pieces of even length; itself alone when it has no seam."""
    match node:
        case ListNode() if len(node.items) > 1:
            cuts = _cuts([sum(len(run.text) for run in item.runs) + 20 for item in node.items], count)
            return [node.part(a, b) for a, b in cuts]
        case ListNode() if len(node.items) == 1:
            item = node.items[0]
            return [replace(node, items=(replace(item, runs=runs),)) for runs in _runs_in(item.runs, count)]
        case TableNode() if len(node.rows) > 1:
            return [node.part(a, b) for a, b in _row_cuts(node, count)]
        case TextNode():
            return [replace(node, runs=runs) for runs in _runs_in(node.runs, count)]
        case _:
            return [node]


def _row_cuts(table: TableNode, count: int) -> list[tuple[int, int]]:
    """Bounds of even stretches of rows; one that adds up others never stands alone."""
    rows = len(table.rows)
    if table.total is None or rows == 2:  # noqa: PLR2004
        return _cuts([1] * rows, count)
    *others, (start, _) = _cuts([1] * (rows - 2) + [2], count)
    return [*others, (start, rows)]


def _cuts(weights: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Bounds that cut a sequence of weights into `count` even stretches, none empty."""
    total = sum(weights)
    edges = [0]
    for at, upto in enumerate(accumulate(weights), start=1):
        if upto >= total * len(edges) / count and at < len(weights):
            edges.append(at)
    return list(zip(edges, [*edges[1:], len(weights)], strict=True))


def _runs_in(runs: tuple[Run, ...], count: int) -> list[tuple[Run, ...]]:
    """Runs cut near even lengths at the best seam around each."""
    # A number of a note is no word, and stays with what it stands behind.
    text = "".join(MARK * len(run.text) if run.note else run.text for run in runs)
    step = len(text) / count
    edges = [0]
    for number in range(1, count):
        edge = _seam(text, int(step * number), int(step * 0.35))
        if edges[-1] < edge < len(text):
            edges.append(edge)
    return [_between(runs, a, b) for a, b in zip(edges, [*edges[1:], len(text)], strict=True)]


def _seam(text: str, at: int, reach: int) -> int:
    """The place nearest `at` where a cut reads best."""
    low, high = max(0, at - reach), min(len(text), at + reach)
    for pattern in (_SENTENCE, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return min(ends, key=lambda end: abs(end - at))
    while 0 < at < len(text) and text[at] == MARK:
        at += 1
    return at


def _between(runs: Sequence[Run], start: int, stop: int) -> tuple[Run, ...]:
    """The runs' characters from `start` up to `stop`."""
    out: list[Run] = []
    at = 0
    for run in runs:
        a, b = max(start - at, 0), min(stop - at, len(run.text))
        if a < b:
            out.append(replace(run, text=run.text[a:b]))
        at += len(run.text)
    return tuple(out)


def bounded(card: SceneCard) -> list[SceneCard]:
    """The card, or parts of it small enough to be measured at all."""
    if bulk(card.root) <= 1.0:
        return [card]
    # Shares of a card stand for points here, so that gaps count for little.
    return parts(card, lambda node: bulk(node) * 10_000, 10_000, fill=True)


def bulk(node: Node) -> float:
    """Text and rows of a node as a share of what one card may hold."""
    rows = len(node.rows) / MAX_ROWS if isinstance(node, TableNode) else 0.0
    if isinstance(node, Stack | Row):
        return sum(bulk(child) for child in node.children)
    if isinstance(node, Panel):
        return bulk(node.child)
    return max(rows, characters(node) / MAX_CHARACTERS)
