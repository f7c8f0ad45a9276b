"""A deck as Markdown, for people to edit and for a writer to read again."""

from collections.abc import Sequence
from typing import Final

from cardwright.deck import Card, Deck
from cardwright.deck.blocks import spec_of
from cardwright.deck.markup import comment, heading, referring, stacked

_BREAK: Final = "\n\n---\n\n"


def to_markdown(deck: Deck) -> str:
    """The cards in order, a line `---` between them.

    A card is its title as a heading, its blocks, what the notes say that are
    first referred to on it, and its speaker notes as a comment. Looks that
    Markdown has no marks for, such as a lead or the widths of columns, are
    left out; no word is.
    """
    numbers: dict[str, int] = {}
    text = _BREAK.join(_card(card, numbers) for card in deck.cards).strip("\n")
    return f"{text}\n" if text else ""


def _card(card: Card, numbers: dict[str, int]) -> str:
    """A card; `numbers` are those of the notes so far, by their Markdown."""
    title = heading(card.title, 1 if card.kind == "cover" else 2)
    blocks = (spec_of(block).markdown(block) for block in card.blocks)
    before = len(numbers)
    said = referring(stacked([title, *blocks]), lambda note: numbers.setdefault(note, len(numbers) + 1))
    return stacked([said, _defined(list(numbers)[before:], before), comment("notes", card.notes)])


def _defined(notes: Sequence[str], before: int) -> str:
    return "\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes, before + 1))
