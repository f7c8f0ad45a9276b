"""Pictures for cards whose text names none: asked for card by card, and put at the end of each."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
    """The deck with its new pictures, these by their names, and how many of them were paid."""

    deck: Deck
    images: Mapping[str, Image]
    paid: int


@dataclass(slots=True)
class _Search:
    deck: Deck
    wish: Wish
    shape: Shape
    find: Find
    bring: Bring
    taken: set[str] = field(default_factory=set[str])
    made: dict[int, tuple[Found, Image]] = field(default_factory=dict[int, tuple[Found, Image]])
    broken: bool = False  # the service failed once, and is left alone

    async def card(self, index: int) -> None:
        if self.broken:
            return
        try:
            candidates = await self.find(query_for(self.deck, index, self.wish, self.shape))
        except SourceFailed as error:
            self._failed(error)
            return
        for found in candidates:
            if found.src not in self.taken and not self.broken and await self._brought(index, found):
                return

    async def _brought(self, index: int, found: Found) -> bool:
        self.taken.add(found.src)
        try:
            self.made[index] = found, await self.bring(found)
        except SourceFailed as error:
            self._failed(error)
        except CardwrightError as error:
            log.info("a picture for a card was left out: %s", type(error).__name__)
        return index in self.made

    def _failed(self, error: SourceFailed) -> None:
        if not self.broken:
            log.warning("pictures could not be had: %s", error.message)
        self.broken = True


async def seek(deck: Deck, cards: Sequence[int], wish: Wish, shape: Shape, find: Find, bring: Bring) -> Sought:
    """Give each of some cards, by their index, the best picture that can be had and that no other of them has.

    A service that fails is not asked again; the cards that have no picture stay as they are.
    """
    search = _Search(deck, wish, shape, find, bring)
    gate = anyio.CapacityLimiter(_AT_ONCE)

    async def one(index: int) -> None:
        async with gate:
            await search.card(index)

    with anyio.move_on_after(SECONDS) as time:
        async with anyio.create_task_group() as group:
            for index in cards:
                group.start_soon(one, index)
    if time.cancelled_caught:
        log.warning("pictures could not be had: not all came within %g s", SECONDS)
    return _with(deck, search.made)


def _with(deck: Deck, made: Mapping[int, tuple[Found, Image]]) -> Sought:
    shown = tuple(_pictured(card, made[index][0]) if index in made else card for index, card in enumerate(deck.cards))
    images = {found.src: image for found, image in (made[index] for index in sorted(made))}
    return Sought(replace(deck, cards=shown), images, sum(found.paid for found, _ in made.values()))


def _pictured(card: Card, found: Found) -> Card:
    block = ImageBlock(found.src, " ".join(found.alt.split())[:300], credit=found.credit)
    return replace(card, blocks=(*card.blocks, block))


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
