"""Pictures for cards whose text names none: asked for card by card, and put at the end of each."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import anyio
from msgspec.structs import replace

from cardwright.deck import Card, Deck, all_words, plain, words
from cardwright.deck.blocks.image import Image as ImageBlock
from cardwright.errors import CardwrightError, SourceFailed
from cardwright.images.sources import Find, Found, Query, Shape, Wish
from cardwright.scene import Image
from cardwright.words import WIDE, terms

log = logging.getLogger(__name__)
SECONDS: Final = 300.0  # for all cards of a deck
_AT_ONCE: Final = 4
_SHORT: Final = 4  # letters of a word that says little
_PHRASE: Final = 8  # words that are searched for as they stand

Bring = Callable[[Found], Awaitable[Image]]  # a picture's checked bytes, or a CardwrightError


@dataclass(frozen=True, slots=True)
class Sought:
    """The deck with its new pictures, these by their names, how many of them were paid, and those that were named."""

    deck: Deck
    images: Mapping[str, Image]
    paid: int
    named: Mapping[str, ImageBlock] = field(default_factory=dict[str, ImageBlock])


@dataclass(slots=True)
class _Search:
    find: Find
    bring: Bring
    taken: set[str] = field(default_factory=set[str])
    made: dict[int | str, tuple[Found, Image]] = field(default_factory=dict[int | str, tuple[Found, Image]])
    broken: bool = False  # the service failed once, and is left alone

    async def picture(self, at: int | str, query: Query) -> None:
        if self.broken:
            return
        try:
            candidates = await self.find(query)
        except SourceFailed as error:
            self._failed(error)
            return
        for found in candidates:
            if found.src not in self.taken and not self.broken and await self._brought(at, found):
                return

    async def _brought(self, at: int | str, found: Found) -> bool:
        self.taken.add(found.src)
        try:
            self.made[at] = found, await self.bring(found)
        except SourceFailed as error:
            self._failed(error)
        except CardwrightError as error:
            log.info("a picture for a card was left out: %s", type(error).__name__)
        return at in self.made

    def _failed(self, error: SourceFailed) -> None:
        if not self.broken:
            log.warning("pictures could not be had: %s", error.message)
        self.broken = True


async def seek(  # noqa: PLR0913 - what is sought, where, and how
    deck: Deck,
    cards: Sequence[int],
    wish: Wish,
    shape: Shape,
    find: Find,
    bring: Bring,
    named: Mapping[str, str] = MappingProxyType({}),
) -> Sought:
    """Give each of some cards, by their index, the best picture that can be had and that no other of them has.

    `named` are further pictures by names of the caller's own, each with the words it is to show: they are found first
    and are in the answer, not on the cards. A service that fails is not asked again; the cards that have no picture
    stay as they are.
    """
    search = _Search(find, bring)
    gate = anyio.CapacityLimiter(_AT_ONCE)
    queries: dict[int | str, Query] = {at: _described(deck, words, wish, shape) for at, words in named.items()}
    queries |= {index: query_for(deck, index, wish, shape) for index in cards}

    async def one(at: int | str, query: Query) -> None:
        async with gate:
            await search.picture(at, query)

    with anyio.move_on_after(SECONDS) as time:
        async with anyio.create_task_group() as group:
            for at, query in queries.items():
                group.start_soon(one, at, query)
    if time.cancelled_caught:
        log.warning("pictures could not be had: not all came within %g s", SECONDS)
    return _with(deck, search.made)


def _with(deck: Deck, made: Mapping[int | str, tuple[Found, Image]]) -> Sought:
    shown = tuple(_pictured(card, made[index][0]) if index in made else card for index, card in enumerate(deck.cards))
    images = {found.src: image for found, image in (made[at] for at in sorted(made, key=str))}
    named = {at: _block(found) for at, (found, _) in made.items() if isinstance(at, str)}
    return Sought(replace(deck, cards=shown), images, sum(found.paid for found, _ in made.values()), named)


def _pictured(card: Card, found: Found) -> Card:
    return replace(card, blocks=(*card.blocks, _block(found)))


def _block(found: Found) -> ImageBlock:
    return ImageBlock(found.src, " ".join(found.alt.split())[:300], credit=found.credit)


def _described(deck: Deck, words: str, wish: Wish, shape: Shape) -> Query:
    """A picture of what somebody described: their words as they stand, then the most telling of them."""
    telling = _telling(words, Counter())
    tries = (_phrase(words), " ".join(telling[:2]), *telling[:1])
    return Query(tuple(dict.fromkeys(filter(None, tries))), words, deck.language, shape, wish)


def query_for(deck: Deck, index: int, wish: Wish, shape: Shape) -> Query:
    """What a card wants a picture of: its title as it stands, then its most telling words, then the deck's title."""
    card = deck.cards[index]
    said = words(card)
    title = plain(card.title).strip() or said
    telling = _telling(title, Counter(terms(all_words(deck))))
    tries = (_phrase(title), " ".join(telling[:2]), *telling[:1], _phrase(deck.title))
    return Query(tuple(dict.fromkeys(filter(None, tries))), f"{deck.title}: {said}", deck.language, shape, wish)


def _phrase(text: str) -> str:
    return " ".join(text.split()[:_PHRASE])[:120]


def _telling(title: str, common: Mapping[str, int]) -> list[str]:
    """The words of a title, first those that the deck says often and that are long."""
    found = [word for word in dict.fromkeys(terms(title)) if len(word) >= _SHORT or WIDE.search(word)]
    return sorted(found, key=lambda word: -len(word) * min(common[word], 3))
