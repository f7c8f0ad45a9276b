"""PPTX files opened by LibreOffice, which knows nothing of ours: it shows every slide and every word."""

import io
import re
import unicodedata
from collections import Counter
from pathlib import Path

import drawings
import libreoffice
import poppler
import pytest
from cardwright.deck import Deck, words
from cardwright.export import all_exporters
from cardwright.export.png import pages_as_png
from cardwright.layout import Page
from cardwright.layout.walk import nodes
from cardwright.maths import plain
from cardwright.scene import TextNode
from formulaic import formulas
from houses import housed
from making import built, chart_deck, every_block, made
from PIL import Image, ImageChops, ImageStat

pytestmark = pytest.mark.office


def converted(slides: bytes, folder: Path, profile: Path) -> bytes:
    """A PPTX as the PDF that LibreOffice made of it."""
    file = folder / "deck.pptx"
    file.write_bytes(slides)
    return libreoffice.converted([file], folder, profile)[0]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's settings that nobody else has."""
    return tmp_path_factory.mktemp("office")


def found(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize(
    ("example", "dimensions", "theme"),
    [("report.md", "16x9", "paper"), ("report.md", "9x16", "midnight"), ("notes.txt", "a4", "paper")],
)
def test_every_slide_and_every_word_is_shown(
    example: str, dimensions: str, theme: str, tmp_path: Path, profile: Path
) -> None:
    deck = made(example, dimensions, theme)
    shown = poppler.pages(converted(deck.file("pptx"), tmp_path, profile), tmp_path)
    assert len(shown) == len(deck.slides.pages)
    said = found(" ".join(words(card) for card in deck.deck.cards))
    missing = said - found(" ".join(shown))
    # Values and heads of charts are shown as labels, rounded, or not at all.
    assert sum(missing.values()) <= 0.05 * sum(said.values()), missing


@pytest.mark.parametrize(
    ("house", "example"), [("nordwind", "report.md"), ("meridian", "notes.txt"), ("sakura", "report.md")]
)
def test_decks_in_a_companys_file_are_shown_whole_and_in_its_look(
    house: str, example: str, tmp_path: Path, profile: Path
) -> None:
    deck = housed(house, example)
    data = converted(deck.file("pptx"), tmp_path, profile)
    shown = poppler.pages(data, tmp_path)
    assert len(shown) == len(deck.slides.pages)
    said = found(" ".join(words(card) for card in deck.deck.cards))
    # Titles may be in capitals; list numbers and figures of charts are drawn by the program itself.
    missing = Counter({word.upper(): count for word, count in said.items()}) - found(" ".join(shown).upper())
    assert sum(missing.values()) <= 0.05 * sum(said.values()), missing
    footer = {"nordwind": "vertraulich", "meridian": "Méridien SA", "sakura": "社外秘"}[house]
    assert footer in shown[1]


@pytest.mark.parametrize("house", ["nordwind", "meridian", "sakura"])
def test_both_programs_put_titles_at_the_same_place(house: str, tmp_path: Path, profile: Path) -> None:
    """The layout's placeholder, drawn by a program that knows nothing of ours, is where our own pages have the title."""
    deck = housed(house)
    theirs = poppler.words(converted(deck.file("pptx"), tmp_path, profile), tmp_path)
    ours = poppler.words(deck.file("pdf"), tmp_path)
    compared = 0
    for page, mine, other in zip(deck.slides.pages, ours, theirs, strict=True):
        title = next((region.at for region in page.card.regions if region.slot == "title"), None)
        first = page.card.title.upper().split()[0]
        places = [next(((x, y) for text, x, y in side if text.upper() == first), None) for side in (mine, other)]
        if title is None or None in places:
            continue
        (x, y), (other_x, other_y) = (place for place in places if place)
        compared += 1
        centred = deck.slides.scene.theme.layouts[page.card.layout].title
        assert centred is not None
        # Fonts that this machine lacks are as wide as they are, so lines may break elsewhere; they do so in the same place.
        assert other_x == pytest.approx(x, abs=120 if centred.align == "center" else 4), (page.number, first)
        assert title.y - 12 <= min(y, other_y) <= max(y, other_y) <= title.bottom + 12, (page.number, first)
    assert compared >= len(deck.slides.pages) - 2


@pytest.mark.parametrize("example", ["arabic.md", "japanese.md", "hindi.md"])
def test_other_scripts_are_shown_slide_by_slide(example: str, tmp_path: Path, profile: Path) -> None:
    deck = made(example)
    assert len(poppler.pages(converted(deck.file("pptx"), tmp_path, profile), tmp_path)) == len(deck.slides.pages)


def has_heading(page: Page) -> bool:
    return any(isinstance(node, TextNode) and node.tag != "p" for node in nodes(page.card.root))


@pytest.mark.parametrize("deck", [every_block(), chart_deck()], ids=["blocks", "charts"])
def test_every_block_and_chart_is_drawn(deck: Deck, tmp_path: Path, profile: Path) -> None:
    own = built(deck)
    shown = poppler.pages(converted(own.file("pptx"), tmp_path, profile), tmp_path)
    assert len(shown) == len(own.slides.pages)
    for page, text in zip(own.slides.pages, shown, strict=True):
        assert found(page.card.title) <= found(text) or not has_heading(page), page.number


@pytest.mark.parametrize("theme", ["paper", "midnight"])
def test_drawings_are_drawn_as_on_paper(theme: str, tmp_path: Path, profile: Path) -> None:
    """But for words, which may be set in other fonts, and for edges, which programs smooth differently."""
    laid = drawings.drawn(theme=theme)
    pages = poppler.pictures(converted(all_exporters()["pptx"](laid), tmp_path, profile), tmp_path)
    for page, own in zip(pages, pages_as_png(laid, 72), strict=True):
        shown, wanted = (Image.open(io.BytesIO(data)).convert("RGB").resize((960, 540)) for data in (page, own))
        difference = ImageChops.difference(*(one.crop((0, 100, 955, 540)) for one in (shown, wanted)))
        assert max(ImageStat.Stat(difference).mean) < 4


def test_formulas_are_shown_as_text(tmp_path: Path, profile: Path) -> None:
    own = built(formulas())
    shown = poppler.pages(converted(own.file("pptx"), tmp_path, profile), tmp_path)
    assert len(shown) == len(own.slides.pages)
    said = "".join(unicodedata.normalize("NFKC", "".join("".join(shown).split())))
    for tex in ("E = mc^2", r"\sqrt 2", r"\lim_{x \to 0} \frac{\sin x}{x} = 1"):
        assert unicodedata.normalize("NFKC", "".join(plain(tex).split())) in said
