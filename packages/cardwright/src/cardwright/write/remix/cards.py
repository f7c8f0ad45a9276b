"""Which cards a phrase means, and which place between them.

`cards 3-5 and 8`, `the third card`, `the last two slides`, `the team card`,
`the card "Team"`. Numbers count the template's cards, whatever happens to them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from cardwright.write.remix.masks import Masks
from cardwright.write.remix.template import Template

NOUN: Final = r"(?:cards?|slides?|pages?)"
NO_CARD: Final = "The template has {count} cards; there is no card {numbers}."
NO_TITLE: Final = "No card is called “{words}”."
SEVERAL: Final = "More than one card is called “{words}”; say which by its number."
LONGEST: Final = 400  # characters of a phrase
_MOST_MISSED: Final = 6

_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINAL: Final = rf"(?:\d{{1,4}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|last|final)"
_SPOKEN: Final = re.compile(rf"\b{NOUN}\b|#")
_SPLIT: Final = re.compile(r" ?(?:,|;|&|\band\b|\bplus\b|\bas well as\b)(?: ?(?:,|;|&|\band\b))* ?")
_REMARK: Final = re.compile(r"(?<=\d) ?\([^()]*\)")  # `card 3 (Team)`
_NUMBERS: Final = re.compile(
    rf"^(?:the )?(?:{NOUN} ?)?(?:(?:numbers?|nos?\.?|nr\.?) ?)?#? ?(?P<first>\d{{1,4}}|(?<=[a-z] )(?:{'|'.join(_COUNTS)}))"
    rf"(?: ?(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b) ?(?:{NOUN} )?#?(?P<last>\d{{1,4}}))?$"
)
_ORDINAL: Final = re.compile(rf"^(?:the )?(?:very )?(?P<ordinal>{ORDINAL})(?: {NOUN})?$")
_RUN: Final = re.compile(rf"^(?:the )?(?P<edge>first|last|final) (?P<count>\d{{1,4}}|{'|'.join(_COUNTS)})(?: {NOUN})?$")
_ALL: Final = re.compile(
    rf"^(?:everything|(?:all|every|each)(?: of)?(?: the| my| our)? {NOUN})"
    r"(?:,? (?:except|but|other than|apart from|excluding|besides)(?: for)? (?P<but>.+))?$"
)
_CALLED: Final = re.compile(
    rf"^(?:the )?{NOUN} (?:(?:called|titled|named|entitled|headed|about|on|with the title) )?(?P<words>.+)$"
)
_NAMED: Final = re.compile(rf"^(?:the |our |your )?(?P<words>.+?)[ -]{NOUN}$")
_PROSE: Final = re.compile(
    r"\b(?:on|of|from|in|to|at|with|by|for|about|into|all|every|each|this|that|it|other|a|an|any|no|some)\b|^the$"
)
_OPENING: Final = frozenset({"title", "cover", "opening", "front"})
_CLOSING: Final = frozenset({"closing", "end", "ending", "back", "thank you", "thank-you", "thanks"})


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards by their place in the template, counted from 0, and sentences on those that are not there.

    `beyond` is true when one of those was named by a number that no card has.
    """

    at: tuple[int, ...] = ()
    missed: tuple[str, ...] = ()
    beyond: bool = False

    @property
    def is_vague(self) -> bool:
        """Whether somebody who knows more than titles might find what is meant."""
        return bool(self.missed) and not self.at and not self.beyond


@dataclass(frozen=True, slots=True)
class Place:
    """Behind or before a card of the template, or the `at`-th place of the deck, counted from 0."""

    side: Literal["after", "before", "at"]
    at: int


END: Final = Place("at", 1_000_000)


def cards_of(phrase: str, template: Template, masks: Masks) -> Cards | None:
    """The cards that a masked phrase means, in its order; None when it speaks of something else."""
    if len(phrase) > LONGEST:
        return None
    phrase = _REMARK.sub("", phrase.strip().strip(",;").strip().lower())
    return _Reader(template, masks).cards(phrase)


class _Reader:
    def __init__(self, template: Template, masks: Masks) -> None:
        self._template = template
        self._masks = masks

    def cards(self, phrase: str) -> Cards | None:
        if found := _ALL.match(phrase):
            return self._all(found["but"])
        parts = _SPLIT.split(phrase)
        if not all(_is_counted(part) for part in parts) and (whole := self._titled(phrase, strict=True)):
            return whole  # one title may hold an `and`
        if not _SPOKEN.search(phrase):
            return None
        at: list[int] = []
        missed: list[str] = []
        numbers: list[int] = []
        for part in parts:
            one = self._one(part, numbers) or (self._listed(part) if len(parts) > 1 else None)
            if one is None:
                return None
            at += one.at
            missed += one.missed
        if numbers:
            shown = ", ".join(str(number) for number in numbers[:_MOST_MISSED])
            more = ", …" if len(numbers) > _MOST_MISSED else ""
            missed.append(NO_CARD.format(count=len(self._template), numbers=shown + more))
        return Cards(tuple(dict.fromkeys(at)), tuple(missed), bool(numbers))

    def _all(self, but: str | None) -> Cards | None:
        every = range(len(self._template))
        if but is None:
            return Cards(tuple(every))
        kept = self.cards(but if _SPOKEN.search(but) else f"cards {but}")
        return kept and Cards(tuple(at for at in every if at not in kept.at), kept.missed, kept.beyond)

    def _one(self, part: str, beyond: list[int]) -> Cards | None:
        """One entry of an enumeration; numbers that no card has go to `beyond`."""
        if numbers := _NUMBERS.match(part):
            first = _count(numbers["first"])
            ends = sorted((first, int(numbers["last"] or first)))
            return self._counted(range(ends[0] - 1, ends[1]), beyond)
        if ordinal := _ORDINAL.match(part):
            return self._counted(range(at := _index(ordinal["ordinal"], len(self._template)), at + 1), beyond)
        if run := _RUN.match(part):
            count = _count(run["count"])
            start = 0 if run["edge"] == "first" else max(len(self._template) - count, 0)
            return self._counted(range(start, start + count), beyond)
        return self._titled(part, strict=False)

    def _counted(self, wanted: range, beyond: list[int]) -> Cards:
        count = len(self._template)
        first = max(wanted.start, count)  # what lies beyond the last card may be many numbers
        outside = [at + 1 for at in (wanted.start, *range(first, min(wanted.stop, first + _MOST_MISSED + 1)))]
        beyond += [number for number in dict.fromkeys(outside) if not 1 <= number <= count]
        return Cards(tuple(range(max(wanted.start, 0), min(wanted.stop, count))))

    def _titled(self, phrase: str, *, strict: bool) -> Cards | None:
        """The card that a phrase names by its title; `strict` asks for a title that is there."""
        for words in _words(phrase):
            name = self._masks.value(words)
            found = self._by_name(name)
            if len(found) == 1:
                return Cards(found)
            if strict or words[:1].isdigit() or (words == name and _PROSE.search(words)):
                continue
            return Cards((), ((SEVERAL if found else NO_TITLE).format(words=name),))
        return None

    def _listed(self, part: str) -> Cards | None:
        """A title whose noun stands elsewhere: `the team and pricing cards`."""
        found = self._by_name(self._masks.value(part.removeprefix("the ")))
        return Cards(found) if len(found) == 1 else None

    def _by_name(self, name: str) -> tuple[int, ...]:
        last = len(self._template) - 1
        if name in _OPENING:
            return self._template.of_kind("cover")[:1] or tuple(range(min(last + 1, 1)))
        if found := self._template.titled(name):
            return found
        if name in _CLOSING and last >= 0:
            return self._template.of_kind("closing")[-1:] or (last,)
        return ()


def _count(word: str) -> int:
    return _COUNTS.index(word) + 1 if word in _COUNTS else int(word)


def _is_counted(part: str) -> bool:
    return any(pattern.match(part) for pattern in (_NUMBERS, _ORDINAL, _RUN))


def _words(phrase: str) -> Iterator[str]:
    """What a phrase may call a card by."""
    if found := _NAMED.match(phrase):
        yield found["words"]
    if found := _CALLED.match(phrase):
        yield found["words"]


def ordinal(word: str) -> int:
    """What an ordinal counts, from 0: `third` and `3rd` are 2, `last` is -1."""
    if word in ("last", "final"):
        return -1
    return _ORDINALS.index(word) if word in _ORDINALS else int(word[:-2]) - 1


def _index(word: str, count: int) -> int:
    return count - 1 if word in ("last", "final") else ordinal(word)


_WHERE: Final = r"(?:directly |right |immediately |just |straight )?"
_SIDE: Final = re.compile(
    rf"^{_WHERE}(?P<side>after|behind|following|below|before|ahead of|in front of|above|between) (?P<cards>.+)$"
)
_SPOT: Final = r"(?:position|place|spot|slot|card|slide|page|one)"
_EDGE: Final = re.compile(
    rf"^(?:to|at|as|in|into|on) (?:the )?(?:very )?(?P<edge>end|bottom|back|last|start|beginning|top|front|first)"
    rf"(?: {_SPOT})?(?: (?:of|in) (?:the |this )?(?:deck|presentation|template|document))?$"
)
_NUMBER: Final = re.compile(
    rf"^(?:to|at|as|in|into) (?:the )?(?:(?:{_SPOT}|number|no\.?) ?)?#?(?P<number>\d{{1,4}})$"
    rf"|^(?:to|at|as|in|into) (?:the )?(?P<ordinal>{ORDINAL})(?: {_SPOT})?$"
)
_LATE: Final = frozenset({"end", "bottom", "back", "last"})
_BEFORE: Final = frozenset({"before", "ahead of", "in front of", "above"})


def place_of(phrase: str, template: Template, masks: Masks) -> Place | Cards | None:
    """The place that a masked phrase means; its `Cards` when they are not there, None when it is no place."""
    phrase = phrase.strip().strip(",;").strip().lower()
    if len(phrase) > LONGEST:
        return None
    if found := _EDGE.match(phrase):
        return END if found["edge"] in _LATE else Place("at", 0)
    if found := _NUMBER.match(phrase):
        at = int(found["number"]) - 1 if found["number"] else _index(found["ordinal"], len(template))
        return Place("at", max(at, 0))
    if not (found := _SIDE.match(phrase)):
        return None
    cards = cards_of(found["cards"], template, masks)
    if cards is None or not cards.at:
        return cards
    if found["side"] in _BEFORE:
        return Place("before", min(cards.at))
    return Place("after", min(cards.at) if found["side"] == "between" else max(cards.at))
