"""Speaker notes in Markdown: a comment `<!-- notes: … -->` on the card they belong to."""

import html
import re
from typing import Final

from msgspec.structs import replace

from cardwright.deck import Deck
from cardwright.write.breaks import segments

_NOTES: Final = re.compile(r"<!-- *notes:(.*?)-->", re.DOTALL | re.IGNORECASE)


def taken(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its notes, and the notes of each part between breaks."""
    bare = _NOTES.sub("", text)
    notes = tuple("\n".join(map(_plain, _NOTES.findall(part))) for part in segments(text))
    # A part that holds notes alone makes no card, and then nobody can tell whose notes are whose.
    return bare, notes if len(segments(bare)) == len(notes) else ()


def given(deck: Deck, notes: tuple[str, ...]) -> Deck:
    """The deck with notes on its cards, where each part became one card."""
    if len(notes) != len(deck.cards):
        return deck
    cards = [replace(card, notes=said or card.notes) for card, said in zip(deck.cards, notes, strict=True)]
    return replace(deck, cards=tuple(cards))


def _plain(comment: str) -> str:
    return html.unescape(comment).strip()
