"""Notes at the foot: of a card, of a page of a document, of each part of what was cut; and what each output says of them."""

import io
from functools import cache

import pytest
from cardwright.deck import Card, Deck, Span, rich
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.layout import Laid, Page
from cardwright.layout.canvas import canvas_of
from cardwright.layout.footnotes import apart, notes, referred
from cardwright.scene import Stack
from houses import HOUSES, housed_deck
from making import Made, built
from overflow import complaints
from pptx import Presentation
from pypdf import PdfReader

SENTENCE = "The river rose in spring, and nobody was surprised by that at all. "


def note(text: str) -> Span:
    return Span("", note=rich(text))


@cache
def report(parts: int, format: str, language: str = "en", each: int = 2) -> Made:
    """Parts with notes at many places; note `p` is one of all parts."""
    cards = [
        Card(
            (Span(f"Part {part}"), note("p")),
            (
                Paragraph((Span(SENTENCE * 9), *(note(f"{part} a{at} " + SENTENCE) for at in range(each)))),
                List((Item((Span("A point"), note(f"{part} b"))), Item((Span("Another"), note(f"{part} a0 " + SENTENCE))))),
                Table((), (((Span("Cell"), note(f"{part} c")), rich("5")),)),
            ),
        )
        for part in range(1, parts + 1)
    ]  # fmt: skip
    return built(Deck("Floods", language, tuple(cards)), format)


def foot_of(page: Page) -> Stack | None:
    if not page.card.regions:
        return apart(page.card.root)[1]
    found = [root.children[-1] for root in page.card.root.children if isinstance(root, Stack)]
    return next((node for node in found if isinstance(node, Stack) and node.foot), None)


def numbers(laid: Laid) -> list[int]:
    """The numbers of references, as they are read."""
    return [number for page in laid.pages for number in referred([apart(page.card.root)[0]])]


@pytest.mark.parametrize("format", ["a4", "letter", "16x9", "4x3", "1x1", "9x16", "fluid"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_page_has_the_notes_it_refers_to(format: str, language: str) -> None:
    laid = report(4, format, language).laid
    for page in laid.pages:
        body, foot = apart(page.card.root)
        assert sorted(notes(foot)) == sorted(referred([body]))
    assert not complaints(laid)
    assert list(dict.fromkeys(numbers(laid))) == list(range(1, 18))


@pytest.mark.parametrize("format", ["a4", "16x9"])
def test_notes_stand_at_the_lower_margin(format: str) -> None:
    laid = report(4, format).laid
    assert len(laid.pages) > 1
    for page in laid.pages:
        foot = foot_of(page)
        assert foot is not None
        assert page.places[foot.id].bottom == pytest.approx(page.height - laid.scene.margin_y, abs=0.2)


def test_pages_of_a_document_are_filled() -> None:
    laid = report(8, "a4").laid
    used = []
    for page in laid.pages[:-1]:
        body, foot = apart(page.card.root)
        assert foot is not None
        free = page.places[foot.id].y - page.places[body.id].bottom
        used.append(1 - free / page.height)
    assert min(used) > 0.6
    assert all(page.scale >= 0.9 for page in laid.pages)


@pytest.mark.parametrize("format", ["a4", "16x9"])
def test_more_notes_than_a_page_holds_go_on(format: str) -> None:
    laid = report(1, format, each=60).laid
    told = [number for page in laid.pages for number in notes(foot_of(page))]
    assert set(told) == set(numbers(laid)) == set(range(1, 64))
    assert not complaints(laid)
    assert len(laid.pages) > 1


def test_a_number_does_not_change_the_lines() -> None:
    with_, without = Paragraph((Span(SENTENCE * 2), note("a"), Span(SENTENCE))), Paragraph(rich(SENTENCE * 3))
    tall = [
        max(at.height for at in built(Deck("T", "en", (Card((), (block,)),)), "a4").laid.pages[0].places.values()
            if at.height < 200)
        for block in (with_, without)
    ]  # fmt: skip
    assert tall[0] == pytest.approx(tall[1], abs=0.01)


@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("each", [2, 20])
def test_a_theme_with_layouts_has_notes_in_the_region_of_its_body(house: str, each: int) -> None:
    made = housed_deck(house, report(2, "16x9", each=each).deck)
    told: set[int] = set()
    for page in made.slides.pages:
        foot = foot_of(page)
        shown = set(notes(foot))
        assert shown <= set(referred(page.card.root.children))
        told |= shown
        if foot is not None:
            assert page.places[foot.id].bottom <= page.height + 0.1
    assert told == set(range(1, 2 + 2 * (each + 2)))


def test_figures_with_notes_stay_figures() -> None:
    rows = tuple(((Span(f"Row {at}"),), (Span(f"{at}5"), note("measured"))) for at in range(4))
    made = built(Deck("T", "en", (Card(rich("T"), (Table((rich("a"), rich("b")), rows),)),)))
    assert not complaints(made.laid)
    assert set(numbers(made.laid)) == {1}


def test_the_canvas_tells_numbers_at_the_size_of_their_text() -> None:
    canvas = canvas_of(report(1, "16x9").laid)
    sizes = [{run.size for run in paragraph.runs} for page in canvas.pages for element in page.elements
             if element.kind == "text" for paragraph in element.paragraphs]  # fmt: skip
    assert all(len(size) == 1 for size in sizes)
    assert any("p" in paragraph.text for page in canvas.pages for element in page.elements
               if element.name == "caption" for paragraph in element.paragraphs)  # fmt: skip


def test_what_each_file_says() -> None:
    made = report(1, "16x9")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.file("pdf"))).pages)
    assert "Part 1" in text
    assert "1 c" in text
    html = made.file("html").decode()
    assert "<sup>1</sup>" in html
    slides = Presentation(io.BytesIO(made.file("pptx"))).slides
    raised = [
        run.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if 'baseline="30000"' in run._r.xml  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    ]
    assert {"1", "2", ",3", "4"} <= set(raised)
