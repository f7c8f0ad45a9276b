"""Footnotes: their numbers, through the whole deck in reading order, and what stands at the foot of a card.

While cards are composed, notes have the numbers of their places in the deck.
The last step leaves out what no card shows, and counts without a gap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cardwright.deck import Card, Deck, Span, Text, notes
from cardwright.scene import ListNode, Node, Panel, Row, Run, SceneCard, ShapeNode, Stack, TableNode, TextNode
from cardwright.scene.estimate import height

if TYPE_CHECKING:
    from cardwright.scene.pen import Pen

_RULE: Final = 56.0  # points at scale 1, of the line above the notes
_BESIDE: Final = ","  # between the numbers of two notes that are referred to at one place


def places(deck: Deck) -> dict[Text, int]:
    """The notes of a deck with their numbers from 1; equal notes are one."""
    return {note: number for number, note in enumerate(dict.fromkeys(notes(deck)), 1)}


def reference(span: Span, numbers: Mapping[Text, int], before: Run | None) -> Run | None:
    """The number in place of a span that refers to a note; None where nobody counts notes."""
    number = numbers.get(span.note)
    if number is None:
        return None
    return Run(f"{_BESIDE if before is not None and before.note else ''}{number}", note=number)


def foot(card: Card, pen: "Pen") -> Stack | None:
    """A short line and below it the card's notes, each after its number; None for a card without notes."""
    found = {pen.notes[note]: note for note in notes(card) if note in pen.notes}
    if not found:
        return None
    told = [_note(number, found[number], pen) for number in sorted(found)]
    line = ShapeNode(next(pen.ids), "rule", "muted", round(_RULE * pen.scale, 2), 0.75)
    return Stack(next(pen.ids), (line, *told), round(pen.gap("tight") / 2, 2), foot=True)


def _note(number: int, note: Text, pen: "Pen") -> TextNode:
    node = pen.text(note, "caption", role="muted")
    return replace(node, runs=(Run(str(number), note=number), Run("\u00a0"), *node.runs))


def room(below: Stack | None, pen: "Pen", tall: float) -> float:
    """Points that a foot and the gap above it leave of a height; never less than half."""
    return tall if below is None else max(tall / 2, tall - height(below, pen.width) - pen.gap("normal"))


def footed(body: Stack, below: Stack | None, pen: "Pen") -> Stack:
    """A card's root: what it says and the notes at its foot."""
    return body if below is None else Stack(0, (replace(body, id=next(pen.ids)), below), pen.gap("normal"))


def numbered(cards: Sequence[SceneCard]) -> tuple[SceneCard, ...]:
    """The cards with notes counted from 1 as they are read, each card with those that it refers to."""
    found = dict.fromkeys(number for card in cards for number in referred(card.root))
    numbers = {old: new for new, old in enumerate(found, 1)}
    return tuple(replace(card, root=_root(card, numbers)) for card in cards)


def _root(card: SceneCard, numbers: Mapping[int, int]) -> Stack:
    here = {number: numbers[number] for number in referred(card.root)}
    root = _counted(card.root, here)
    assert isinstance(root, Stack)
    bodied = not card.regions and any(isinstance(child, Stack) and child.foot for child in card.root.children)
    if bodied and len(root.children) == 1 and isinstance(root.children[0], Stack):
        return replace(root.children[0], id=0)
    return root


def referred(node: Node) -> list[int]:
    """The numbers of the notes that a node and what is in it refer to, each once, in reading order."""
    return list(dict.fromkeys(run.note for runs in _texts(node) for run in runs if run.note))


def _texts(node: Node) -> Iterator[tuple[Run, ...]]:
    """The texts of a tree in reading order, without those at its foot."""
    match node:
        case Stack() | Row():
            for child in () if isinstance(node, Stack) and node.foot else node.children:
                yield from _texts(child)
        case Panel():
            yield from _texts(node.child)
        case TextNode():
            yield node.runs
        case ListNode():
            yield from (item.runs for item in node.items)
        case TableNode():
            yield from (cell for row in (node.head, *node.rows) for cell in row)
        case _:
            return


def _counted(node: Node, numbers: Mapping[int, int]) -> Node:
    """The tree with other numbers, its foot with the notes that have one."""

    def runs(some: Sequence[Run]) -> tuple[Run, ...]:
        return tuple(_renumbered(run, numbers[run.note]) if run.note else run for run in some)

    match node:
        case Stack(foot=True):
            told = [note for note in node.children[1:] if isinstance(note, TextNode) and note.runs[0].note in numbers]
            told = sorted((replace(note, runs=runs(note.runs)) for note in told), key=lambda note: note.runs[0].note)
            return replace(node, children=(node.children[0], *told))
        case Stack() | Row():
            shown = (_counted(child, numbers) for child in node.children)
            return replace(node, children=tuple(child for child in shown if not _is_empty_foot(child)))
        case Panel():
            return replace(node, child=_counted(node.child, numbers))
        case TextNode():
            return replace(node, runs=runs(node.runs))
        case ListNode():
            return replace(node, items=tuple(replace(item, runs=runs(item.runs)) for item in node.items))
        case TableNode():
            rows = tuple(tuple(map(runs, row)) for row in node.rows)
            return replace(node, head=tuple(map(runs, node.head)), rows=rows)
        case _:
            return node


def _is_empty_foot(node: Node) -> bool:
    return isinstance(node, Stack) and node.foot and len(node.children) == 1


def _renumbered(run: Run, number: int) -> Run:
    return replace(run, text=f"{_BESIDE if run.text.startswith(_BESIDE) else ''}{number}", note=number)
