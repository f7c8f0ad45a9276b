"""Our own pages as canvases: what is where, and what it is set in."""

from dataclasses import replace

import cardwright_assets
import pytest
from cardwright.deck import Card, Deck, Span, rich
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.layout.canvas import canvas_of, page_of
from cardwright.lint import Subject, judged
from cardwright.lint.canvas import Canvas
from cardwright.pipeline import Order, laid
from cardwright.scene import Image
from cardwright.scene.format import FORMATS
from cardwright.scene.furniture import Element, HeaderFooter
from cardwright.write import Brief
from making import CHARTS, built, every_block, made

needs_fonts = pytest.mark.skipif(cardwright_assets.font_folder() is None, reason="no fonts were shipped")


def canvas(*blocks: object, dimensions: str = "16x9", language: str = "en", title: str = "A title") -> Canvas:
    deck = Deck("Deck", language, (Card(rich(title), blocks),))  # pyright: ignore[reportArgumentType]
    return canvas_of(built(deck, dimensions).laid)


def test_every_kind_of_content_is_an_element_in_reading_order() -> None:
    pages = canvas_of(built(every_block()).laid).pages
    kinds = {element.kind for page in pages for element in page.elements}
    assert kinds == {"text", "picture", "table", "chart", "shape"}
    for page in pages:
        assert [element.z for element in page.elements] == list(range(len(page.elements)))
        assert len({element.id for element in page.elements}) == len(page.elements)
        assert page.title
        assert sum(element.role == "title" for element in page.elements) <= 1


def test_places_are_those_of_the_layout() -> None:
    deck = made("report.md")
    for page, laid_page in zip(canvas_of(deck.laid).pages, deck.laid.pages, strict=True):
        for element in page.elements:
            if element.id.isdecimal():
                assert element.rect == laid_page.places[int(element.id)]


def test_sizes_shrink_with_their_card() -> None:
    deck = made("report.md")
    titled = next(page for page in deck.laid.pages if page.card.kind == "content")
    shrunk = replace(titled, scale=0.92)
    page = page_of(deck.laid, shrunk)
    title = next(element for element in page.elements if element.role == "title")
    assert title.paragraphs[0].runs[0].size <= 0.92 * deck.laid.scene.theme.styles["heading"].size


def test_looks_are_those_of_the_runs() -> None:
    found = canvas(Paragraph((Span("A "), Span("plan", bold=True, link="https://example.org"), Span(" x", code=True))))
    runs = found.pages[0].elements[-1].paragraphs[0].runs
    assert [(run.bold, run.code, run.link) for run in runs] == [
        (False, False, ""),
        (True, False, "https://example.org"),
        (False, True, ""),
    ]
    assert {run.language for run in runs} == {"en"}
    assert runs[2].font == "JetBrains Mono"


def test_a_table_has_its_header() -> None:
    table = Table((rich("Reach"), rich("Length")), ((rich("Upper"), rich("12 km")),))
    (element,) = [one for one in canvas(table).pages[0].elements if one.table]
    assert element.table is not None and element.table.header
    assert [cell.paragraphs[0].text for cell in element.table.rows[1]] == ["Upper", "12\u00a0km"]
    assert element.table.rows[0][0].fills and not element.table.rows[1][0].fills


def test_a_chart_brings_its_numbers_along() -> None:
    (element,) = [one for one in canvas(CHARTS["bar"]).pages[0].elements if one.chart]
    assert element.chart is not None and element.chart.data
    assert "2022" in element.chart.text and element.alt


def test_panels_and_bars_are_boxes() -> None:
    found = canvas(Stats((Stat("31", "km"), Stat("4", "weirs"))), Quote(rich("Room for the river")))
    shapes = [one for one in found.pages[0].elements if one.kind == "shape"]
    assert {one.name for one in shapes} >= {"panel", "bar"}
    assert all(one.fills for one in shapes)


def test_code_is_told_from_prose() -> None:
    found = canvas(Code("{{ name }} ** TODO: x", "jinja"))
    assert judged(Subject(found), only={"T9"}).findings == ()
    said = canvas(Paragraph(rich("{{ name }} of the river")))
    assert [one.severity for one in judged(Subject(said), only={"T9"}).findings] == ["error"]


@pytest.mark.parametrize(("dimensions", "profile", "unit"), [("16x9", "presented", 1), ("4x3", "presented", 4 / 3), ("fluid", "presented", 1), ("1x1", "presented", 1), ("9x16", "presented", 1), ("a4", "read", 1)])  # fmt: skip
def test_formats_are_presented_or_read_at_a_size(dimensions: str, profile: str, unit: float) -> None:
    found = canvas(Paragraph(rich("Words")), dimensions=dimensions)
    assert found.profile == profile
    assert found.pages[0].unit == pytest.approx(unit)
    assert found.pages[0].flows is (dimensions == "a4")


def test_headers_and_footers_stand_in_the_margin() -> None:
    deck = Deck("Deck", cards=(Card(rich("A title"), (Paragraph(rich("Words")),)),))
    furniture = HeaderFooter((Element("bottom-right", "number"), Element("top-left", "text", "Bay Museum")))
    found = canvas_of(laid(Order(Brief(""), furniture=furniture), deck, dict[str, Image](), FORMATS["16x9"]))
    margin = [one for one in found.pages[0].elements if one.role == "margin"]
    assert [one.text for one in margin] == ["1", "Bay Museum"]
    assert judged(Subject(found), only={"G7"}).findings == ()


def test_cards_that_share_a_page_are_told_apart() -> None:
    cards = tuple(
        Card(rich(f"Part {name}"), (Paragraph(rich("Some words on it.")),)) for name in ("one", "two", "three")
    )
    found = canvas_of(built(Deck("Deck", cards=cards), "a4").laid)
    assert len(found.pages) == 1
    assert {element.section for element in found.pages[0].elements} == {0, 1, 2}
    assert judged(Subject(found), only={"A2"}).findings == ()


@needs_fonts
def test_fonts_that_stand_in_are_named() -> None:
    found = canvas(Paragraph(rich("The river is 川 in Japanese")), title="Rivers")
    uses = {(use.family, use.instead_of): use.characters for use in found.fonts}
    assert uses["Noto Sans JP", "Inter"] == 1
    assert uses["Source Serif 4", ""] == len("Rivers")
    assert sum(uses.values()) == len("Rivers") + len("The river is 川 in Japanese")


@needs_fonts
def test_characters_that_no_font_has_are_found() -> None:
    found = judged(Subject(canvas(Paragraph(rich("Runes: ᚱᚢᚾ, and 🙂 é 川")))), only={"T8"})
    assert [(one.severity, one.value) for one in found.findings] == [("error", 3)]


def test_layout_can_ask_for_one_page_and_some_rules() -> None:
    deck = built(
        Deck("Deck", cards=(Card(rich("A title"), (List(tuple(Item(rich(f"Point {n}")) for n in range(3))),)),))
    )
    page = page_of(deck.laid, deck.laid.pages[0])
    report = judged(Subject(Canvas((page,), "Deck", "en")), only={"G1", "G6", "T1"})
    assert {one.rule for one in report.findings} <= {"G1", "G6", "T1"}


def test_a_card_that_cannot_fit_is_an_overflow() -> None:
    solid = Table((rich("One"), rich("Two")), ((rich("x" * 5900),) * 2,))  # one row, which cannot be split
    pages = built(Deck("Deck", cards=(Card(rich("A title"), (solid,)),)), "1x1").laid
    assert any(page.over for page in pages.pages)
    assert "error" in {one.severity for one in judged(Subject(canvas_of(pages)), only={"G1"}).findings}
