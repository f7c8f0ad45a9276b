"""No page ends with a heading, however much stands above it and whatever it heads."""

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.chart import SPEC as CHART
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.layout import Page, lay_out
from cardwright.scene import Node, Panel, Row, Stack, TextNode
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS
from cardwright.theme import all_themes

SENTENCE = "The meadow takes the water of a whole night and gives it back by noon. "
HEADED = {
    "text": (Paragraph(rich(SENTENCE * 9)),),
    "list": (List(tuple(Item(rich(SENTENCE)) for _ in range(14))),),
    "chart": (CHART.example,),
    "columns": (Columns(((Paragraph(rich(SENTENCE * 4)),), (Paragraph(rich(SENTENCE * 4)),))),),
    "headings": (Heading(rich("A part of the part"), 3), Paragraph(rich(SENTENCE * 6))),
}


def last(node: Node) -> Node:
    """The node that a reader sees last."""
    match node:
        case Stack() | Row() if node.children:
            return last(node.children[-1])
        case Panel():
            return last(node.child)
        case _:
            return node


def ends_with_heading(page: Page) -> bool:
    end = last(page.card.root)
    return isinstance(end, TextNode) and end.tag != "p"


@pytest.mark.parametrize("headed", HEADED)
@pytest.mark.parametrize("name", ["letter", "16x9", "4x5"])
def test_a_heading_stays_with_what_it_heads(name: str, headed: str) -> None:
    for above in range(2, 40, 3):
        cards = (
            Card(rich("Before"), (Paragraph(rich(SENTENCE * above)), Heading(rich("A part")), *HEADED[headed])),
            Card(rich("Next"), HEADED[headed]),
        )
        laid = lay_out(compose(Deck("Rivers", "en", cards), all_themes()["paper"], FORMATS[name], {}, None))
        wrong = [page.number for page in laid.pages if ends_with_heading(page)]
        assert not wrong, f"{above} sentences above: pages {wrong} of {len(laid.pages)} end with a heading"
