"""A deck as a prompt may speak of it: its cards by title, its placeholders by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cardwright.deck import Card, Deck, plain
from cardwright.write.language import terms
from cardwright.write.remix.placeholders import key, opened, placeholders
from cardwright.write.remix.text import addresses, texts

_SMALL: Final = frozenset({"a", "an", "and", "of", "our", "the", "your"})


class Template:
    """What is looked up while a prompt is read; it never changes."""

    def __init__(self, deck: Deck, themes: Sequence[str] = ()) -> None:
        self.deck = deck
        self.themes: Mapping[str, str] = _first((key(theme), theme) for theme in themes)
        self.names: Mapping[str, str] = _names(deck)  # of all placeholders, as they are first written
        self._titles = [plain(card.title) for card in deck.cards]
        self._with_term: dict[str, set[int]] = {}
        for at, title in enumerate(self._titles):
            for term in _stems(title):
                self._with_term.setdefault(term, set()).add(at)

    def __len__(self) -> int:
        return len(self.deck.cards)

    def titled(self, words: str) -> tuple[int, ...]:
        """The cards whose title is `words`; if there are none, those whose title holds all of them."""
        wanted = _stems(words)
        if not wanted:
            return ()
        found = sorted(set[int].intersection(*(self._with_term.get(term, set[int]()) for term in wanted)))
        return tuple(at for at in found if key(self._titles[at]) == key(words)) or tuple(found)

    def of_kind(self, *kinds: str) -> tuple[int, ...]:
        """The cards of some kinds."""
        return tuple(at for at, card in enumerate(self.deck.cards) if card.kind in kinds)

    def knows(self, name: str) -> bool:
        """Whether the deck has a placeholder of that name."""
        return key(name) in self.names


def _stems(text: str) -> frozenset[str]:
    """The words of a title without the small ones; singular and plural are one."""
    found = frozenset(terms(text.replace("-", " ")))
    return frozenset(term.removesuffix("s") if len(term) > 3 else term for term in (found - _SMALL or found))  # noqa: PLR2004


def _names(deck: Deck) -> dict[str, str]:
    found = list(placeholders(deck.title))
    for card in deck.cards:
        found += [one for text in _written(card) for one in placeholders(text)]
    return _first((key(one.name), one.written) for one in found)


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first value of every key, in order."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return found


def _written(card: Card) -> list[str]:
    return [*texts(card), *(opened(address) for address in addresses(card))]
