"""The deck while a prompt is carried out: cards that may be locked, moved, removed and written anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, Final, Protocol

import msgspec

from cardwright.deck import Card, Deck
from cardwright.deck.blocks import Block
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write.remix.cards import Place
from cardwright.write.remix.clauses import short
from cardwright.write.remix.placeholders import filled_address, fills, key, listed, placeholders
from cardwright.write.remix.template import Template
from cardwright.write.remix.text import Edit, Edits, edited, rewritten, texts, with_blocks
from cardwright.write.remix.wordings import MOST_WORDINGS, Wording, Wordings

VARIABLES: Final = "Some template variables were not found"  # the wire's own sentence
NO_VARIABLE: Final = "The template has no placeholder {names}."
UNFILLED: Final = "These placeholders got no value and stay as they are: {names}."
LOOSE: Final = "Heed these values, which no placeholder takes:\n{said}"
LOCKED: Final = "Card {number} is locked and stays as it is."
NOTHING_LEFT: Final = "Removing every card would leave nothing: no card was removed."
FULL: Final = "A deck holds at most {most} cards; the others were not added."
UNSAID: Final = "No card that may be changed says “{words}”; nothing was replaced there."
MANY_WORDINGS: Final = "Only the first {most} replacements of text were made."
MOST_CARDS: Final = 75


class Phase(IntEnum):
    """When a change is made; within a phase, the prompt's order counts."""

    LOCK = 1
    REMOVE = 2
    WORD = 3
    BUILD = 4


class Change(Protocol):
    """One thing a prompt asks for."""

    phase: ClassVar[Phase]

    def make(self, stage: "Stage") -> None:
        """Do it, or say why it cannot be done."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be done here. `wish` is for a language model, empty where none could do it either.

    It `is_open` when a wish of another refusal may settle it, too.
    """

    warning: str
    wish: str = ""
    is_open: bool = False
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: "Stage") -> None:
        """Say so."""
        stage.warn(self.warning, self.wish, is_open=self.is_open)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A wish that is fulfilled as it is, such as to keep the layout."""

    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: "Stage") -> None:
        """Leave all as it is."""


@dataclass(frozen=True, slots=True)
class Told:
    """A warning. `known` is what of it holds, whatever a language model makes of the `wish` or of other ones."""

    text: str
    wish: str = ""
    known: str = ""


class Described(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a picture is to show that is yet to be found, and the address of the one that it takes the place of."""

    words: str
    instead: str = ""


@dataclass(slots=True)
class Entry:
    """A card on the stage. `origin` is its place in the template, None for a new one."""

    card: Card
    origin: int | None
    is_locked: bool = False
    is_held: bool = False  # not to be removed
    is_removed: bool = False
    behind: int | None = None  # the card of the template that it was put behind

    @property
    def number(self) -> int:
        """What the prompt calls a card of the template, counted from 1."""
        return (self.origin or 0) + 1


class Stage:
    """One remix in the making. Removed cards stay as anchors until the end."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.title = template.deck.title
        self.theme: str | None = None
        self.source: str | None = None  # of pictures, if the prompt names one
        self.sought: dict[str, Described] = {}  # pictures to be found, by their names in the deck
        self._entries = [Entry(card, at) for at, card in enumerate(template.deck.cards)]
        self._of = list(self._entries)
        self._told: list[Told] = []
        self._values: dict[str, str] = {}  # by key, on all cards
        self._values_on: dict[int, dict[str, str]] = {}  # on one card of the template
        self._named: dict[str, str] = {}
        self._loose: dict[str, str] = {}  # what may be no value of a placeholder, as it was said, by key
        self._wordings: list[Wording] = []
        self._wordings_cut = False

    def warn(self, text: str, wish: str = "", *, is_open: bool = False) -> None:
        """Say something to whoever wrote the prompt; `wish` is what a language model may be asked instead."""
        self._told.append(Told(text, wish, "" if wish or is_open else text))

    def entry(self, at: int) -> Entry:
        """Card `at` of the template."""
        return self._of[at]

    def knows(self, entry: Entry) -> bool:
        """Whether it is a card of the template, not a new one and not a copy."""
        return entry.origin is not None and self._of[entry.origin] is entry

    def open(self, cards: Iterable[int]) -> list[Entry]:
        """The cards of the template that may be changed; it says which are locked."""
        found = [self._of[at] for at in cards]
        for entry in found:
            if entry.is_locked:
                self.warn(LOCKED.format(number=entry.number))
        return [entry for entry in found if not entry.is_locked]

    def open_all(self) -> list[Entry]:
        """All cards of the template that may be changed."""
        return [entry for entry in self._of if not entry.is_locked]

    def put(self, entries: Sequence[Entry], place: Place) -> None:
        """Put new or known entries at a place, in their order.

        What is put behind a card later stands behind what was put there before.
        """
        moved = {id(entry) for entry in entries}
        if place.side != "at" and id(self._of[place.at]) in moved:
            return
        self._entries = [entry for entry in self._entries if id(entry) not in moved]
        index = self._index(place)
        for entry in entries:
            entry.behind = place.at if place.side == "after" else None
        self._entries[index:index] = entries

    def _index(self, place: Place) -> int:
        if place.side == "at":
            living = [index for index, entry in enumerate(self._entries) if not entry.is_removed]
            return living[place.at] if place.at < len(living) else len(self._entries)
        anchor = self._of[place.at]
        index = next(at for at, entry in enumerate(self._entries) if entry is anchor)
        if place.side == "before":
            return index
        index += 1
        while index < len(self._entries) and self._entries[index].behind == place.at:
            index += 1
        return index

    def is_full(self) -> bool:
        """Whether no card can be added; it says so."""
        full = sum(not entry.is_removed for entry in self._entries) >= MOST_CARDS
        if full:
            self.warn(FULL.format(most=MOST_CARDS))
        return full

    def add(self, entries: Sequence[Entry], place: Place) -> None:
        """Put new entries at a place, as many as a deck may hold."""
        room = max(MOST_CARDS - sum(not entry.is_removed for entry in self._entries), 0)
        if len(entries) > room:
            self.warn(FULL.format(most=MOST_CARDS))
        if room and entries:
            self.put(entries[:room], place)

    def swap(self, one: int, other: int) -> None:
        """Let two cards of the template change places."""
        first, second = (self._position(at) for at in (one, other))
        entries = self._entries
        entries[first], entries[second] = entries[second], entries[first]

    def arrange(self, cards: Sequence[int]) -> None:
        """Put cards of the template into an order, on the places they have together."""
        places = sorted(self._position(at) for at in cards)
        for place, at in zip(places, cards, strict=True):
            self._entries[place] = self._of[at]

    def _position(self, at: int) -> int:
        return next(index for index, entry in enumerate(self._entries) if entry is self._of[at])

    def assign(self, name: str, value: str | None, cards: Sequence[int] | None, *, is_loose: bool = False) -> None:
        """Give a placeholder a value, everywhere or on some cards of the template; None only names it."""
        self._named.setdefault(key(name), name)
        if value is None:
            return
        if is_loose:
            self._loose.setdefault(key(name), f"{name}: {value}")
        for known in (self._values,) if cards is None else [self._values_on.setdefault(at, {}) for at in cards]:
            known[key(name)] = value

    def word(self, wording: Wording) -> None:
        """Remember a replacement of text, to be made with all others in one pass."""
        if len(self._wordings) < MOST_WORDINGS:
            self._wordings.append(wording)
        elif not self._wordings_cut:
            self._wordings_cut = True
            self.warn(MANY_WORDINGS.format(most=MOST_WORDINGS))

    def reword(self) -> None:
        """Make all replacements of text."""
        if not self._wordings:
            return
        entries = [entry for entry in self._entries if not entry.is_locked]
        wordings = Wordings(self._wordings, [self.title, *(text for entry in entries for text in texts(entry.card))])
        self.title = self._titled(wordings.edits(None))
        for entry in entries:
            entry.card = rewritten(entry.card, wordings.edits(entry.origin), lambda address: address)
        for wording in wordings.unused():
            self.warn(wording.otherwise or UNSAID.format(words=short(wording.old)), wording.wish)

    def fill(self) -> None:
        """Fill all placeholders that have a value."""
        used: set[str] = set()
        for entry in self._open:
            values = self._values_for(entry.origin)
            entry.card = rewritten(
                entry.card, _filling(values, used), lambda address, values=values: filled_address(address, values)
            )
        self.title = self._titled(_filling(self._values_for(None), used))
        self._miss([one for one in self._named if one not in self.template.names and one not in used])
        if sentence := unfilled(self.title, [entry.card for entry in self._open]):
            self.warn(sentence, is_open=True)

    def _miss(self, missing: Sequence[str]) -> None:
        """Say which placeholders there are not; of what may be none, a language model can make something."""
        sure = [one for one in missing if one not in self._loose]
        if missing:
            first = Told(VARIABLES, known=VARIABLES if sure else "")
            self._told = [first, *self._told, Told(self._none(missing), known=self._none(sure))]
        if loose := [self._loose[one] for one in missing if one in self._loose]:
            self.warn("", LOOSE.format(said="\n".join(loose)))

    def _none(self, keys: Sequence[str]) -> str:
        return NO_VARIABLE.format(names=listed([f"“{self._named[one]}”" for one in keys])) if keys else ""

    def _values_for(self, origin: int | None) -> Mapping[str, str]:
        own = self._values_on.get(-1 if origin is None else origin)
        return self._values | own if own else self._values

    @property
    def _open(self) -> list[Entry]:
        return [entry for entry in self._entries if not entry.is_locked and not entry.is_removed]

    def _titled(self, edits: Edits) -> str:
        title = edited(self.title, edits(self.title))
        return title if title.strip() else self.title

    def keep_some(self) -> None:
        """Bring removed cards back when nothing else is left."""
        if self._entries and all(entry.is_removed for entry in self._entries):
            self.warn(NOTHING_LEFT)
            for entry in self._entries:
                entry.is_removed = False

    @property
    def entries(self) -> list[Entry]:
        """The cards that are there now, in order."""
        return [entry for entry in self._entries if not entry.is_removed]

    @property
    def told(self) -> tuple[Told, ...]:
        """All that is to be said, each once."""
        return tuple(dict.fromkeys(self._told))

    def deck(self) -> Deck:
        """The deck as it is now."""
        cards = tuple(entry.card for entry in self.entries)
        return msgspec.structs.replace(self.template.deck, title=self.title, cards=cards)


def unfilled(title: str, cards: Iterable[Card]) -> str:
    """A sentence on the placeholders that a deck's title and some cards still have; empty when there are none."""
    found = [one for one in placeholders(title) if one.is_sure]
    for card in cards:
        spoken = with_blocks(card, _without_code)
        found += [one for text in texts(spoken) for one in placeholders(text) if one.is_sure]
    names: dict[str, str] = {}
    for one in found:
        names.setdefault(key(one.name), one.written)
    return UNFILLED.format(names=listed(names.values())) if names else ""


def _filling(values: Mapping[str, str], used: set[str]) -> Edits:
    """Edits that fill placeholders and note which values were of use."""

    def edits(text: str) -> list[Edit]:
        found = fills(text, values) if values else []
        if found:
            used.update(key(one.name) for one in placeholders(text))
        return found

    return edits


def _without_code(block: Block) -> Block:
    """Code is full of brackets that are no placeholders."""
    return Paragraph(()) if isinstance(block, Code) else block
