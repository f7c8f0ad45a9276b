"""Texts that are too long for one question, read in batches of parts, of which notes are taken."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Final

import msgspec

from cardwright.deck import all_words
from cardwright.errors import EmptyOutput, ModelFailed
from cardwright.llm import Question
from cardwright.llm.question import prompt
from cardwright.write.author.brief import PROMPTS
from cardwright.write.author.calls import Calls, together
from cardwright.write.author.material import Part, batches, size
from cardwright.write.brief import Brief
from cardwright.write.builtin import write

_SHARE: Final = 0.5  # of the tokens of a job that notes may take
_BATCH: Final = 0.5  # of what a question may hold
_ROUNDS: Final = 3


class Note(msgspec.Struct, frozen=True):
    """What a part says."""

    part: int
    says: Annotated[str, msgspec.Meta(max_length=6_000)]


class Digest(msgspec.Struct, frozen=True):
    """A note for every part."""

    notes: Annotated[tuple[Note, ...], msgspec.Meta(max_length=400)]


class Digester:
    """Takes notes. `shortened` are the numbers of parts of which the built-in writer took them."""

    def __init__(self, calls: Calls, language: str) -> None:
        self._calls = calls
        self._language = language
        self._allowed = calls.budget.left_tokens * _SHARE
        self.shortened: set[int] = set()

    async def fitting(self, parts: Sequence[Part], tokens: int) -> tuple[Part, ...]:
        """The parts themselves if they fit in so many tokens, else notes of every one of them that do."""
        for _ in range(_ROUNDS):
            if size(parts) <= tokens:
                return tuple(parts)
            groups = batches(parts, int(tokens * _BATCH))
            found = await together([partial(self._noted, group) for group in groups])
            parts = [part for group in found for part in group]
        if size(parts) <= tokens:
            return tuple(parts)
        share = max(tokens // len(parts) - 12, 8)
        self.shortened.update(part.number for part in parts)
        return tuple(Part(part.number, _clipped(part.text, share)) for part in parts)

    async def _noted(self, parts: Sequence[Part]) -> list[Part]:
        numbers = {part.number for part in parts}

        def complete(digest: Digest) -> None:
            if missing := sorted(numbers - {note.part for note in digest.notes if note.says.strip()}):
                msg = f"notes: there is none of part {missing[0]}"
                raise ValueError(msg)

        data = {"source": [part.shown() for part in parts]}
        asked = Question(prompt(PROMPTS / "digest.md"), data, Digest, complete)
        self._allowed -= asked.tokens * 1.3
        if self._allowed < 0:
            return [self._alone(part) for part in parts]
        try:
            digest = await self._calls.ask(asked)
        except ModelFailed:
            return [self._alone(part) for part in parts]
        said = {note.part: note.says for note in digest.notes}
        return [Part(part.number, min(said[part.number], part.text, key=len)) for part in parts]

    def _alone(self, part: Part) -> Part:
        """The sentences that say most, chosen without a model."""
        self.shortened.add(part.number)
        try:
            deck = write(Brief(part.text, mode="condense", cards=1, amount="extensive", language=self._language)).deck
        except EmptyOutput:
            return Part(part.number, part.text[:400])
        return Part(part.number, min(all_words(deck), part.text, key=len))


def _clipped(text: str, tokens: int) -> str:
    return text.encode()[: tokens * 4].decode("utf-8", "ignore")
