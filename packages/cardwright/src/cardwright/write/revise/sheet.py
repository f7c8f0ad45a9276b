"""The deck while a plan is carried out: cards and blocks by their ids. What cannot be done is refused and changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec

from cardwright.deck import Block, Card, Deck, Text, plain
from cardwright.deck.blocks.columns import Columns
from cardwright.write.remix import Origin
from cardwright.write.remix.clauses import short
from cardwright.write.remix.stage import FULL, LOCKED, MOST_CARDS, unfilled
from cardwright.write.remix.text import addresses, respoken, spoken
from cardwright.write.revise.reading import UNKNOWN, Reader, addresses_in

B = TypeVar("B", bound=Block)
NO_CARD: Final = "A change was left out: the language model named a card that is not there, “{id}”."
NO_BLOCK: Final = "A change was left out: the language model named a block that is not there, “{id}”."
NO_FIGURES: Final = "A change was left out: the language model gave no figures for “{id}” that fit together."
UNLIKE: Final = "A change was left out: it does not fit the block “{id}”."
NOTHING: Final = "A change was left out: it would leave nothing of “{id}”."
EMPTY: Final = "A change was left out: a card was to be added that says nothing."
TITLE_STAYS: Final = "The deck's title stays as the request has it."
MOST_BLOCKS: Final = 60  # on a card


class Refused(Exception):
    """An operation that cannot be made; says so in a sentence."""


def refused(sentence: str, id: str = "") -> Refused:  # noqa: A002 - what the wire calls it
    """The refusal of an operation on whatever has this id."""
    return Refused(sentence.format(id=short(id, 60)))


@dataclass(slots=True, eq=False)
class Slot:
    """The place of a block: at first it holds the one that is called by its id."""

    id: str
    blocks: tuple[Block, ...]

    def only(self, kind: type[B]) -> B:
        """The block in it, which must be of a kind.

        Raises:
            Refused: it is another one.
        """
        if len(self.blocks) != 1 or not isinstance(self.blocks[0], kind):
            raise refused(UNLIKE, self.id)
        return self.blocks[0]

    def set(self, block: Block) -> None:
        """Put another block into it."""
        self.blocks = (block,)

    def replace(self, blocks: tuple[Block, ...]) -> None:
        """Put other blocks into it."""
        if not blocks:
            raise refused(NOTHING, self.id)
        self.blocks = blocks[:MOST_BLOCKS]

    def reword(self, texts: Sequence[str], reader: Reader) -> None:
        """Give its block other texts, as many as it has."""
        block = self.only(Block)
        there = spoken(block)
        if len(there) != len(texts):
            raise refused(UNLIKE, self.id)
        said = [_reworded(old, new, reader) for old, new in zip(there, texts, strict=True)]
        if not any(plain(one) if isinstance(one, tuple) else one for one in said):
            raise refused(NOTHING, self.id)
        self.set(respoken(block, said))


def _reworded(old: str | Text, new: str, reader: Reader) -> str | Text:
    if isinstance(old, str):
        return reader.plain(new) if old.strip() == old else new  # the ends of code mean something
    return (*reader.line(new), *(span for span in old if span.note))


@dataclass(slots=True, eq=False)
class Group:
    """Columns of slots."""

    block: Columns
    columns: list[list[Slot]]

    def built(self) -> tuple[Block, ...]:
        columns = tuple(tuple(block for slot in column for block in slot.blocks) for column in self.columns)
        return (msgspec.structs.replace(self.block, columns=columns),) if any(columns) else ()


@dataclass(slots=True, eq=False)
class Page:
    """A card in the making."""

    id: str
    card: Card
    is_locked: bool = False
    behind: str | None = None  # the card that it was put behind
    parts: list[Slot | Group] = field(default_factory=list["Slot | Group"])

    def slots(self) -> Iterator[Slot]:
        """Its slots in reading order."""
        for part in self.parts:
            if isinstance(part, Slot):
                yield part
            else:
                for column in part.columns:
                    yield from column

    def retitle(self, title: Text) -> None:
        """Give it another title; empty takes it away where something else is on the card."""
        if not plain(title).strip() and not any(slot.blocks for slot in self.slots()):
            raise refused(NOTHING, self.id)
        self.card = msgspec.structs.replace(self.card, title=title)

    def note(self, notes: str) -> None:
        """Give it other speaker notes."""
        self.card = msgspec.structs.replace(self.card, notes=notes)

    def add(self, blocks: tuple[Block, ...]) -> None:
        """Add blocks to its end, as many as a card may hold."""
        room = MOST_BLOCKS - sum(len(slot.blocks) for slot in self.slots())
        if not blocks or room <= 0:
            raise refused(UNLIKE if blocks else NOTHING, self.id)
        self.parts.append(Slot("", blocks[:room]))

    def built(self) -> Card:
        """The card as it is now; a locked one is the very one that was given."""
        if self.is_locked:
            return self.card
        blocks = tuple(
            block for part in self.parts for block in (part.blocks if isinstance(part, Slot) else part.built())
        )
        return self.card if blocks == self.card.blocks else msgspec.structs.replace(self.card, blocks=blocks)


class Sheet:
    """One deck while it is changed."""

    def __init__(self, deck: Deck, origins: Sequence[Origin], wishes: Sequence[str], *, keeps_title: bool) -> None:
        self._deck = deck
        self._title = deck.title
        self._keeps_title = keeps_title
        self._pages = pages(deck, origins)
        self._by_id = {page.id: page for page in self._pages}
        self._slots = {slot.id: (page, slot) for page in self._pages for slot in page.slots()}
        known = {address for card in deck.cards for address in addresses(card)}
        self.reader = Reader(known.union(*map(addresses_in, wishes)))

    def page(self, id: str) -> Page:  # noqa: A002 - what the plan calls it
        """The card of an id.

        Raises:
            Refused: there is none.
        """
        found = self._by_id.get(id)
        if found is None:
            raise refused(NO_CARD, id)
        return found

    def open(self, id: str) -> Page:  # noqa: A002
        """The same, which may be changed.

        Raises:
            Refused: there is none, or it is locked.
        """
        found = self.page(id)
        if found.is_locked:
            raise Refused(LOCKED.format(number=id.rpartition("-")[2]))
        return found

    def slot(self, id: str) -> Slot:  # noqa: A002
        """The place of a block of an id.

        Raises:
            Refused: there is none, or its card is locked or gone.
        """
        page, slot = self._slots.get(id, (None, None))
        if page is None or slot is None or not slot.blocks:
            raise refused(NO_BLOCK, id)
        self.open(page.id)
        return slot

    def rename(self, title: str) -> None:
        """Give the deck another title."""
        if self._keeps_title:
            raise Refused(TITLE_STAYS)
        if not (title := " ".join(self.reader.plain(title).split())):
            raise refused(NOTHING, "title")
        self._title = title

    def insert(self, after: str, title: Text, blocks: tuple[Block, ...], notes: str) -> None:
        """Add a card."""
        if not plain(title).strip() and not blocks:
            raise Refused(EMPTY)
        if len(self._pages) >= MOST_CARDS:
            raise Refused(FULL.format(most=MOST_CARDS))
        page = Page("", Card(title, (), "content" if blocks else "section", notes))
        self._place(page, after)
        page.parts = [Slot("", blocks[:MOST_BLOCKS])]

    def remove(self, id: str) -> None:  # noqa: A002
        """Take a card out; the last one stays."""
        page = self.open(id)
        if len(self._pages) == 1:
            raise refused(NOTHING, "deck")
        self._pages.remove(page)
        del self._by_id[id]

    def move(self, id: str, after: str) -> None:  # noqa: A002
        """Put a card behind another one."""
        page = self.page(id)
        if id != after:
            self._place(page, after)

    def take_off(self, id: str) -> None:  # noqa: A002
        """Take a block off its card, unless the card would say nothing then."""
        slot = self.slot(id)
        page, _ = self._slots[id]
        if not plain(page.card.title).strip() and not any(one.blocks for one in page.slots() if one is not slot):
            raise refused(NOTHING, page.id)
        slot.blocks = ()

    def _place(self, page: Page, after: str) -> None:
        """Behind a card and behind what was put there before; nowhere is the first place."""
        anchor = self.page(after) if after else None
        if page in self._pages:
            self._pages.remove(page)
        at = self._pages.index(anchor) + 1 if anchor else 0
        while at < len(self._pages) and self._pages[at].behind == after:
            at += 1
        page.behind = after
        self._pages.insert(at, page)

    def deck(self) -> Deck:
        """The deck as it is now."""
        return msgspec.structs.replace(self._deck, title=self._title, cards=tuple(page.built() for page in self._pages))

    def remarks(self) -> list[str]:
        """What is to be said of the deck as it is now."""
        gaps = unfilled(self._title, [page.built() for page in self._pages if not page.is_locked])
        return [*([UNKNOWN] if self.reader.left_out else []), *([gaps] if gaps else [])]


def pages(deck: Deck, origins: Sequence[Origin]) -> list[Page]:
    """The cards of a deck with their ids: by the numbers that a prompt calls them by, new ones counted apart."""
    found: list[Page] = []
    new = 0
    for card, origin in zip(deck.cards, origins, strict=True):
        new += origin.number is None
        id_ = f"new-{new}" if origin.number is None else f"card-{origin.number}"
        page = Page(id_, card, origin.is_locked)
        page.parts = list(_parts(id_, card.blocks))
        found.append(page)
    return found


def _parts(id_: str, blocks: Sequence[Block]) -> Iterator[Slot | Group]:
    number = 0

    def slot(block: Block) -> Slot:
        nonlocal number
        number += 1
        return Slot(f"{id_}.b{number}", (block,))

    for block in blocks:
        if isinstance(block, Columns):
            yield Group(block, [[slot(inner) for inner in column] for column in block.columns])
        else:
            yield slot(block)
