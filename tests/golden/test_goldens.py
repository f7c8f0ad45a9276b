"""What the pipeline makes of the examples, step by step, beside what it made when somebody last looked.

A change of any step shows here as a diff of a few lines. Whether the new
output is better is for the reviewer to say: `make goldens` writes it anew.
"""

import difflib
from collections.abc import Callable
from pathlib import Path

import cardwright_assets
import msgspec
import outline
import poppler
import pytest
from cardwright.deck import from_json, to_json
from cardwright.pipeline import Layouts, quality, theme_named
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS
from formulaic import formulas
from making import LANGUAGES, Made, built, every_block, made

EXPECTED = Path(__file__).with_name("expected")
SHOWN = 60  # lines of a diff; who wants all of it has git
DECKS: dict[str, Callable[[], Made]] = {
    **{Path(example).stem: lambda example=example: made(example) for example in LANGUAGES},
    "blocks": lambda: built(every_block()),
    "formulas": lambda: built(formulas()),
}
# The slide shown whole: lists that nest, text from right to left, links, a quote.
SLIDE = {"report": 3, "arabic": 6, "japanese": 4, "hindi": 8, "notes": 9, "blocks": 14, "formulas": 15}
FILES = ("deck.json", "scene.txt", "places.txt", "pdf.txt", "slides.txt", "slide.xml", "page.txt", "quality.json")
JUDGED = ("report", "arabic")

each_deck = pytest.mark.parametrize("name", DECKS)
# Other fonts break other lines, so pages end elsewhere.
needs_fonts = pytest.mark.skipif(cardwright_assets.font_folder() is None, reason="no fonts were shipped")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Compares a deck's output with the file that holds it, or writes that file."""
    anew: bool = request.config.getoption("--update-goldens")

    def compare(name: str, file: str, text: str) -> None:
        path = EXPECTED / name / file
        if anew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            return
        if not path.is_file():
            pytest.fail(f"{name}/{file} is missing; make goldens writes it anew", pytrace=False)
        if problem := difference(path.read_text("utf-8"), text, f"{name}/{file}"):
            pytest.fail(problem, pytrace=False)

    return compare


def difference(expected: str, found: str, file: str) -> str:
    """A short diff with what to do about it, empty when there is none."""
    lines = list(
        difflib.unified_diff(expected.split("\n"), found.split("\n"), f"{file} expected", f"{file} now", "", "", 1, "")
    )
    more = [f"… {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more, "make goldens writes it anew"]) if lines else ""


@each_deck
def test_the_deck(name: str, golden: Callable[[str, str, str], None]) -> None:
    data = to_json(DECKS[name]().deck)
    golden(name, "deck.json", outline.deck_json(data))
    assert from_json(outline.deck_json(data)) == DECKS[name]().deck  # the file is the deck, not a picture of it


@each_deck
def test_the_scene(name: str, golden: Callable[[str, str, str], None]) -> None:
    deck = DECKS[name]()
    scene = compose(deck.deck, theme_named(deck.order.theme), FORMATS[deck.order.dimensions], deck.images)
    golden(name, "scene.txt", outline.scene(scene))


@needs_fonts
@each_deck
def test_the_places(name: str, golden: Callable[[str, str, str], None]) -> None:
    golden(name, "places.txt", outline.places(DECKS[name]().laid))


@needs_fonts
@each_deck
def test_the_text_of_the_pdf(name: str, golden: Callable[[str, str, str], None], tmp_path: Path) -> None:
    # In the order of the file: poppler's own guess at the order differs between its versions.
    read = poppler.ask("pdftotext", DECKS[name]().file("pdf"), tmp_path, "-enc", "UTF-8", "-raw", output=True)
    golden(name, "pdf.txt", outline.pdf(read.split("\f")[:-1]))


@needs_fonts
@each_deck
def test_the_slides(name: str, golden: Callable[[str, str, str], None]) -> None:
    golden(name, "slides.txt", outline.slides(DECKS[name]().file("pptx")))


@needs_fonts
@each_deck
def test_one_slide_whole(name: str, golden: Callable[[str, str, str], None]) -> None:
    golden(name, "slide.xml", outline.slide_xml(DECKS[name]().file("pptx"), SLIDE[name]))


@needs_fonts
@each_deck
def test_the_web_page(name: str, golden: Callable[[str, str, str], None]) -> None:
    golden(name, "page.txt", outline.page(DECKS[name]().file("html")))


@needs_fonts
@pytest.mark.parametrize("name", JUDGED)
def test_the_quality(name: str, golden: Callable[[str, str, str], None]) -> None:
    deck = DECKS[name]()
    report = quality(Layouts(deck.order, deck.deck, deck.images), ("pdf", "pptx"))
    golden(name, "quality.json", msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n")


def test_no_expected_file_is_left_over(request: pytest.FixtureRequest) -> None:
    known = {EXPECTED / name / file for name in DECKS for file in FILES}
    stray = {path for path in EXPECTED.rglob("*") if path.is_file()} - known
    if request.config.getoption("--update-goldens"):
        for path in stray:
            path.unlink()
        return
    names = sorted(path.relative_to(EXPECTED).as_posix() for path in stray)
    assert not stray, f"no test compares {', '.join(names)}; make goldens removes them"


def test_a_difference_is_short_and_says_what_to_do() -> None:
    assert difference("a\nb\n", "a\nb\n", "deck.json") == ""
    assert difference("a\nb\n", "a\nc\n", "deck.json").split("\n")[-2:] == [" ", "make goldens writes it anew"]
    long = difference("\n".join("a" * 200), "\n".join("b" * 200), "deck.json").split("\n")
    assert len(long) == SHOWN + 2
