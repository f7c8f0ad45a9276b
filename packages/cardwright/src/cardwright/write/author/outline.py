"""The plan of a deck: which cards there are, what each says, and from which parts of the text."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec.structs import replace

from cardwright.llm import Question
from cardwright.write.author.brief import Task
from cardwright.write.author.material import Part
from cardwright.write.author.proposal import brief_hints, kinds

Role = Literal["cover", "section", "content", "closing"]
Title = Annotated[str, msgspec.Meta(max_length=200)]
Says = Annotated[str, msgspec.Meta(max_length=1_000)]
Kind = Annotated[str, msgspec.Meta(max_length=30)]


class PlannedCard(msgspec.Struct, frozen=True):
    """A card to be written."""

    title: Title
    says: Says
    role: Role = "content"
    kinds: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=6)] = ()
    parts: Annotated[tuple[int, ...], msgspec.Meta(max_length=400)] = ()


class Outline(msgspec.Struct, frozen=True):
    """The deck's title and its cards in their order."""

    title: Title
    cards: Annotated[tuple[PlannedCard, ...], msgspec.Meta(min_length=1, max_length=100)]


def question(task: Task, parts: Sequence[Part], *, one_each: bool) -> Question[Outline]:
    """Asks for an outline. With `one_each` every part is a card of its own, by the author's own breaks."""

    def enough(outline: Outline) -> None:
        if len(outline.cards) < task.cards:
            msg = f"cards: there are {len(outline.cards)}; exactly {task.cards} are wanted"
            raise ValueError(msg)
        if not all(any(map(str.isalnum, card.title)) for card in outline.cards):
            msg = "cards: every card has a title"
            raise ValueError(msg)

    wishes: dict[str, Any] = task.wishes()
    if one_each:
        wishes["breaks"] = "card n says what part n says"
    data = {"wishes": wishes, "source": [part.shown() for part in parts]}
    return Question(task.told("outline", brief_hints()), data, Outline, enough)


def seated(outline: Outline, task: Task, parts: Sequence[Part], *, one_each: bool) -> Outline:
    """The outline with exactly the number of cards, in which every part of the text has a card."""
    cards = list(outline.cards)
    while len(cards) > task.cards:
        cards = _merged(cards)
    known = {part.number for part in parts}
    cards = [replace(one, kinds=tuple(k for k in one.kinds if k in kinds())) for one in cards]
    if one_each:
        cards = [replace(one, parts=(number,)) for number, one in enumerate(cards, 1)]
    else:
        cards = [replace(one, parts=tuple(sorted(known.intersection(one.parts)))) for one in cards]
        cards = _hosted(cards, sorted(known))
    return Outline(task.brief.title or outline.title.strip() or cards[0].title, _roles(cards, one_each=one_each))


def _merged(cards: list[PlannedCard]) -> list[PlannedCard]:
    """One card less: the two neighbours that say least, become one."""
    at = min(range(1, len(cards)), key=lambda at: len(cards[at - 1].says) + len(cards[at].says) - 2 * at / len(cards))
    one, other = cards[at - 1 : at + 1]
    says = f"{one.says} {other.says}"[:1_000]
    joined = replace(one, says=says, kinds=(*one.kinds, *other.kinds)[:3], parts=(*one.parts, *other.parts))
    return [*cards[: at - 1], joined, *cards[at + 1 :]]


def _hosted(cards: list[PlannedCard], numbers: Sequence[int]) -> list[PlannedCard]:
    """Parts that no card has go to the card whose parts are nearest before them."""
    told = {number for card in cards for number in card.parts}
    hosts = [at for at, card in enumerate(cards) if card.role == "content"] or list(range(len(cards)))
    for number in numbers:
        if number in told:
            continue
        near = [at for at in hosts if any(part < number for part in cards[at].parts)]
        at = max(near, key=lambda at: max(p for p in cards[at].parts if p < number)) if near else hosts[0]
        cards[at] = replace(cards[at], parts=tuple(sorted({*cards[at].parts, number})))
    return cards


def _roles(cards: Sequence[PlannedCard], *, one_each: bool) -> tuple[PlannedCard, ...]:
    """A cover is the first card, a closing the last one, and a deck of one card is that card."""
    found: list[PlannedCard] = []
    for at, card in enumerate(cards):
        role = card.role
        if (role == "cover" and at > 0) or (role == "closing" and at < len(cards) - 1) or len(cards) == 1:
            role = "content"
        if one_each and role == "section":
            role = "content"
        found.append(replace(card, role=role))
    return tuple(found)
