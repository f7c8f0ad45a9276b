"""A printed document's table of contents, below the title on its cover: its parts, and on which page each begins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cardwright.deck import Card, plain, rich, unnoted
from cardwright.scene import Node, TextNode
from cardwright.scene.pen import Pen

_FEWEST: Final = 5  # parts; fewer are found without
_COLUMN: Final = 16  # parts; more stand in two columns
_MOST: Final = 40  # parts; of more, only the sections are listed
_SHARES: Final = (10.0, 1.0)
_DIGIT: Final = rich("0")  # holds the place of a page's number until layout knows it


def contents(cards: Sequence[Card], pen: Pen) -> Node | None:
    """The parts of a document whose first card is its cover; None when there are too few, or too many for a page."""
    listed = list(_parts(cards))
    if len(listed) > _MOST:
        listed = [(number, card) for number, card in listed if card.kind == "section"]
    if not _FEWEST <= len(listed) <= _MOST:
        return None
    if len(listed) <= _COLUMN:
        return _column(listed, pen)
    half = -(-len(listed) // 2)
    left, right = pen.split((1.0, 1.0), keep=True)
    return pen.row([_column(listed[:half], left), _column(listed[half:], right)], (1.0, 1.0), keep=True)


def _parts(cards: Sequence[Card]) -> Iterator[tuple[int, Card]]:
    """Cards with their numbers, without those that go on under the title of the one before."""
    last = ""
    for number, card in enumerate(cards, start=1):
        title = plain(card.title).strip()
        if number > 1 and title and title != last and card.kind != "closing":
            yield number, card
        last = title


def _column(listed: Sequence[tuple[int, Card]], pen: Pen) -> Node:
    words, pages = pen.split(_SHARES, "snug", keep=True)
    rows: list[Node] = []
    for number, card in listed:
        title = _leading(words.text(unnoted(card.title), "body"), number)
        page = _leading(pages.text(_DIGIT, "body", align="end", role="muted"), number, counts=True)
        row = pen.row([title, page], _SHARES, "snug", keep=True)
        rows += [pen.rule(), row] if rows else [row]
    return pen.stack(rows, "tight")


def _leading(node: TextNode, number: int, *, counts: bool = False) -> TextNode:
    return replace(node, runs=tuple(replace(run, leads_to=number, counts=counts, link="") for run in node.runs))
