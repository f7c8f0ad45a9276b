"""Words too long for their columns: where they break, and that all outputs break them alike."""

import io
import re
from pathlib import Path

import poppler
import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.layout.canvas import canvas_of
from cardwright.layout.column import Column
from cardwright.layout.hyphens import BREAK, LANGUAGES, SOFT, Hyphens, softened
from cardwright.layout.typesetter import Studio
from hypothesis import given
from hypothesis import strategies as st
from making import Made, built
from pptx import Presentation

NARROW = Column(20.0, 20.0, "Inter")
LONG = "Grundstücksverkehrsgenehmigungszuständigkeit"


def learned(language: str, *words: str) -> Hyphens:
    hyphens = Hyphens(language, unknown=set(words))
    with Studio.holding({}) as studio:
        hyphens.learn(studio.evaluated)
    return hyphens


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("de", "Geschwindigkeitsbegrenzung", "Geschwin-dig-keits-be-grenzung"),
        ("en", "responsibilities,", "respon-si-bil-ities,"),
        ("fi", "lentokonesuihkuturbiinimoottori", ""),
        ("ru", "достопримечательность", ""),
        ("el", "ηλεκτροεγκεφαλογράφημα", ""),
    ],
)
def test_words_break_where_their_language_breaks_them(language: str, word: str, expected: str) -> None:
    found = learned(language, word).known[word]
    assert found.replace(SOFT, "") == word and SOFT in found
    if expected:
        assert found == expected.replace("-", SOFT)


def test_few_letters_never_stand_alone() -> None:
    for word in ("„Geschwindigkeitsbegrenzung“", "Überwachungsmaßnahmen!", "(Verwaltungsgerichtsbarkeit),"):
        first, *_, last = learned("de", word).known[word].split(SOFT)
        assert len(re.sub(r"\W", "", first)) >= 3 and len(re.sub(r"\W", "", last)) >= 5


def test_marks_and_letters_are_not_parted() -> None:
    word = "Ru\u0308ckversicherungsgesellschaften"  # an accent of its own is in one place with its letter
    assert f"{SOFT}\u0308" not in learned("de", word).known[word]


def test_words_that_no_space_parts_end_where_the_typesetter_ends_them() -> None:
    hyphens = Hyphens("en")
    hyphens.notice("The slogan: ความรู้คืออำนาจ! ก ຄວາມຮູ້")
    assert hyphens.unknown == {"ความรู้คืออำนาจ", "ຄວາມຮູ້"}
    with Studio.holding({}) as studio:
        assert hyphens.learn(studio.evaluated)
    assert hyphens.known["ความรู้คืออำนาจ"].split(BREAK) == ["ความ", "รู้", "คือ", "อำนาจ"]
    hyphens.notice("ความรู้คืออำนาจ")
    assert not hyphens.unknown


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_typesetter_has_patterns_of_every_language_named(language: str) -> None:
    words = {
        "el": "ηλεκτροεγκεφαλογράφημα", "ka": "საქართველოსათვის", "bg": "непротивоконституционен",
        "be": "электрастанцыяўская", "mn": "байгууллагуудынхаа", "ru": "достопримечательность",
        "sr": "непрестоничарство", "uk": "електростанційський",
    }  # fmt: skip
    word = words.get(language, "administrationematerialesituation")
    assert SOFT in learned(language, word).known[word]


def test_short_words_and_languages_without_patterns_stay_whole() -> None:
    for language, text in (("de", "Bundesamt und Wald"), ("ja", "東京都庁舎" * 5), ("vi", "nghiencuukhoahoccongnghe")):
        hyphens = Hyphens(language)
        roomy = Column(120.0, 20.0, "Inter")
        assert list(hyphens.parts(text, roomy, label=False)) == [(text, "")] and not hyphens.unknown


def test_short_words_are_broken_where_they_do_not_fit() -> None:
    hyphens = learned("de", "Bestellung", "Kaffee")
    assert softened(hyphens.parts("Bestellung", Column(80.0, 20.0, "Inter"), label=False)) == f"Bestel{SOFT}lung"
    assert softened(hyphens.parts("Bestellung", Column(140.0, 20.0, "Inter"), label=False)) == "Bestellung"
    assert softened(hyphens.parts("Kaffee", Column(40.0, 20.0, "Inter"), label=False)) == "Kaffee"


def test_addresses_code_and_an_authors_own_hyphens_stay_as_they_are() -> None:
    hyphens = Hyphens("de")
    for text in (
        f"https://example.org/{LONG}",
        f"{LONG}.py",
        f"Grundstücks{SOFT}verkehrsgenehmigung",
        "ÄÖ1234567890123",
    ):
        assert softened(hyphens.parts(text, NARROW, label=False)) == text
    assert not hyphens.unknown


def test_a_label_breaks_only_when_it_is_wider_than_its_line() -> None:
    hyphens = learned("de", "Zuständigkeiten")
    size, wide = 20.0, 20.0 * 0.56 * len("Zuständigkeiten") * 1.5
    assert SOFT in softened(hyphens.parts("Zuständigkeiten", Column(wide, size, "Inter"), label=False))
    assert SOFT not in softened(hyphens.parts("Zuständigkeiten", Column(wide, size, "Inter"), label=True))
    assert SOFT in softened(hyphens.parts("Zuständigkeiten", Column(wide / 2, size, "Inter"), label=True))


@given(
    st.lists(st.sampled_from(["am", LONG, f"„{LONG}“", "Wald", "\u200b", " ", "\n", LONG.lower(), "3.5"]), max_size=8)
)
def test_nothing_is_lost_or_added_but_soft_hyphens(pieces: list[str]) -> None:
    text = " ".join(pieces)
    hyphens = Hyphens("de", {LONG: f"Grundstücks{SOFT}{LONG[11:]}"})
    parts = list(hyphens.parts(text, Column(100.0, 20.0, "Inter"), label=False))
    assert "".join(own for own, _ in parts) == text
    assert softened(parts).replace(SOFT, "") == text


@pytest.fixture(scope="module")
def narrow() -> Made:
    """A word that is wider than a third of a card, three times side by side."""
    text = f"Die {LONG} liegt beim Landratsamt."
    columns = Columns(tuple((Paragraph(rich(text)),) for _ in range(3)))
    return built(Deck("Amt", "de", (Card(rich("Amt"), (columns,)),)))


def test_the_printed_word_has_its_hyphen(narrow: Made, tmp_path: Path) -> None:
    lines = "\n".join(poppler.pages(narrow.file("pdf"), tmp_path)).splitlines()
    ends = [line.rstrip(f"-{SOFT}") for line in lines if line.endswith((SOFT, "-"))]
    known = narrow.laid.measured.hyphens.known[LONG].split(SOFT)
    starts = ["".join(known[:at]) for at in range(1, len(known))]
    assert len(ends) >= 3 and LONG not in lines
    assert all(any(end.removeprefix("Die ") in start for start in starts) for end in ends)


def test_the_page_has_the_same_places_and_the_slide_keeps_its_words(narrow: Made) -> None:
    page = narrow.file("html").decode()
    assert page.count("".join(narrow.laid.measured.hyphens.known[LONG])) == 3
    slide = Presentation(io.BytesIO(narrow.file("pptx"))).slides[0]
    told = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert told.count(LONG) == 3 and SOFT not in told


def test_no_part_of_the_word_is_wider_than_its_column(narrow: Made) -> None:
    seen = canvas_of(narrow.laid)
    assert all(
        one.needs is None or one.needs.width <= one.rect.width + 0.5 for page in seen.pages for one in page.elements
    )


@pytest.fixture(scope="module")
def thai() -> Made:
    deck = Deck("ความรู้", "th", (Card(rich("ความรู้"), (Paragraph(rich("ความรู้คืออำนาจ (2024) ที่มา")),)),))
    return built(deck)


def test_pages_break_words_that_no_space_parts_where_the_typesetter_does(thai: Made) -> None:
    page = thai.file("html").decode().replace("\xa0", " ")
    assert '<span class="un">ความ<wbr>รู้<wbr>คือ<wbr>อำนาจ</span> (2024) <span class="un">' in page


def test_slides_have_those_words_without_anything_between_them(thai: Made) -> None:
    said = "".join(shape.text_frame.text for shape in Presentation(io.BytesIO(thai.file("pptx"))).slides[0].shapes if shape.has_text_frame)  # fmt: skip
    assert "ความรู้คืออำนาจ (2024) ที่มา" in said.replace("\xa0", " ")
