"""PDF files as other programs read them: pages, tags, fonts, words, links."""

import hashlib
import io
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import poppler
import pytest
from cardwright.deck import Card, Deck, Span, rich, words
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.layout.walk import nodes
from cardwright.scene import TextNode
from cardwright.scene.format import FORMATS
from making import CHARTS, built, chart_deck, elsewhere, every_block, made, table_deck
from pypdf import PdfReader

every_format = pytest.mark.parametrize("dimensions", FORMATS)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def plain(text: str) -> str:
    """A text by its letters: presentation forms, bidi marks and line ends are matters of setting."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def solid(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))


def found(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", plain(text)))


@every_format
def test_every_page_has_the_size_of_its_format(dimensions: str) -> None:
    deck = made("report.md", dimensions)
    room, pages = FORMATS[dimensions], opened(deck.file("pdf")).pages
    assert len(pages) == len(deck.laid.pages)
    for page, own in zip(pages, deck.laid.pages, strict=True):
        assert float(page.mediabox.width) == pytest.approx(room.width, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(own.height, abs=0.01)
        assert own.height == room.height if room.height else own.height >= room.min_height


def test_a_slide_deck_has_a_page_per_card_at_least() -> None:
    assert len(opened(made("report.md").file("pdf")).pages) >= len(made("report.md").deck.cards) == 10


@pytest.mark.parametrize("example", ["report.md", "arabic.md", "japanese.md", "hindi.md"])
def test_the_file_says_its_title_and_language_and_is_tagged(example: str, tmp_path: Path) -> None:
    deck = made(example)
    reader = opened(deck.file("pdf"))
    root: Any = reader.root_object
    assert reader.metadata is not None and reader.metadata.title == deck.deck.title
    assert root["/Lang"] == deck.deck.language
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"Tagged:\s+yes", poppler.ask("pdfinfo", deck.file("pdf"), tmp_path))


@pytest.mark.parametrize("example", ["report.md", "arabic.md", "japanese.md", "hindi.md"])
def test_the_file_declares_that_it_is_accessible_and_fit_for_archives(example: str, tmp_path: Path) -> None:
    data = made(example).file("pdf")
    root: Any = opened(data).root_object
    declared = dict(re.findall(r"<(pdf\w+:\w+)>([^<]+)", root["/Metadata"].get_data().decode()))
    assert (declared["pdfaid:part"], declared["pdfaid:conformance"], declared["pdfuaid:part"]) == ("2", "A", "1")
    assert [intent.get_object()["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    fonts = [line.split() for line in poppler.ask("pdffonts", data, tmp_path).splitlines()[2:]]
    assert fonts and all("yes" in font[-5] for font in fonts)  # embedded
    assert not root.get("/AF") and "/JavaScript" not in root.get("/Names", {})


def elements(root: Any) -> list[Any]:
    """Every element of the structure tree, in reading order."""
    kids = root.get("/K", [])
    out: list[Any] = []
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            out += [kid, *elements(kid)]
    return out


def test_tags_say_what_is_a_heading_list_table_or_figure() -> None:
    reader: Any = opened(built(every_block()).file("pdf"))
    tags = Counter(str(element["/S"]) for element in elements(reader.root_object["/StructTreeRoot"]))
    headings = [
        node for page in built(every_block()).laid.pages for node in nodes(page.card.root)
        if isinstance(node, TextNode) and node.tag != "p"
    ]  # fmt: skip
    assert tags["/H1"] + tags["/H2"] + tags["/H3"] == len(headings)
    assert tags["/L"] and tags["/LI"] and tags["/Table"] and tags["/TH"] == 2 and tags["/TD"]


def test_a_row_that_adds_up_is_the_foot_of_its_table_and_sparklines_are_figures() -> None:
    reader: Any = opened(built(table_deck()).file("pdf"))
    found = list(elements(reader.root_object["/StructTreeRoot"]))
    tags = Counter(str(element["/S"]) for element in found)
    assert tags["/TFoot"] == 2
    assert tags["/THead"] == len(list(built(table_deck()).laid.pages)) - 1  # one table has no head
    figures = [element["/Alt"] for element in found if element["/S"] == "/Figure"]
    assert len(figures) == 4
    assert "North" in figures[0] and "rises from 3 to 8" in figures[0].lower()


def test_what_only_lines_up_decimals_is_not_read(tmp_path: Path) -> None:
    read = poppler.ask("pdftotext", built(table_deck()).file("pdf"), tmp_path, "-enc", "UTF-8", "-layout", output=True)
    assert "900 €" in read
    assert "900.00" not in read and "€.00" not in read


def test_figures_say_in_words_what_they_show() -> None:
    reader: Any = opened(built(chart_deck()).file("pdf"))
    figures = [e for e in elements(reader.root_object["/StructTreeRoot"]) if e["/S"] == "/Figure"]
    assert len(figures) == len(CHARTS)
    assert "2021 $4.2" in figures[0]["/Alt"].replace("4.20", "4.2")


def test_a_deck_meets_pdf_ua() -> None:
    metadata: Any = opened(built(every_block()).file("pdf")).root_object["/Metadata"]
    assert b"pdfuaid:part>1<" in metadata.get_data()


@pytest.mark.parametrize("example", ["report.md", "arabic.md", "japanese.md", "hindi.md"])
def test_all_fonts_are_in_the_file(example: str, tmp_path: Path) -> None:
    lines = poppler.ask("pdffonts", made(example).file("pdf"), tmp_path).splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines), lines


@pytest.mark.parametrize("example", ["report.md", "notes.txt"])
def test_a_reader_gets_every_word(example: str, tmp_path: Path) -> None:
    deck = made(example)
    read = found(" ".join(poppler.pages(deck.file("pdf"), tmp_path)))
    missing = found(" ".join(words(card) for card in deck.deck.cards)) - read
    assert set(missing) <= {"Source", "Share"}  # the heads of a chart's own columns; its title says the same


def texts(example: str) -> list[str]:
    """What is set, paragraph by paragraph."""
    shown = [node for page in made(example).laid.pages for node in nodes(page.card.root)]
    return ["".join(run.text for run in node.runs) for node in shown if isinstance(node, TextNode)]


@pytest.mark.parametrize("example", ["report.md", "japanese.md", "hindi.md"])
def test_a_reader_gets_paragraphs_whole_and_in_order(example: str, tmp_path: Path) -> None:
    read = solid(" ".join(poppler.pages(made(example).file("pdf"), tmp_path)))
    missing = [text for text in texts(example) if solid(text) not in read]
    assert texts(example) and not missing


def test_a_reader_gets_arabic_words_letter_by_letter(tmp_path: Path) -> None:
    """Poppler turns the two letters of the ligature lam-alef round, and tells vowel signs with their letter twice."""
    read = found(" ".join(poppler.pages(made("arabic.md").file("pdf"), tmp_path)))
    wanted = found(" ".join(text for text in texts("arabic.md") if not re.search("[\u064b-\u0652]", text)))
    assert wanted and not _letters(wanted) - _letters(read)
    assert sum((wanted - read).values()) < 0.2 * sum(wanted.values())


def _letters(counted: Counter[str]) -> Counter[str]:
    parts = re.findall(r"\d+|[^\W\d_]+", " ".join(counted.elements()))  # a figure may touch the word beside it
    return Counter("".join(sorted(part)) for part in parts)


def test_links_lead_to_their_addresses() -> None:
    link = "https://example.org/plan?a=1&b=2"
    text = (Span("See "), Span("the plan", link=link), Span(" or "), Span("write", link="mailto:a@example.org"))
    pages = opened(built(Deck("D", "en", (Card(rich("A"), (Paragraph(text),)), Card(rich("B"))))).file("pdf")).pages
    notes: list[Any] = [note.get_object() for note in pages[0].get("/Annots", [])]
    assert [note["/A"]["/URI"] for note in notes] == [link, "mailto:a@example.org"]
    assert "/Annots" not in pages[1]


@pytest.mark.parametrize("example", ["report.md", "arabic.md"])
def test_the_same_deck_gives_the_same_bytes_anywhere(example: str) -> None:
    assert hashlib.sha256(made(example).fresh("pdf")).digest() == elsewhere()[example, "pdf"]
