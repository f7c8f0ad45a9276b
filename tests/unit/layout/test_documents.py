"""Printed documents: contents that name the right pages, figures that stay with their captions."""

import io
from functools import cache
from typing import Any

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.export import all_exporters
from cardwright.layout import Laid
from cardwright.layout.walk import nodes
from cardwright.scene import ChartNode, Row, Stack, TextNode
from making import built, made
from pypdf import PdfReader

PROSE = Paragraph(rich("The river rose in spring, and nobody was surprised. " * 20))
CHART = Chart("bar", ("2023", "2024"), (Series((1.0, 2.0)),), "Floods by year")


@cache
def document(parts: int) -> Laid:
    cards = [Card(rich(f"Part {number}"), (PROSE, CHART)) for number in range(1, parts + 1)]
    return built(Deck("Floods", "en", (Card(rich("Floods"), (), "cover"), *cards)), "a4").laid


def listed(laid: Laid) -> list[tuple[str, int]]:
    """The rows of the contents: a title, and a page."""
    rows = [node for node in nodes(laid.pages[0].card.root) if isinstance(node, Row)]
    texts = [[node for node in row.children if isinstance(node, TextNode)] for row in rows]
    return [(title.runs[0].text, int(page.runs[0].text)) for title, page in (row for row in texts if len(row) == 2)]


@pytest.mark.parametrize("parts", [5, 16, 17, 40])
def test_contents_name_the_page_on_which_each_part_begins(parts: int) -> None:
    laid = document(parts)
    found = listed(laid)
    assert [title for title, _ in found] == [f"Part {number}" for number in range(1, parts + 1)]
    for title, number in found:
        words = [
            node.runs[0].text
            for node in nodes(laid.pages[number - 1].card.root)
            if isinstance(node, TextNode) and node.runs
        ]
        assert title in words
    assert not any(page.over for page in laid.pages)


@pytest.mark.parametrize("parts", [4, 41])
def test_few_parts_and_more_than_a_page_of_them_are_not_listed(parts: int) -> None:
    assert listed(document(parts)) == []


def test_in_pdf_contents_lead_to_their_pages() -> None:
    deck = made("report.md", "a4")
    reader = PdfReader(io.BytesIO(deck.file("pdf")))
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages, start=1)}
    notes: list[Any] = [note.get_object() for note in reader.pages[0]["/Annots"]]
    led = [numbers[note["/Dest"].get_object()[0]] for note in notes]
    assert led == [number for _, number in listed(deck.laid) for _ in ("title", "number")]


def test_a_figure_stays_with_its_caption() -> None:
    for page in document(24).pages:
        for stack in (node for node in nodes(page.card.root) if isinstance(node, Stack)):
            texts = [node for node in stack.children if isinstance(node, TextNode)]
            if any(plain_of(text) == CHART.title for text in texts):
                assert any(isinstance(node, ChartNode) for node in stack.children)


def plain_of(node: TextNode) -> str:
    return "".join(run.text for run in node.runs)


def test_slides_say_that_their_contents_lead_nowhere() -> None:
    assert "the links from the contents to their pages" in all_exporters()["pptx"].losses(document(5))
    assert not any("contents" in loss for loss in all_exporters()["pptx"].losses(document(4)))


@pytest.mark.parametrize("sentences", range(14, 40, 2))
def test_the_title_of_a_part_stays_with_what_follows_it(sentences: int) -> None:
    words = Paragraph(rich("The river rose in spring, and nobody was surprised. " * sentences))
    cards = (Card(rich("Floods"), (words, words)), Card(rich("Part two"), (), "section"), Card(rich("Now"), (words,)))
    for page in built(Deck("Floods", "en", cards), "a4").laid.pages:
        *_, last = [node for node in nodes(page.card.root) if isinstance(node, TextNode)]
        assert last.tag == "p", last.runs[0].text
