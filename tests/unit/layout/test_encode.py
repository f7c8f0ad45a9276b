"""Where words too wide for their column are broken."""

import unicodedata

from cardwright.faces import em_width
from cardwright.layout.column import Column
from cardwright.layout.encode import breakable


def wide(letters: float) -> Column:
    """A column with room for so many letters of 0.56 em."""
    return Column(letters * 0.56 * 20, 20, "Inter")


def test_words_that_fit_stay_whole() -> None:
    assert breakable("a pneumonoultramicroscopic word", wide(30)) == "a pneumonoultramicroscopic word"


def test_words_that_do_not_fit_are_broken_every_ten_characters() -> None:
    assert breakable("x" * 25, wide(12)).split("\u200b") == ["x" * 10, "x" * 10, "x" * 5]


def test_pieces_are_no_wider_than_their_column() -> None:
    for text in ("Bestellungen", "MMMMM", "understood"):
        pieces = breakable(text, wide(4)).split("\u200b")
        assert "".join(pieces) == text and len(pieces) > 1
        assert all(em_width(piece, "Inter", False) <= 4 * 0.56 for piece in pieces)


def test_bold_and_spaced_letters_take_more_room() -> None:
    fits = Column(em_width("Bestellung", "Inter", False) * 20 + 1, 20, "Inter")
    assert fits.fits("Bestellung")
    assert not Column(fits.width, 20, "Inter", bold=True).fits("Bestellung")
    assert not Column(fits.width, 20, "Inter", tracking=0.05).fits("Bestellung")


def test_words_that_break_by_themselves_are_left_to_do_so() -> None:
    assert breakable("well-known", wide(6)) == "well-known"


def test_long_addresses_are_broken_alike_everywhere() -> None:
    pieces = breakable("https://example.org/a-long-path/" * 4, wide(30)).split("\u200b")
    assert max(map(len, pieces)) == 10


def test_thai_is_left_to_those_who_know_its_words() -> None:
    said = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ"
    assert breakable(said, wide(12)) == said


def test_letters_keep_their_marks() -> None:
    broken = breakable("प्रतिपत्तिस्वत्वमुलविषयमुनमानवुलेल्लरुनु" * 3, wide(12))
    pieces = broken.split("\u200b")
    assert len(pieces) > 3
    assert all(unicodedata.category(piece[0])[0] != "M" for piece in pieces)


def test_joined_characters_are_broken_all_the_same_when_there_are_too_many() -> None:
    pieces = breakable("a\u200d" * 200, wide(12)).split("\u200b")
    assert max(map(len, pieces)) <= 40
