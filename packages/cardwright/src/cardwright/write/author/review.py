"""The look at a whole deck once it is written: what can be counted is found here, the rest a model names."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Final

import msgspec

from cardwright.deck import Card, plain
from cardwright.deck import words as said_by
from cardwright.llm import Question
from cardwright.llm.question import prompt
from cardwright.write.author.brief import PROMPTS, Task
from cardwright.write.language import count, spoken, terms
from cardwright.write.titles import LONGEST

MOST: Final = 400  # remarks
_TOO_MANY: Final = 2.2  # times the words that were wanted
_SLACK: Final = 25  # words that make no card too long
_ALIKE: Final = 0.7  # share of words that two cards have in common
_TELLING: Final = 12  # words of a card that can be compared


class Remark(msgspec.Struct, frozen=True):
    """What to do about a card."""

    card: int
    what: Annotated[str, msgspec.Meta(max_length=500)]


class Review(msgspec.Struct, frozen=True):
    """The cards that are to be written again."""

    remarks: Annotated[tuple[Remark, ...], msgspec.Meta(max_length=MOST)] = ()


def question(task: Task, cards: Sequence[Card]) -> Question[Review]:
    """Asks what is to be done about the cards of a deck."""
    deck = [
        {"number": number, "role": card.kind, "title": plain(card.title), "says": said_by(card)}
        for number, card in enumerate(cards, 1)
    ]
    return Question(prompt(PROMPTS / "review.md"), {"wishes": task.wishes(), "deck": deck}, Review)


def counted(task: Task, cards: Sequence[Card]) -> dict[int, list[str]]:
    """Remarks on cards by their number: titles, length, repetition and the letters of the language."""
    found: dict[int, list[str]] = defaultdict(list)
    seen: dict[str, int] = {}
    sets = [frozenset(terms(said_by(card))) for card in cards]
    for number, card in enumerate(cards, 1):
        title = plain(card.title)
        folded = re.sub(r"\W+", " ", title).strip().casefold()
        if count(title) > 2 * LONGEST:
            found[number].append(f"the title is too long; at most {LONGEST} words")
        if folded in seen:
            found[number].append(f"card {seen[folded]} has the same title; give this one another")
        seen.setdefault(folded, number)
        words = count(said_by(card))
        if words > task.words * _TOO_MANY + _SLACK:
            found[number].append(f"it has {words} words; about {task.words} are wanted")
        if spoken(said_by(card), task.language) != task.language:
            found[number].append(f"it is in another language; write it in {task.language}")
        if twin := _twin(sets, number - 1):
            found[number].append(f"it repeats card {twin}; say only what that card does not")
    return dict(found)


def _twin(sets: Sequence[frozenset[str]], at: int) -> int | None:
    """The number of an earlier card that says nearly the same."""
    own = sets[at]
    for before in range(at):
        shared = len(own & sets[before])
        if min(len(own), len(sets[before])) >= _TELLING and shared >= _ALIKE * min(len(own), len(sets[before])):
            return before + 1
    return None
