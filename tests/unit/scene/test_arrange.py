"""How a chart and words share a card."""

import pytest
from cardwright.deck import Block, Card, Deck, rich
from cardwright.deck.blocks.chart import Chart, ChartType, Series
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.scene import ChartNode, Node, Row
from cardwright.scene.compose import compose
from cardwright.scene.estimate import nodes
from cardwright.scene.format import FORMATS
from cardwright.theme import DEFAULT_THEME, all_themes

SENTENCE = "The river rose twice."
STORY = " ".join(["The river rose twice, and the meadows held it back before it reached the town."] * 4)


def chart_of(kind: ChartType) -> Chart:
    return Chart(kind, ("Jan", "Feb", "Mar", "Apr"), (Series((3.0, 5.0, 4.0, 8.0)),))


def composed(room: str, *blocks: Block) -> list[Node]:
    deck = Deck("Charts", cards=(Card(rich("Rain"), blocks),))
    scene = compose(deck, all_themes()[DEFAULT_THEME], FORMATS[room], {})
    return list(nodes(scene.cards[0].root))


def chart_in(found: list[Node]) -> ChartNode:
    return next(node for node in found if isinstance(node, ChartNode))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("kind", ["bar", "horizontal", "line", "area"])
def test_with_a_sentence_a_chart_has_the_whole_width(kind: ChartType, first: bool) -> None:
    said, drawn = Paragraph(rich(SENTENCE)), chart_of(kind)
    found = composed("16x9", said, drawn) if first else composed("16x9", drawn, said)
    assert not any(isinstance(node, Row) for node in found)
    assert chart_in(found).width > 800


@pytest.mark.parametrize(("kind", "text"), [("bar", STORY), ("pie", SENTENCE), ("donut", STORY)])
def test_a_circle_and_more_words_stand_beside_each_other(kind: ChartType, text: str) -> None:
    found = composed("16x9", chart_of(kind), Paragraph(rich(text)))
    assert any(isinstance(node, Row) for node in found)
    assert chart_in(found).width < 600


def test_a_ring_that_its_names_would_leave_small_has_the_whole_width() -> None:
    names = ("Germany", "France", "Italy", "Spain", "Poland", "Sweden", "Austria", "Malta")
    ring = Chart("donut", names, (Series((84.0, 68.0, 59.0, 48.0, 37.0, 10.5, 9.0, 0.5)),), unit="million")
    chart = chart_in(composed("4x3", ring, Paragraph(rich(SENTENCE))))
    assert chart.plot.area[3] > chart.height * 0.6


def test_a_chart_on_a_post_may_be_higher_than_wide() -> None:
    chart = chart_in(composed("9x16", chart_of("bar")))
    assert chart.width < chart.height <= chart.width * 1.1 + 0.01
