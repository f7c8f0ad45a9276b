"""Where runs without a place to break are broken."""

import unicodedata

from cardwright.layout.encode import breakable


def test_words_that_fit_stay_whole() -> None:
    assert breakable("a pneumonoultramicroscopic word", 30) == "a pneumonoultramicroscopic word"


def test_long_runs_are_broken_every_ten_characters() -> None:
    assert breakable("x" * 25, 12).split("\u200b") == ["x" * 10, "x" * 10, "x" * 5]


def test_thai_is_left_to_those_who_know_its_words() -> None:
    said = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ"
    assert breakable(said, 12) == said


def test_letters_keep_their_marks() -> None:
    broken = breakable("प्रतिपत्तिस्वत्वमुलविषयमुनमानवुलेल्लरुनु" * 3, 12)
    pieces = broken.split("\u200b")
    assert len(pieces) > 3
    assert all(unicodedata.category(piece[0])[0] != "M" for piece in pieces)


def test_joined_characters_are_broken_all_the_same_when_there_are_too_many() -> None:
    pieces = breakable("a\u200d" * 200, 12).split("\u200b")
    assert max(map(len, pieces)) <= 40
