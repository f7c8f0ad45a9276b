"""Wishes about whole cards: keep, remove, move, swap, order and repeat them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from cardwright.write.remix.cards import LONGEST, NOUN, Cards, Place, cards_of, place_of
from cardwright.write.remix.clauses import Clause
from cardwright.write.remix.stage import Change, Entry, Nothing, Phase, Refusal, Stage
from cardwright.write.remix.template import Template

HELD: Final = "Card {number} is both to be removed and not to be removed; it stays."
TWO: Final = "Swapping takes two cards: “{said}”."
_DECK: Final = r"(?:deck|presentation|template|document)"
_REMOVE: Final = re.compile(
    r"^(?:remove|delete|drop|skip|omit|cut|eliminate|discard|exclude|take out|get rid of|leave out) (?P<cards>.+?)"
    rf"(?: from (?:the |this )?{_DECK})?$",
    re.IGNORECASE,
)
_KEEP: Final = re.compile(
    r"^(?:keep|lock|leave|preserve|retain|freeze|(?:do not|don['’]t|never) (?:change|edit|modify|touch|alter|remove|delete|drop"
    r"|update|replace)(?: anything (?:on|in))?) (?P<cards>.+?)"
    r"(?: (?:exactly |just |completely |entirely )?(?:as (?:it|they) (?:is|are|stands?|was|were)|as[ -]is|as they['’]re|as it['’]s"
    r"|unchanged|untouched|unmodified|intact|locked|the same|alone|in place))?$",
    re.IGNORECASE,
)
_STAYS: Final = re.compile(r"^(?:do not|don['’]t|never) (?:remove|delete|drop)\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(
    r"^(?P<cards>.+?) (?:(?:should|must|shall|can|is to|are to|has to|have to|needs? to) )(?:be )?(?:(?P<gone>removed|deleted"
    r"|dropped|skipped|omitted|cut)|(?:stay|remain|kept|left|locked|not be changed|not change)"
    r"(?: (?:exactly )?(?:as (?:it|they) (?:is|are)|as[ -]is|unchanged|untouched|the same|alone|in place))?)$",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(r"^(?:keep only|only keep) (?P<cards>.+)$", re.IGNORECASE)
_REST: Final = re.compile(
    r"^(?:all |every |each |any |the |of |my |our |your |its |anything |everything |nothing |overall |same |existing |current "
    r"|original |other |remaining |whole |entire )*(?:else|rest|others?|remainder|everything|anything|all"
    rf"|(?:{NOUN}|{_DECK}|structures?|layouts?|design|style|styling|formatting|format|look|look and feel|branding|theme|order"
    r"|template|colou?rs|fonts?|texts?|contents?|wording|images|pictures|charts|tables|tone|language)(?:(?:,| and|, and) (?:the )?(?:structure|layouts?|design|style|styling|formatting"
    rf"|look|branding|theme|order|colou?rs|fonts?))*)(?: (?:of|in|on) (?:the |this )?(?:{_DECK}|{NOUN}))?$",
    re.IGNORECASE,
)
_PLACES: Final = (
    r"(?:directly |right |immediately |just |straight )?(?:after|before|behind|in front of|ahead of|following|below|above"
    r"|between|to|at|into|in|as)"
)
_MOVE: Final = re.compile(
    rf"^(?:move|put|place|shift|bring|relocate) (?P<cards>.+?) (?P<place>{_PLACES} .+)$", re.IGNORECASE
)
_SWAP: Final = re.compile(
    r"^(?:swap|exchange|interchange|switch)(?: the)?(?: (?:order|positions?|places) of)? (?P<cards>.+)$", re.IGNORECASE
)
_ORDER: Final = re.compile(
    rf"^(?:re-?order|order|arrange|re-?arrange|sort)(?: the| all| my| our)*(?: {NOUN}| {_DECK})?"
    rf"(?: (?:as|to|like this|as follows|in (?:the|this) order(?: of)?))?(?:: ?| )(?P<cards>{NOUN} .+|#?\d.+)$",
    re.IGNORECASE,
)
_COPY: Final = re.compile(
    r"^(?:duplicate|copy|clone|repeat|make a (?:copy|duplicate) of|add a (?:copy|duplicate) of) "
    rf"(?P<cards>.+?)(?:,? (?:and (?:put|place) it )?(?P<place>{_PLACES} .+))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lock:
    """Cards that stay as they are."""

    cards: tuple[int, ...]
    phase: ClassVar[Phase] = Phase.LOCK

    def make(self, stage: Stage) -> None:
        """Lock them."""
        for at in self.cards:
            stage.entry(at).is_locked = True


@dataclass(frozen=True, slots=True)
class Stay:
    """Cards that may be written anew, but not removed."""

    cards: tuple[int, ...]
    phase: ClassVar[Phase] = Phase.LOCK

    def make(self, stage: Stage) -> None:
        """Hold them."""
        for at in self.cards:
            stage.entry(at).is_held = True


@dataclass(frozen=True, slots=True)
class Remove:
    """Cards that go, but for locked ones."""

    cards: tuple[int, ...]
    phase: ClassVar[Phase] = Phase.REMOVE

    def make(self, stage: Stage) -> None:
        """Take them away."""
        for entry in stage.open(self.cards):
            if entry.is_held:
                stage.warn(HELD.format(number=entry.number))
            entry.is_removed = not entry.is_held


@dataclass(frozen=True, slots=True)
class Move:
    """Cards that go to a place, in the order they were named."""

    cards: tuple[int, ...]
    place: Place
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Put them there."""
        stage.put([stage.entry(at) for at in self.cards], self.place)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two cards that change places."""

    one: int
    other: int
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Put each where the other one was."""
        stage.swap(self.one, self.other)


@dataclass(frozen=True, slots=True)
class Arrange:
    """Cards in the order that they are to have; all others keep their places."""

    cards: tuple[int, ...]
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Put them in order."""
        stage.arrange(self.cards)


@dataclass(frozen=True, slots=True)
class Copy:
    """Cards that stand twice; without a place a copy follows its card."""

    cards: tuple[int, ...]
    place: Place | None
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Add a copy of each, locked where the card is."""
        for at in self.cards:
            entry = stage.entry(at)
            copy = Entry(entry.card, at, is_locked=entry.is_locked)
            stage.add([copy], self.place or Place("after", at))


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """What a clause about whole cards asks for; nothing for any other clause."""
    if len(clause.text) > LONGEST:
        return ()
    reader = _Reader(clause, template)
    wishes = (
        reader.only,
        reader.remove,
        reader.keep,
        reader.passive,
        reader.copy,
        reader.swap,
        reader.order,
        reader.move,
    )
    return next((found for wish in wishes if (found := wish())), ())


class _Reader:
    def __init__(self, clause: Clause, template: Template) -> None:
        self._clause = clause
        self._template = template

    def _cards(self, pattern: re.Pattern[str]) -> tuple[re.Match[str], Cards] | None:
        """What a pattern finds in the clause, with the cards that it names."""
        found = pattern.match(self._clause.text)
        cards = cards_of(found["cards"], self._template, self._clause.masks) if found else None
        return (found, cards) if found and cards else None

    def _place(self, phrase: str) -> Place | Cards | None:
        return place_of(phrase, self._template, self._clause.masks)

    def only(self) -> Sequence[Change]:
        if not (found := self._cards(_ONLY)):
            return ()
        _, kept = found
        others = tuple(at for at in range(len(self._template)) if at not in kept.at)
        return [*([Remove(others)] if kept.at else []), *refused(kept, self._clause)]

    def remove(self) -> Sequence[Change]:
        if not (found := self._cards(_REMOVE)):
            return ()
        return [Remove(found[1].at), *refused(found[1], self._clause)]

    def keep(self) -> Sequence[Change]:
        wish = _KEEP.match(self._clause.text)
        if wish and _REST.match(wish["cards"]):
            return [Nothing()]
        found = self._cards(_KEEP)
        if not found:
            return ()
        stays = _STAYS.match(self._clause.text)
        return [Stay(found[1].at) if stays else Lock(found[1].at), *refused(found[1], self._clause)]

    def passive(self) -> Sequence[Change]:
        if not (found := self._cards(_PASSIVE)):
            return ()
        match, cards = found
        return [Remove(cards.at) if match["gone"] else Lock(cards.at), *refused(cards, self._clause)]

    def copy(self) -> Sequence[Change]:
        if not (found := self._cards(_COPY)):
            return ()
        match, cards = found
        place = self._place(match["place"]) if match["place"] else None
        if isinstance(place, Cards):
            return refused(place, self._clause)
        if match["place"] and place is None:
            return ()
        return [Copy(cards.at, place), *refused(cards, self._clause)]

    def swap(self) -> Sequence[Change]:
        match = _SWAP.match(self._clause.text)
        phrase = re.sub(r" (?:with|for) ", " and ", match["cards"], flags=re.IGNORECASE) if match else ""
        cards = cards_of(phrase, self._template, self._clause.masks) if phrase else None
        if cards is None or cards.missed:
            return refused(cards, self._clause) if cards else ()
        if len(cards.at) != 2:  # noqa: PLR2004 - a pair
            return [Refusal(TWO.format(said=self._clause.said))]
        return [Swap(*cards.at)]

    def order(self) -> Sequence[Change]:
        match = _ORDER.match(self._clause.text)
        if not match:
            return ()
        phrase = match["cards"] if match["cards"][:1] in "csp" else f"cards {match['cards']}"
        cards = cards_of(phrase, self._template, self._clause.masks)
        return [Arrange(cards.at), *refused(cards, self._clause)] if cards else ()

    def move(self) -> Sequence[Change]:
        if not (found := self._cards(_MOVE)):
            return ()
        match, cards = found
        place = self._place(match["place"])
        if place is None:
            return ()
        if isinstance(place, Cards):
            return refused(place, self._clause)
        return [Move(cards.at, place), *refused(cards, self._clause)]


def refused(cards: Cards, clause: Clause) -> list[Change]:
    """What to say on cards that are not there."""
    wish = clause.wish if cards.is_vague else ""
    return [Refusal(sentence, wish) for sentence in cards.missed]
