"""The smallest parts of a section that may stand on different cards, and how they grow together again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Final

import msgspec

from cardwright.deck import Block, Text, plain
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List, numbered
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.stats import Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Timeline
from cardwright.write import spans
from cardwright.write.outline import weight
from cardwright.write.pointing import asks, points_back
from cardwright.write.sentences import clause_ends, sentence_ends, word_ends


class Grain(IntEnum):
    """How fine a section may be cut."""

    SENTENCES = 0  # and items, rows, events
    CLAUSES = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of the block with number `source`; `cost` is what a cut before it costs."""

    source: int
    block: Block
    weight: int
    cost: float


_BLOCK: Final = 0.15
_NESTED: Final = 1.5
_ITEM: Final = 0.45
_SENTENCE: Final = 0.6
_BACK: Final = 0.9  # more, before a sentence that points back
_ANSWER: Final = 0.9  # more, behind a question
_CLAUSE: Final = 3.0
_WORD: Final = 6.0
_TOGETHER: Final = 9.0  # a lead-in and what it announces
_ENDS: Final[dict[Grain, Callable[[str], list[int]]]] = {
    Grain.SENTENCES: sentence_ends,
    Grain.CLAUSES: lambda text: _within(sentence_ends(text), text, clause_ends),
    Grain.WORDS: word_ends,
}


def _within(outer: list[int], text: str, inner: Callable[[str], list[int]]) -> list[int]:
    starts = [0, *outer[:-1]]
    return [start + end for start, stop in zip(starts, outer, strict=True) for end in inner(text[start:stop])]


def atoms(blocks: Sequence[Block], grain: Grain) -> list[Atom]:
    """All atoms of blocks, in order."""
    found: list[Atom] = []
    for source, block in enumerate(blocks):
        before = blocks[source - 1] if source else None
        for index, (part, cost) in enumerate(_parts(block, grain)):
            found.append(Atom(source, part, weight((part,)), cost if index else _cost(before, block)))
    return found


def _cost(before: Block | None, block: Block) -> float:
    match before:
        case Heading():
            return _TOGETHER
        case Paragraph(text) if plain(text).rstrip().endswith((":", "：")):
            return _TOGETHER / 2
        case _:
            return _NESTED / 2 if isinstance(block, Image) else _BLOCK


def _parts(block: Block, grain: Grain) -> Iterator[tuple[Block, float]]:
    """The parts of a block, each with the cost of a cut before it."""
    match block:
        case Paragraph():
            for text, cost in _texts(block.text, grain):
                yield msgspec.structs.replace(block, text=text), cost
        case List():
            yield from _items(block, grain)
        case Table() if len(block.rows) > 1:
            yield from ((msgspec.structs.replace(block, rows=(row,)), _ITEM) for row in block.rows)
        case Stats() if grain > Grain.SENTENCES:
            yield from ((Stats((item,)), _NESTED) for item in block.items)
        case Timeline() if len(block.events) > 1:
            yield from ((Timeline((event,)), _NESTED) for event in block.events)
        case Code():
            for line in block.source.splitlines(keepends=True):
                yield msgspec.structs.replace(block, source=line), _CLAUSE if line.strip() else _NESTED
        case _:
            yield block, 0.0


def _texts(text: Text, grain: Grain) -> Iterator[tuple[Text, float]]:
    characters = spans.outline(text)
    ends = _ENDS[grain](characters)
    closed = set(sentence_ends(characters)) if grain else set(ends)
    halves = set(_ENDS[Grain.CLAUSES](characters)) if grain is Grain.WORDS else set(ends)
    start = 0
    for part, end in zip(spans.cut(text, ends), ends, strict=True):
        back = _BACK if points_back(characters[start:end]) else 0.0
        yield part, _SENTENCE + back if start in closed else _CLAUSE if start in halves else _WORD
        start = end


def _items(block: List, grain: Grain) -> Iterator[tuple[Block, float]]:
    asked = False
    for item in numbered(block):
        cost = (_NESTED if item.level else _ITEM) + (_ANSWER if asked else 0.0)
        asked = asks(plain(item.text))
        if not grain:
            yield List((item,), ordered=block.ordered), cost
            continue
        for index, (text, inner) in enumerate(_labelled(list(_texts(item.text, grain)))):
            part = msgspec.structs.replace(item, text=text, number=None if index else item.number)
            yield List((part,), ordered=block.ordered), inner + _NESTED if index else cost


def _labelled(parts: list[tuple[Text, float]]) -> list[tuple[Text, float]]:
    """The parts of an item of which the first one is more than a label, such as a speaker's name."""
    (label, cost), *rest = parts
    if not rest or not any(span.bold for span in label) or not plain(label).rstrip().endswith((":", "：")):
        return parts
    return [(spans.join([label, rest[0][0]]), cost), *rest[1:]]


def grown(found: Sequence[Atom]) -> tuple[Block, ...]:
    """The blocks that neighbouring atoms make."""
    return tuple(_one([atom.block for atom in part]) for _, part in groupby(found, key=lambda atom: atom.source))


def _one(parts: Sequence[Block]) -> Block:
    match parts[0]:
        case Paragraph():
            text = spans.join(part.text for part in parts if isinstance(part, Paragraph))
            return msgspec.structs.replace(parts[0], text=spans.strip(text))
        case List():
            return _shallow(List(_whole_items(parts), ordered=parts[0].ordered))
        case Table():
            rows = tuple(row for part in parts if isinstance(part, Table) for row in part.rows)
            return msgspec.structs.replace(parts[0], rows=rows)
        case Stats():
            return Stats(tuple(item for part in parts if isinstance(part, Stats) for item in part.items))
        case Timeline():
            return Timeline(tuple(event for part in parts if isinstance(part, Timeline) for event in part.events))
        case Code():
            source = "".join(part.source for part in parts if isinstance(part, Code))
            return msgspec.structs.replace(parts[0], source=source)
        case _:
            return parts[0]


def _whole_items(parts: Sequence[Block]) -> tuple[Item, ...]:
    """Items in which the clauses of one item are one again: a part that ends in white space goes on."""
    items: list[Item] = []
    for part in parts:
        for item in part.items if isinstance(part, List) else ():
            last = items[-1] if items else None
            if last is not None and item.number is None and _goes_on(last, item):
                items[-1] = msgspec.structs.replace(last, text=spans.join([last.text, item.text]))
            else:
                items.append(item)
    return tuple(msgspec.structs.replace(item, text=spans.strip(item.text)) for item in items)


def _goes_on(last: Item, item: Item) -> bool:
    return last.level == item.level and plain(last.text)[-1:].isspace()


def _shallow(block: List) -> List:
    """The list with its outermost item at level 0."""
    least = min(item.level for item in block.items)
    if not least:
        return block
    items = tuple(msgspec.structs.replace(item, level=item.level - least) for item in block.items)
    return List(items, ordered=block.ordered)
