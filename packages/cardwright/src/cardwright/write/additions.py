"""Cards that a wish adds to a deck: an agenda at its beginning, a summary at its end."""

import re
from collections.abc import Sequence
from typing import Final, TypeVar

from cardwright.deck import Card, Text, plain, rich
from cardwright.deck.blocks.agenda import Agenda
from cardwright.deck.blocks.list import Item, List
from cardwright.language.headings import headings
from cardwright.write.condense import best_sentence
from cardwright.write.outline import Section
from cardwright.write.wishes import Wishes

T = TypeVar("T")
_PART: Final = re.compile(r"\s*\(\d+/\d+\)$")
_TOPICS: Final = 8
_POINTS: Final = 5
_LONGEST: Final = 26  # words of a sentence in a summary
_FEWEST: Final = 3  # cards that must be left for the text itself


def number(asked: Wishes, cards: int) -> int:
    """How many of `cards` are added ones; none when too few would be left."""
    wanted = asked.agenda + asked.summary
    return wanted if cards - wanted >= _FEWEST else 0


def added(cards: Sequence[Card], asked: Wishes, language: str) -> list[Card]:
    """The deck with the agenda after its cover and the summary before its closing."""
    found = list(cards)
    if asked.summary:
        at = len(found) - (found[-1].kind == "closing") if found else 0
        found.insert(at, Card(rich(headings(language).summary), (_summary(cards),)))
    if asked.agenda:
        found.insert(1 if found[0].kind == "cover" else 0, Card(rich(headings(language).agenda), (_agenda(cards),)))
    return found


def _agenda(cards: Sequence[Card]) -> Agenda:
    """The parts of the deck where it has parts, else its titles, each once."""
    parts = [card.title for card in cards if card.kind == "section"]
    titles = parts if len(parts) > 1 else [card.title for card in cards if card.kind not in {"cover", "closing"}]
    topics = {_PART.sub("", plain(title)).strip(): title for title in reversed(titles) if plain(title).strip()}
    names = list(reversed(topics))
    return Agenda(tuple(rich(name) for name in _spread(names, _TOPICS)))


def _summary(cards: Sequence[Card]) -> List:
    """The sentence of each card that says most, of at most five cards from all over the deck."""
    told = [text for card in cards if card.kind == "content" and (text := _said(card))]
    return List(tuple(Item(text) for text in _spread(told, _POINTS)))


def _said(card: Card) -> Text:
    sentence = best_sentence([Section(blocks=card.blocks)], _LONGEST)
    return rich(sentence) if sentence else card.title


def _spread(items: Sequence[T], most: int) -> list[T]:
    """At most so many of the items, from the first to the last at even distances."""
    if len(items) <= most:
        return list(items)
    return [items[round(at * (len(items) - 1) / (most - 1))] for at in range(most)]
