"""The cards of a file: by which id each is known, what it is called and says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cardwright.db import Database, cards
from cardwright.deck import Card, Deck, from_json, name, words
from cardwright.deck.identity import carried, first_ids
from cardwright.ids import row_id
from cardwright.store import Store

_CACHE = 64  # decks


@dataclass(frozen=True, slots=True)
class FileCard:
    """One card. `position` counts from 1; `text` is all it says."""

    id: str
    name: str
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Reads the cards of files. Decks never change under their hash, so the last ones are kept."""

    database: Database
    store: Store
    _known: dict[str, Sequence[tuple[str, str]]] = field(default_factory=dict[str, Sequence[tuple[str, str]]])

    async def of(self, gamma_id: str) -> list[FileCard]:
        """A file's cards in their order; none when there is no such file."""
        listed = cards.of_gamma(self.database, gamma_id)
        if listed is None:
            return []
        said = await self._said(listed.deck_sha256)
        ids = listed.ids or first_ids(gamma_id, len(said))
        return [
            FileCard(card_id, called, at, text)
            for at, (card_id, (called, text)) in enumerate(zip(ids, said, strict=True), 1)
        ]

    async def after(self, gamma_id: str, deck_sha256: str, deck: Deck) -> list[str]:
        """The ids of a file's cards once it has another deck in place of the one with that hash."""
        before, ids = from_json(await self.store.get(deck_sha256)).cards, [card.id for card in await self.of(gamma_id)]
        # If somebody else was faster, the hash is not that of the file any more; then the edit is refused.
        return carried(before, ids, deck.cards, row_id) if len(ids) == len(before) else []

    async def _said(self, deck_sha256: str) -> Sequence[tuple[str, str]]:
        """Name and text of each card of a deck."""
        found = self._known.get(deck_sha256)
        if found is None:
            found = tuple(map(_named, from_json(await self.store.get(deck_sha256)).cards))
            if len(self._known) >= _CACHE:
                self._known.clear()
            self._known[deck_sha256] = found
        return found


def _named(card: Card) -> tuple[str, str]:
    return name(card), words(card)
