"""Threads of e-mails: every mail a section; heads and greetings say nothing worth choosing."""

import pytest
from cardwright.deck import plain, words
from cardwright.write import mail
from cardwright.write.brief import Brief
from cardwright.write.builtin import write

THREAD = """From: Ines Duarte
To: Committee
Date: 3 May
Subject: Boathouse

Dear all,

The roof of the boathouse leaks above the racing shells. Hallam Roofing asks 7,400 euros for slate and can begin on 12 June.
The club has 9,100 euros left for the year, most of it promised to the new oars. I would like to decide this week.

Kind regards
Ines

From: Per Lindqvist
Date: 4 May
Subject: Re: Boathouse

Hi Ines,

Sheet metal would cost 3,900 euros and last twenty years. I asked two firms and can show their letters on Thursday.
Slate is finer, but nobody sees that roof from the river. Let us take the metal and keep the oars.

Cheers, Per
"""


@pytest.mark.parametrize(
    ("line", "following", "found"),
    [
        ("From: Ines", "To: Per", True),
        ("Von: Anke", "Datum: 2. Mai", True),
        ("差出人：佐藤", "件名：会議", True),
        ("من: هدى", "إلى: سامر", True),
        ("From: Leeds", "we drove north", False),
        ("From the start", "To: Per", False),
    ],
)
def test_a_sender_above_another_head_line_opens_a_mail(line: str, following: str, found: bool) -> None:  # noqa: FBT001
    assert mail.opens(line, following) is found


def test_condensing_a_thread_keeps_the_matter_and_drops_the_manners() -> None:
    deck = write(Brief(THREAD, "condense", cards=2, amount="brief")).deck
    said = "\n".join(words(card) for card in deck.cards)
    assert "Dear all" not in said
    assert "Kind regards" not in said
    assert "7,400 euros" in said
    assert "3,900 euros" in said


def test_preserving_a_thread_gives_each_mail_its_card() -> None:
    deck = write(Brief(THREAD, "preserve", cards=2)).deck
    assert [plain(card.title) for card in deck.cards] == ["From: Ines Duarte", "From: Per Lindqvist"]
    assert "Kind regards" in words(deck.cards[0])


def test_the_cover_of_a_thread_says_its_subject() -> None:
    deck = write(Brief(THREAD, "condense", cards=4)).deck
    assert deck.title == "Boathouse"
    assert plain(deck.cards[0].title) == "Boathouse"
