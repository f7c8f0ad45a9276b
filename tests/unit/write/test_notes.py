"""Speaker notes in Markdown come back as notes."""

from cardwright.deck import Deck
from cardwright.deck.markdown import to_markdown
from cardwright.write import Brief, notes
from cardwright.write.builtin import write
from making import every_block


def read(text: str) -> Deck:
    bare, said = notes.taken(text)
    return notes.given(write(Brief(bare, "preserve", cards=None)).deck, said)


def test_notes_return_to_their_cards() -> None:
    deck = read(
        "# A\n\nOne.\n\n<!-- notes: Say hello. -->\n\n---\n\n# B\n\nTwo.\n\n---\n\n# C\n\n<!-- notes: a -&#45;> b\n&amp; c -->\n"
    )
    assert [card.notes for card in deck.cards] == ["Say hello.", "", "a --> b\n& c"]
    assert "hello" not in "".join(str(card.blocks) for card in deck.cards)


def test_a_deck_keeps_its_notes_through_markdown() -> None:
    deck = every_block()
    assert [card.notes for card in read(to_markdown(deck)).cards] == [card.notes for card in deck.cards]


def test_notes_that_belong_nowhere_are_left_out() -> None:
    deck = read("# A\n\nOne.\n\n---\n\n<!-- notes: alone -->\n")
    assert [card.notes for card in deck.cards] == [""]
