"""Pasted rows that take the place of a table's or a chart's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import ClassVar, Final

import msgspec

from cardwright.deck import rich
from cardwright.deck.blocks import Block
from cardwright.deck.blocks.chart import Chart
from cardwright.deck.blocks.table import Table, width
from cardwright.write import series
from cardwright.write.outline import Piece
from cardwright.write.remix.arrange import refused
from cardwright.write.remix.cards import Cards, cards_of
from cardwright.write.remix.clauses import NO_CARD_NAMED, Clause, short
from cardwright.write.remix.grid import grid
from cardwright.write.remix.stage import Change, Entry, Phase, Refusal, Stage
from cardwright.write.remix.template import Template
from cardwright.write.remix.text import with_blocks
from cardwright.write.source import sections

NO_ROWS: Final = "No rows follow “{said}”: paste a Markdown table or lines of CSV below it."
NO_HOLDER: Final = "Card {number} has no {what} to fill."
NO_NUMBERS: Final = (
    "The chart on card {number} stays as it is: the pasted rows are not numbers of one kind, each with a name."
)
NO_TABLE: Final = (
    "The table on card {number} stays as it is: what was pasted is neither a Markdown table nor lines of CSV."
)
SEVERAL: Final = "Card {number} has {count} blocks of the kind {what}; only the first was filled."
_EITHER: Final = frozenset({"data", "numbers", "figures", "rows"})
_LONGEST: Final = 400  # characters of such a clause
_WHAT: Final = r"(?P<what>tables?|charts?|graphs?|diagrams?|plots?|data|numbers|figures|rows)"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"^(?:replace|update|change|set|fill(?: in)?|refresh|exchange|swap|populate) (?:(?:the|its|all) )?(?:(?:data|numbers|figures"
        r"|values|rows|contents?) (?:of|in|from|for) )?(?:(?:the|its) )?(?:[\w\-]+ ){0,3}?"
        rf"{_WHAT}(?:['’]s?)?(?: (?:data|numbers|figures|values|rows|contents?))?"
        r"(?: (?:on|of|in|from|for) (?P<where>.{1,200}?))?(?:(?: (?:by|with|to|using|from|as|through)\b| ?:).{0,100})?$",
        r"^use (?:these|the following|this|the) (?:new )?(?:data|numbers|figures|values|rows|table)(?: (?:below|here))?"
        rf"(?: (?:for|in|as) (?:the )?{_WHAT})?(?:,? (?:on|of|in|for) (?P<where>.{{1,200}}?))? ?:?$",
    )
)


@dataclass(frozen=True, slots=True)
class Fill:
    """Rows for the first table, the first chart or, with neither kind said, the first of both on each card."""

    pasted: str
    cards: tuple[int, ...]
    kinds: tuple[type[Block], ...]
    wish: str = ""  # what a language model may be asked where this fails
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Put the rows in."""
        for entry in stage.open(self.cards):
            self._fill(entry, stage)

    def _fill(self, entry: Entry, stage: Stage) -> None:
        what = " or ".join(kind.kind for kind in self.kinds)
        holders = _holders(entry.card.blocks, self.kinds)
        if not holders:
            stage.warn(NO_HOLDER.format(number=entry.number, what=what), self.wish)
            return
        if len(holders) > 1:
            stage.warn(SEVERAL.format(number=entry.number, count=len(holders), what=what))
        first = holders[0]
        filled = (
            _charted(first, self.pasted, stage.template.deck.language)
            if isinstance(first, Chart)
            else _tabled(first, self.pasted)
        )
        if filled is None:
            unfit = NO_NUMBERS if isinstance(first, Chart) else NO_TABLE
            stage.warn(unfit.format(number=entry.number), self.wish)
        else:
            entry.card = with_blocks(entry.card, lambda block: filled if block is first else block)


def _holders(blocks: Sequence[Block], kinds: tuple[type[Block], ...]) -> list[Table | Chart]:
    found: list[Table | Chart] = []

    def noted(block: Block) -> Block:
        if isinstance(block, Table | Chart) and isinstance(block, kinds):
            found.append(block)
        return block

    for block in blocks:
        with_blocks(block, noted)
    return found


def _tabled(block: Table, pasted: str) -> Table | None:
    """The table with other rows; rows without a head keep the one there is, if it is as wide."""
    rows = grid(pasted)
    if rows is None:
        return None
    same = width(rows) == width(block)
    return msgspec.structs.replace(
        block,
        head=rows.head or (block.head if same else ()),
        rows=rows.rows,
        aligns=block.aligns if same else rows.aligns,
    )


def _charted(block: Chart, pasted: str, language: str) -> Chart | None:
    """The chart with other numbers; what they do not name stays: the unit, the axis, the names of series."""
    numbers = next((found for piece in _pieces(block, pasted) if (found := series.of(piece, language))), None)
    if numbers is None or not all(value is None or isfinite(value) for one in numbers.series for value in one.values):
        return None
    same = len(numbers.series) == len(block.series)
    named = [
        msgspec.structs.replace(new, name=new.name or (old.name if same else ""))
        for new, old in zip(numbers.series, block.series if same else numbers.series, strict=True)
    ]
    return msgspec.structs.replace(
        block,
        categories=numbers.categories,
        series=tuple(named),
        unit=numbers.unit or block.unit,
        axis=numbers.name or block.axis,
    )


def _pieces(block: Chart, pasted: str) -> Iterator[Piece]:
    """What the rows may be: a table, with the chart's own names where it has no head, or lines of pairs."""
    rows = grid(pasted)
    if rows is not None:
        own = tuple(rich(name) for name in (block.axis, *(one.name for one in block.series)))
        yield msgspec.structs.replace(rows, head=rows.head or own) if len(own) == width(rows) else rows
    for section in sections(pasted):
        yield from section.pieces


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """The rows that a clause wants in a table or a chart; nothing for a clause about something else."""
    if len(clause.text) > _LONGEST:
        return ()
    found = next((match for form in _FORMS if (match := form.match(clause.text))), None)
    if not found:
        return ()
    what = (found["what"] or "data").lower()
    kinds: tuple[type[Block], ...] = (Table,) if what.startswith("table") else (Chart,)
    kinds = (Table, Chart) if what in _EITHER else kinds
    cards = _cards(found["where"], kinds, clause, template)
    if what in _EITHER and not clause.pasted and not found["where"]:
        return ()
    if cards is None:
        return [Refusal(NO_CARD_NAMED.format(said=short(clause.said)), clause.wish)]
    if not cards.at:
        return refused(cards, clause)
    if not clause.pasted.strip():
        return [Refusal(NO_ROWS.format(said=short(clause.said)))]
    return [Fill(clause.pasted, cards.at, kinds, clause.wish), *refused(cards, clause)]


def _cards(where: str | None, kinds: tuple[type[Block], ...], clause: Clause, template: Template) -> Cards | None:
    if where:
        return cards_of(where, template, clause.masks)
    if clause.scope is not None:
        return Cards(clause.scope)
    holders = tuple(at for at, card in enumerate(template.deck.cards) if _holders(card.blocks, kinds))
    return Cards(holders) if len(holders) == 1 else None
