"""Sentences that speak of the one before them, and what cards make of them."""

import pytest
from cardwright.deck import Deck, plain, rich
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write.atoms import Grain, atoms
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.pointing import asks, points_back
from cardwright.write.titles import derived, phrase

MAIL = """From: Ana Reis
To: The board
Date: 2 May
Subject: The summer fair

Dear all,

The fair is on 18 June from two to six, which the school has agreed to. We expect about 350 guests this year.

Kind regards
Ana

From: Bo Lind
Date: 3 May
Subject: Re: The summer fair

Hi Ana,

The tent costs 1,450 euros and building it 300 more. The gym is free on that day and holds 120 people.

Bo
"""


def written(text: str, cards: int) -> Deck:
    return write(Brief(text, "condense", cards=cards)).deck


@pytest.mark.parametrize(
    "said",
    ["This is why.", "“It costs more.", "Therefore we wait.", "Das ist neu.", "Dadurch sinkt der Preis.", "C’est plus.", "Cette mesure aide.",
     "También pedimos más.", "Isso protege todos.", "Questo basta.", "Daarom wachten we.", "Это дорого.", "هذا مهم", "このため休みます", "但价格高"],
)  # fmt: skip
def test_what_leans_on_the_sentence_before_is_known(said: str) -> None:
    assert points_back(said)


@pytest.mark.parametrize(
    "said",
    ["The gate is open.", "Das Dach ist undicht.", "Es gab 14 Ausleihen.", "Il faut attendre.", "Italy waits.", "Estonia waits.", "Il comune paga.",
     "Andere warten.", "La rue est longue.", "他山の石"],
)  # fmt: skip
def test_what_stands_alone_is_left(said: str) -> None:
    assert not points_back(said)


def test_questions_end_in_their_marks_or_in_japanese_words() -> None:
    assert all(map(asks, ("Is it?", "“Is it?”", "足りますか。", "どうでしょう", "هل؟")))
    assert not any(map(asks, ("It is.", "なか", "Why? Because.")[:1]))


def test_an_answer_stays_with_its_question() -> None:
    items = tuple(Item(rich(text)) for text in ("How long will it take?", "Eight days.", "Nobody objects."))
    costs = [atom.cost for atom in atoms((List(items),), Grain.SENTENCES)]
    assert costs[1] > costs[2]
    told = Paragraph(rich("The weir is gone. It was built in 1910. Salmon came back."))
    costs = [atom.cost for atom in atoms((told,), Grain.SENTENCES)]
    assert costs[1] > costs[2]


def test_no_title_speaks_of_what_is_on_another_card() -> None:
    text = "It is a bit more than last year, as two schools have opened. The kitchens weighed what was left every single day."
    assert plain(derived((Paragraph(rich(text)),))) == "The kitchens weighed what was left every single day"
    assert plain(derived((Paragraph(rich("It rains.")),))) == "It rains"


def test_a_cover_keeps_no_sentence_that_the_next_card_speaks_of() -> None:
    more = " ".join(["The report sums up what was weighed, tried and learned in ten schools."] * 3)
    found = written(
        f"# Waste\n\nKitchens served 2.3 million meals. That is more than the year before. {more}\n\n## Costs\n\nAll of it.",
        3,
    )
    assert found.cards[0].blocks == ()
    found = written(f"# Waste\n\nKitchens served 2.3 million meals. {more}\n\n## Costs\n\nAll of it.", 3)
    assert len(found.cards[0].blocks) == 1


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Les cantines scolaires de Rennes ont servi 2,3 millions de repas cette année.", "Les cantines scolaires de Rennes"),
        ("O mais barato é de R$ 12.600 com motor novo e garantia de cinco anos.", "O mais barato"),
        ("Si rien ne casse, on peut ouvrir le nouveau site le 8 octobre au matin.", "On peut ouvrir le nouveau site"),
        ("When the weir was gone, the salmon came back to the upper reach of the river.", "The salmon came back to the upper reach"),
    ],
)  # fmt: skip
def test_a_title_that_is_cut_ends_where_something_is_said(said: str, title: str) -> None:
    assert phrase(said).startswith(title)
    assert len(phrase(said)) <= len(title) + 14


def test_a_short_sentence_becomes_a_title_whole_and_is_not_said_again() -> None:
    text = (
        "The biologist Swantje Behrens measures the gases on the farm since 2019. She has found less of them each year."
    )
    (card,) = written(text, 1).cards
    assert plain(card.title) == "The biologist Swantje Behrens measures the gases on the farm since 2019"
    assert card.blocks == (Paragraph(rich("She has found less of them each year.")),)


def test_a_sheet_that_opens_with_a_place_is_called_by_its_labels() -> None:
    sheet = "Venue: Town hall\nDate: 11 September\nChair: Ruth Hagemann\nPresent: nine members\n"
    (card,) = written(sheet, 1).cards
    assert plain(card.title) == "Venue, Date, Chair"
    (card,) = written(sheet.replace("Venue: Town hall", "Project: Tamarind"), 1).cards
    assert plain(card.title) == "Tamarind"


def test_condensed_mails_say_what_they_are_about_and_not_who_writes_to_whom() -> None:
    said = written(MAIL, 4)
    text = " ".join(word for card in said.cards for block in card.blocks for word in str(block).split())
    assert plain(said.cards[0].title) == "The summer fair"
    assert {"From: Ana Reis", "From: Bo Lind"} <= {plain(card.title) for card in said.cards}
    assert not any(one in text for one in ("board", "Dear", "regards", "Subject"))
    assert "350 guests" in text
    assert "1,450 euros" in text
    kept = write(Brief(MAIL, "preserve", cards=3)).deck
    assert "Dear all" in " ".join(str(card.blocks) for card in kept.cards)
