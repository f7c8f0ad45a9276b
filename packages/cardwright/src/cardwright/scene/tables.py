"""Tables: how wide each column should be, and which columns are numbers."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from cardwright.scene import Align, Look, Run
from cardwright.scene.widths import longest_word, plain, text_width

Cells = Sequence[tuple[Run, ...]]  # of one row

_NUMBER: Final = re.compile(
    r"^[\s~≈<>±+\-\u2212–—(]*[$€£¥₹]?\s*[\d.,'\u2009\u00a0 ]*\d[\d.,'\u2009\u00a0 ]*\s*[)%‰]?\s*\S{0,4}$"
)
_BLANK: Final = frozenset({"", "-", "–", "—", "n/a", "N/A", "…"})
_WIDEST: Final = 0.62  # share of the table one column may ask for


def aligned(aligns: Sequence[Align], rows: Sequence[Cells]) -> tuple[Align, ...]:
    """Alignments with columns of numbers at their end, where nothing else was asked for."""
    return tuple(
        "end" if align == "start" and at > 0 and _numeric([plain(row[at]) for row in rows]) else align
        for at, align in enumerate(aligns)
    )


def _numeric(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip() not in _BLANK]
    return bool(said) and all(len(cell) <= 16 and _NUMBER.match(cell) is not None for cell in said)


def natural_width(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> float:
    """Points the table would be wide if no line broke; `looks` has one look per row."""
    return sum(_columns(rows, looks, pad, text_width))


def low_width(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> float:
    """Points the table needs so that no line breaks below its head."""
    return sum(_low_columns(rows, looks, pad))


def least_width(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> float:
    """Points the table needs so that no word breaks."""
    return sum(_columns(rows, looks, pad, longest_word))


def weights(rows: Sequence[Cells], looks: Sequence[Look], width: float, pad: float) -> tuple[float, ...]:
    """Column widths in points that add up to `width`; `looks` has one look per row.

    When everything fits on one line the rest is shared; else the head alone
    breaks where that is enough; else no column gets less than its longest word
    where that is possible, and long texts share what is left.
    """
    natural = _columns(rows, looks, pad, text_width)
    if sum(natural) <= width:
        return _shared(natural, width)
    low = _low_columns(rows, looks, pad)
    if sum(low) <= width:
        return _shared(low, width)
    return _squeezed(natural, _columns(rows, looks, pad, longest_word), width)


def _low_columns(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> list[float]:
    least = _columns(rows, looks, pad, longest_word)
    body = _columns(rows[1:], looks[1:], pad, text_width) if len(rows) > 1 else least
    return [max(need, want) for need, want in zip(least, body, strict=True)]


def _columns(
    rows: Sequence[Cells], looks: Sequence[Look], pad: float, measure: Callable[[str, Look], float]
) -> list[float]:
    """The most that any cell of each column needs, padding included."""
    found = [0.0] * len(rows[0])
    for row, look in zip(rows, looks, strict=True):
        for at, cell in enumerate(row):
            found[at] = max(found[at], measure(plain(cell), look) * 1.04 + 2 * pad + 2)
    return found


def _shared(natural: Sequence[float], width: float) -> tuple[float, ...]:
    """Natural widths, with the free width given half evenly and half by content."""
    free = width - sum(natural)
    even = free / len(natural)
    return tuple(round(one + even / 2 + free / 2 * one / sum(natural), 3) for one in natural)


def _squeezed(natural: Sequence[float], least: Sequence[float], width: float) -> tuple[float, ...]:
    floor = [min(need, width * _WIDEST) for need in least]
    if sum(floor) >= width:
        return tuple(round(width * one / sum(floor), 3) for one in floor)
    # Long texts get more of what is left, but less than in proportion, so that rows stay low.
    wish = [max(want - low, 0.0) ** 0.8 for want, low in zip(natural, floor, strict=True)]
    free = width - sum(floor)
    asked = [
        min(free * part / (sum(wish) or 1.0), want - low) for part, want, low in zip(wish, natural, floor, strict=True)
    ]
    left = (free - sum(asked)) / len(natural)
    return tuple(round(low + own + left, 3) for low, own in zip(floor, asked, strict=True))
