"""What the columns of a table hold: text, numbers, percentages, money, dates, or how something went."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from cardwright.deck.dates import is_date
from cardwright.deck.figures import Figure, decimal_sign, figure, is_blank
from cardwright.scene import Align, Run
from cardwright.scene.widths import plain

Cells = Sequence[tuple[Run, ...]]  # of one row
Holds = Literal["text", "number", "percent", "currency", "date", "trend"]

_LONGEST: Final = 24  # characters of a number with its unit
_FEWEST: Final = 3  # values of a trend
_MOST_TAIL: Final = 4  # decimals that others are set as if they had
_LONGEST_NAME: Final = 60  # characters of a row's head
_BETWEEN: Final = re.compile(r"\s*[;|→/]\s*|,\s+|\s+")
_NUMBER: Final = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_BRACKETS: Final = re.compile(r"^\((?P<inner>[^()]+)\)$")
_TREND: Final = re.compile(
    r"\b(?:trends?|sparklines?|course|history|verlauf|entwicklung|tendenz|tendance|évolution|tendencia|evolución|andamento"
    r"|tendenza|tendência|evolução|verloop|przebieg|динамика|тренд)\b|推移|趋势|趨勢|トレンド|추이|اتجاه|प्रवृत्ति",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, where its cells are set, and for each row what stands unseen behind its number."""

    holds: Holds
    align: Align
    tails: tuple[str, ...]

    @property
    def is_solid(self) -> bool:
        """Whether its cells stay on one line."""
        return self.holds != "text"


@lru_cache(maxsize=64)  # a card's table is drawn in several sizes before one is taken
def recognised(
    head: tuple[tuple[Run, ...], ...],
    rows: tuple[tuple[tuple[Run, ...], ...], ...],
    aligns: tuple[Align, ...],
    language: str,
    *,
    total: bool = False,
) -> tuple[Column, ...]:
    """The columns of a table; numbers stand at the end of their cells where nothing else was asked for.

    The last row says nothing of what columns hold where it is a `total`.
    """
    found: list[Column] = []
    for at, align in enumerate(aligns):
        texts = [plain(row[at]).strip() for row in rows]
        own = texts[:-1] if total else texts
        holds = _holds(own, plain(head[at]) if head else "", language)
        is_number = holds in {"number", "percent", "currency"}
        if is_number and align == "start" and at > 0:
            align = "end"
        tails = _tails(texts, language) if is_number and align == "end" else ("",) * len(texts)
        found.append(Column(holds, align, tails))
    return tuple(found)


def _holds(texts: Sequence[str], name: str, language: str) -> Holds:
    said = [text for text in texts if not is_blank(text)]
    if not said:
        return "text"
    if _TREND.search(name) and all(trend(text) for text in said):
        return "trend"
    if all(is_date(text, language) for text in said):
        return "date"
    figures = [_figure(text) for text in said]
    if not all(figures):
        return "text"
    if all(one and one.unit in {"%", "‰"} for one in figures):
        return "percent"
    return "currency" if all(one and one.currency for one in figures) else "number"


def _figure(text: str) -> Figure | None:
    """The figure a cell consists of; accountants put negative ones in brackets."""
    inner = _BRACKETS.match(text)
    return figure(inner["inner"] if inner else text) if len(text) <= _LONGEST else None


def trend(text: str) -> tuple[float | None, ...]:
    """The values of a cell such as `3, 5, 4, 8`, three at least; nothing for any other."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    figures = [figure(part) for part in parts]
    found = tuple(one.value for one in figures if one is not None)
    return found if len(found) == len(parts) >= _FEWEST else ()


def _tails(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """What each number would have to end in to have as many decimals as the others; nothing where units differ."""
    sign = decimal_sign(texts, language)
    parted = [_parted(text, sign) if not is_blank(text) and _figure(text) else None for text in texts]
    units = {part[1] for part in parted if part}
    most = max((part[0] for part in parted if part), default=0)
    if len(units) > 1 or not 0 < most <= _MOST_TAIL:
        return ("",) * len(texts)
    return tuple("" if part is None else _tail(part[0], most, sign) for part in parted)


def _tail(decimals: int, most: int, sign: str) -> str:
    return ("" if decimals else sign) + "0" * (most - decimals) if decimals < most else ""


def _parted(text: str, sign: str) -> tuple[int, str]:
    """How many decimals a number has, and what follows it."""
    found = _NUMBER.search(text)
    if found is None:
        return 0, ""
    whole, _, decimals = found.group().rpartition(sign)
    return len(decimals) if whole and decimals.isdigit() else 0, text[found.end() :].strip()


def names_rows(rows: Sequence[Cells], columns: Sequence[Column]) -> bool:
    """Whether the first cell of every row says what the row is about."""
    if len(columns) < 2 or columns[0].holds not in {"text", "date"}:  # noqa: PLR2004
        return False
    names = [plain(row[0]).strip() for row in rows]
    return all(0 < len(name) <= _LONGEST_NAME for name in names) and len(set(names)) == len(names)
