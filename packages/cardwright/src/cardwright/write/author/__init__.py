"""The writer that asks a language model: an outline, then its cards, then a review; all of it checked here.

A model proposes, code decides: the number of cards, which addresses are shown,
and with `condense` that every figure and name occurs in the text. What a model
does not do is done by the built-in writer, and told. `preserve` is the built-in
writer's alone: it keeps every word, which no model can promise.
"""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from msgspec.structs import replace

from cardwright.deck import Card, Deck, plain, rich
from cardwright.deck import words as said_by
from cardwright.errors import EmptyOutput, ModelFailed
from cardwright.llm import Budget, Model
from cardwright.write.author import outline, review
from cardwright.write.author.brief import Task
from cardwright.write.author.calls import Calls, Forgetful, Kept, Memory, together
from cardwright.write.author.cards import Tally, Writer
from cardwright.write.author.digest import Digester
from cardwright.write.author.grounding import Grounds
from cardwright.write.author.material import Part, cut, parts_of, size
from cardwright.write.breaks import segments, unbroken
from cardwright.write.brief import Brief, Written
from cardwright.write.builtin import write
from cardwright.write.clean import clean
from cardwright.write.formulas import unreadable
from cardwright.write.revise.reading import addresses_in

__all__ = ["Forgetful", "Kept", "Memory", "Progress", "authored", "unauthored", "wants_model"]

Progress = Callable[[int, int], Awaitable[None]]  # told how many cards are written, and of how many
NO_ANSWER: Final = "The language model gave no usable answer"
UNASKED: Final = "No language model is configured"
ALONE: Final = "The language model gave no usable answer for {cards}; the built-in writer made them from the text."
REMOVED: Final = (
    "Figures and names that the text does not have were found: {mended} were corrected, {removed} taken out."
)
UNNAMED: Final = "Names could not be compared with the text, which is in another language; figures were."
SHORTENED: Final = "{number} parts of the text were shortened by the built-in writer before the model read them."
UNREVIEWED: Final = "The deck was not reviewed: the language model gave no usable answer."
_MATERIAL: Final = 0.4  # share of a question that the text may take
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")


def wants_model(brief: Brief) -> bool:
    """Whether a model is asked for a deck, if there is one."""
    return brief.mode != "preserve" and any(map(str.isalnum, brief.text))


async def authored(  # noqa: PLR0913 - what a run needs
    model: Model,
    brief: Brief,
    budget: Budget,
    memory: Memory,
    progress: Progress,
    *,
    theme: str = "",
    window: int = 32_000,
) -> Written:
    """The deck that a model writes.

    Raises:
        ModelFailed: there is no outline; no card was paid for.
        EmptyOutput: the text holds no word.
    """
    text = clean(brief.text)
    broken = segments(text) if brief.cards is None else ()
    parts = parts_of(broken) if broken else cut(unbroken(text))
    if not parts:
        msg = "The text holds no words"
        raise EmptyOutput(msg, "Give the text or the topic that the cards are to be about")
    task = Task(brief, len(parts) if brief.cards is None else brief.cards, theme)
    calls = Calls(model, budget, memory)
    room = int(window * _MATERIAL)
    digester = Digester(calls, brief.language)
    known = await digester.fitting(parts, room)
    one_each = brief.cards is None
    planned = await calls.ask(outline.question(task, known, one_each=one_each))
    planned = outline.seated(planned, task, parts, one_each=one_each)
    writer = Writer(
        calls,
        task,
        planned,
        _fitted(planned, parts, known, room),
        frozenset({*addresses_in(text), *_PICTURE.findall(text)}),
        Grounds(text, task.language) if task.is_grounded else None,
        Tally(),
    )
    deck, warnings = await _written(writer, progress)
    if digester.shortened:
        warnings.append(SHORTENED.format(number=len(digester.shortened)))
    return Written(deck, tuple(dict.fromkeys([*warnings, *unreadable(deck)])))


def unauthored(brief: Brief) -> Written:
    """The deck without the model that was to write it, with the word that it did not."""
    made = write(brief)
    told = [warning.replace(UNASKED, NO_ANSWER) for warning in made.warnings]
    if not any(NO_ANSWER in warning for warning in told):
        told.insert(0, f"{NO_ANSWER}: the built-in writer used only the words it was given.")
    return Written(made.deck, tuple(told))


def _fitted(planned: outline.Outline, parts: tuple[Part, ...], notes: tuple[Part, ...], room: int) -> tuple[Part, ...]:
    """The parts; of those that are too much for the cards that draw on them, the notes that the outline was made of."""
    crowded = {
        number
        for card in planned.cards
        if size([part for part in parts if part.number in card.parts]) > room
        for number in card.parts
    }
    noted = {part.number: part for part in notes}
    return tuple(noted[part.number] if part.number in crowded else part for part in parts)


async def _written(writer: Writer, progress: Progress) -> tuple[Deck, list[str]]:
    total, done = len(writer.outline.cards), 0
    await progress(done, total)

    async def one(number: int) -> Card:
        nonlocal done
        card = await writer.write(number)
        done += 1
        await progress(done, total)
        return card

    cards = await together([partial(one, number) for number in range(1, total + 1)])
    cards, warnings = await _reviewed(writer, cards)
    cards, title = await _grounded(writer, cards, warnings)
    tally = writer.tally
    if tally.mended or tally.removed:
        warnings.append(REMOVED.format(mended=tally.mended, removed=tally.removed))
    if tally.alone:
        numbers = ", ".join(str(number) for number in sorted(tally.alone))
        warnings.insert(0, ALONE.format(cards=f"{'cards' if len(tally.alone) > 1 else 'card'} {numbers}"))
    return Deck(title, writer.task.language, tuple(cards)), warnings


async def _reviewed(writer: Writer, cards: list[Card]) -> tuple[list[Card], list[str]]:
    """The cards after one review; those with remarks are written again, once, if that is no worse."""
    task = writer.task
    remarks = {number: list(said) for number, said in review.counted(task, cards).items()}
    warnings: list[str] = []
    try:
        found = await writer.calls.ask(review.question(task, cards))
    except ModelFailed:
        warnings.append(UNREVIEWED)
    else:
        for remark in found.remarks:
            if 1 <= remark.card <= len(cards):
                remarks.setdefault(remark.card, []).append(remark.what)
    numbers = sorted(set(remarks) - writer.tally.alone)
    again = await together([partial(writer.rewrite, at, cards[at - 1], remarks[at]) for at in numbers])
    for number, card in zip(numbers, again, strict=True):
        changed = [*cards[: number - 1], card, *cards[number:]]
        if len(review.counted(task, changed)) <= len(review.counted(task, cards)):
            cards = changed
    return cards, warnings


async def _grounded(writer: Writer, cards: list[Card], warnings: list[str]) -> tuple[list[Card], str]:
    """The cards and the deck's title without what the text does not have."""
    grounds, title, own = writer.grounds, writer.outline.title, writer.task.brief.title
    if grounds is not None:
        grounds.compare([said_by(card) for card in cards])
        cards = await together([partial(writer.sound, at, card) for at, card in enumerate(cards, 1)])
        warnings += [] if grounds.has_names else [UNNAMED]
        if not own and grounds.strange(title):
            title = plain(cards[0].title)
    if own and cards[0].kind == "cover":
        cards[0] = replace(cards[0], title=rich(own))
    return cards, own or title or plain(cards[0].title) or "Untitled"
