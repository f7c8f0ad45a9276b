"""The deck: what is said, card by card. It knows no theme and no place.

A deck is plain data with JSON both ways; the order of cards, and of blocks on
a card, is the reading order.
"""

from typing import Any, Literal

import msgspec

from cardwright.deck.blocks import Block, block_from, spec_of
from cardwright.deck.text import MARK, Span, Text, bare, formula, formulas, notes, plain, rich, unnoted

__all__ = [
    "MARK",
    "Block",
    "Card",
    "CardKind",
    "Deck",
    "Span",
    "Text",
    "all_words",
    "bare",
    "formula",
    "formulas",
    "from_json",
    "image_sources",
    "name",
    "notes",
    "plain",
    "rich",
    "to_json",
    "unnoted",
    "words",
]

_NAME = 80  # characters
CardKind = Literal["cover", "content", "section", "statement", "closing"]


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """One card. `title` may be empty (a picture, a quote); it is not repeated in `blocks`."""

    title: Text = ()
    blocks: tuple[Block, ...] = ()
    kind: CardKind = "content"
    notes: str = ""


class Deck(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole deck. `language` is a BCP 47 tag such as `en`, `pt-BR` or `ja`."""

    title: str
    language: str = "en"
    cards: tuple[Card, ...] = ()


def to_json(deck: Deck) -> bytes:
    """The deck as JSON; equal decks give equal bytes."""
    return msgspec.json.encode(deck)


def from_json(data: bytes | str) -> Deck:
    """The deck that `to_json` wrote.

    Raises:
        msgspec.ValidationError: the JSON is not a deck; the message says where.
    """
    raw = msgspec.json.decode(data, type=_RawDeck)
    return Deck(raw.title, raw.language, tuple(_card(card) for card in raw.cards))


def _card(raw: "_RawCard") -> Card:
    return Card(raw.title, tuple(block_from(block) for block in raw.blocks), raw.kind, raw.notes)


class _RawCard(msgspec.Struct):
    """A card whose blocks are still plain data: their types are found by name at run time."""

    title: Text = ()
    blocks: tuple[dict[str, Any], ...] = ()
    kind: CardKind = "content"
    notes: str = ""


class _RawDeck(msgspec.Struct):
    title: str
    language: str = "en"
    cards: tuple[_RawCard, ...] = ()


def words(card: Card) -> str:
    """All text of a card in reading order, parts separated by line breaks; what its notes say comes last."""
    said = [plain(card.title), *(spec_of(block).words(block) for block in card.blocks)]
    parts = (part.replace(MARK, "") for part in (*said, *dict.fromkeys(map(plain, notes(card)))))
    return "\n".join(part for part in parts if part)


def all_words(deck: Deck) -> str:
    """All text of a deck in reading order."""
    return "\n".join(map(words, deck.cards))


def name(card: Card) -> str:
    """What to call a card: its title, else the first line of what it says; at most 80 characters of that."""
    if title := bare(card.title).strip():
        return title
    line = next(iter(words(card).strip().splitlines()), "").strip()
    return line if len(line) <= _NAME else f"{line[: _NAME - 1].rstrip()}…"


def image_sources(deck: Deck) -> tuple[str, ...]:
    """The addresses of all pictures of a deck, each once, in reading order."""
    found = (src for card in deck.cards for block in card.blocks for src in spec_of(block).sources(block))
    return tuple(dict.fromkeys(found))
