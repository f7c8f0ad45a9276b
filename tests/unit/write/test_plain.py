"""Texts whose headings nobody marked."""

import pytest
from cardwright.deck import plain, words
from cardwright.write.brief import Brief
from cardwright.write.builtin import write

PITCH = """Fennel: boxes that come back

The problem
A delivered meal comes in four containers on average, and nearly all of them are burnt.

The competition: one provider in London uses steel boxes with a deposit, and two have stopped.

The team: Amara Osei, founder, ran the kitchens of a hospital for eight years before this.
"""


def test_a_first_line_with_a_colon_is_the_title() -> None:
    assert write(Brief(PITCH, "preserve", cards=4)).deck.title == "Fennel: boxes that come back"


def test_paragraphs_that_open_with_what_they_are_about_are_sections() -> None:
    titles = [plain(card.title) for card in write(Brief(PITCH, "preserve", cards=4)).deck.cards]
    assert titles[1:] == ["The problem", "The competition", "The team"]


def test_what_stands_behind_such_a_label_begins_with_a_capital_when_texts_are_shortened() -> None:
    deck = write(Brief(PITCH, "condense", cards=4)).deck
    assert any("One provider in London" in words(card) for card in deck.cards)


@pytest.mark.parametrize(
    "text",
    [
        "Name: Fennel\n\nPlace: Bristol\n\nPurpose: boxes that guests bring back to any restaurant that takes part.",
        "Subject: Offer for the roof\n\nThe roof of the hall leaks in three places and must be mended before the winter.",
        "Note: bring water.\n\nThe walk goes along the river for six miles and there is no shop anywhere near it.",
    ],
)
def test_labels_of_a_sheet_and_heads_of_letters_are_no_titles(text: str) -> None:
    assert plain(write(Brief(text, "preserve", cards=3)).deck.cards[0].title) != text.partition("\n")[0]


def test_one_label_among_paragraphs_is_no_heading() -> None:
    text = (
        "The walk goes along the river for six miles and there is no shop anywhere near it at all.\n\n"
        "Remember this: the gate at the mill is shut after dark and nobody comes to open it for you.\n\n"
        "The last bus leaves at seven, and the one before it is usually full on a summer evening."
    )
    assert "Remember this: the gate" in words(write(Brief(text, "preserve", cards=1)).deck.cards[0])
