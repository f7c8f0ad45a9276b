"""One card asked of a model, checked, and mended or cut where it says what its text does not have."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from cardwright.deck import Card, plain, rich
from cardwright.deck import words as said_by
from cardwright.errors import CardwrightError, ModelFailed
from cardwright.llm import Question
from cardwright.write.author.brief import Task
from cardwright.write.author.calls import Calls
from cardwright.write.author.grounding import Grounds, pruned, strange_in
from cardwright.write.author.material import Part
from cardwright.write.author.outline import Outline, PlannedCard
from cardwright.write.author.proposal import ALWAYS, blocks_of, card_type, hints
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.revise.reading import Reader
from cardwright.write.titles import without_end

UNGROUNDED = "the source does not have {what}: leave it out, or write it as the source does"


@dataclass(slots=True)
class Tally:
    """What was counted while a deck was written. `alone` are numbers of cards that no model wrote."""

    mended: int = 0
    removed: int = 0
    alone: set[int] = field(default_factory=set[int])


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the cards of one outline. `known` are addresses that may be shown."""

    calls: Calls
    task: Task
    outline: Outline
    parts: Sequence[Part]
    known: frozenset[str]
    grounds: Grounds | None
    tally: Tally

    async def write(self, number: int) -> Card:
        """The card of a number, counted from 1; without a usable answer it is made of the text alone."""
        try:
            return await self._asked(number)
        except ModelFailed:
            return self.alone(number)

    async def rewrite(self, number: int, card: Card, remarks: Sequence[str]) -> Card:
        """The card written again after remarks; as it was when there is no answer."""
        try:
            return await self._asked(number, card, remarks)
        except ModelFailed:
            return card

    async def sound(self, number: int, card: Card) -> Card:
        """The card without what has no grounds: first the model may mend it, then it is cut."""
        if self.grounds is None or number in self.tally.alone or not (strange := strange_in(card, self.grounds)):
            return card
        remarks = [UNGROUNDED.format(what=f"“{one}”") for one in strange[:20]]
        found = await self.rewrite(number, card, remarks)
        left = strange_in(found, self.grounds)
        self.tally.mended += max(len(strange) - len(left), 0)
        self.tally.removed += len(left)
        return self._cut(number, found) if left else found

    def _cut(self, number: int, card: Card) -> Card:
        assert self.grounds is not None
        found = pruned(card, self.grounds)
        if plain(found.title).strip() and (found.blocks or not card.blocks):
            return found
        own = self.alone(number, counted=False)
        return replace(found, title=found.title or own.title, blocks=found.blocks or own.blocks)

    def alone(self, number: int, *, counted: bool = True) -> Card:
        """The card as the built-in writer makes it of its part of the text."""
        if counted:
            self.tally.alone.add(number)
        planned = self.outline.cards[number - 1]
        by_number = {part.number: part for part in self.parts}
        text = "\n\n".join(by_number[at].text for at in planned.parts)
        brief = self.task.brief
        if not self.task.is_grounded:
            text = f"# {planned.title}\n\n{text}"
        try:
            made = write(Brief(text, "condense", cards=1, amount=brief.amount, language=brief.language)).deck.cards[0]
        except CardwrightError:  # a part without words
            made = Card(rich(planned.title) if not self.task.is_grounded else ())
        return replace(made, kind=planned.role if made.kind == "content" else made.kind)

    async def _asked(self, number: int, draft: Card | None = None, remarks: Sequence[str] = ()) -> Card:
        planned = self.outline.cards[number - 1]
        found = await self.calls.ask(self.question(number, draft, remarks))
        reader = Reader(self.known)
        blocks = blocks_of(found.blocks, reader)
        title = without_end(reader.line(found.title)) or rich(planned.title)
        return Card(title, blocks, planned.role, reader.plain(found.notes))

    def question(self, number: int, draft: Card | None = None, remarks: Sequence[str] = ()) -> Question[Any]:
        """What is asked for a card, and for one that is to be written again."""
        planned = self.outline.cards[number - 1]
        names = self._kinds(planned)
        data: dict[str, Any] = {
            "wishes": self.task.wishes(),
            "deck": {"title": self.outline.title, "titles": [card.title for card in self.outline.cards]},
            "card": {"number": number, "title": planned.title, "says": planned.says, "role": planned.role},
            "source": [part.shown() for part in self.parts if part.number in planned.parts],
        }
        if draft is not None:
            data |= {"draft": said_by(draft), "remarks": list(remarks)}

        def check(card: Any) -> None:
            if planned.role == "content" and not card.blocks:
                msg = "blocks: a card of this role has at least one"
                raise ValueError(msg)

        return Question(self.task.told("card", hints(names)), data, card_type(names), check)

    def _kinds(self, planned: PlannedCard) -> tuple[str, ...]:
        if planned.role in {"cover", "section"}:
            return ("paragraph",)
        return tuple(sorted({*ALWAYS, *planned.kinds}))
