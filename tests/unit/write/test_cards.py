"""Titles of cards: those of a section that goes over several, and names for cards that have none."""

from cardwright.deck import Card, name, plain, rich
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.quote import Quote
from cardwright.write import Brief
from cardwright.write.builtin import write


def titles(text: str, cards: int) -> list[str]:
    return [plain(card.title) for card in write(Brief(text, "preserve", cards=cards)).deck.cards]


def test_the_cards_of_a_section_are_counted() -> None:
    text = (
        "# Plan\n\nOf all.\n\n## Weirs\n\nThe first weir is low. The second weir is lower. The third weir is lowest.\n"
    )
    assert titles(text, 4) == ["Plan", "Weirs", "Weirs (2/3)", "Weirs (3/3)"]


def test_cards_with_a_title_of_their_own_are_not_counted() -> None:
    text = (
        "# Plan\n\nOf all.\n\n## Weirs\n\nThe first weir is low and was built by the monks of the abbey.\n\n"
        "**Costs** The second weir is lower and was dear to build, as the old books say.\n\n"
        "> The third weir is the lowest of them all.\n\n"
        "And at last the fourth weir, of which the town knows nothing but its name.\n"
    )
    assert titles(text, 5) == ["Plan", "Weirs", "Costs", "", "Weirs (2/2)"]


def test_a_card_without_a_title_is_named_by_what_it_says() -> None:
    assert name(Card(rich(" Weirs "))) == "Weirs"
    assert name(Card((), (Image("a.png", "A weir in spring"),))) == "A weir in spring"
    assert name(Card((), (Code("x = 1\ny = 2", "python"),))) == "x = 1"
    assert name(Card((), (Image("a.png", ""),))) == ""
    long = name(Card((), (Quote(rich("weir " * 40)),)))
    assert len(long) <= 80 and long.endswith("weir…")
