"""How wide the columns of a table should be."""

from collections.abc import Callable, Sequence
from typing import Final

from cardwright.scene import Look
from cardwright.scene.columns import Cells
from cardwright.scene.widths import longest_word, plain, text_width

_WIDEST: Final = 0.62  # share of the table one column may ask for
_COMFORT: Final = 10.0  # em that a column of text gets where there is room, so that no line has one word only

Solid = frozenset[int]  # columns whose cells stay on one line


def natural_width(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> float:
    """Points the table would be wide if no line broke; `looks` has one look per row."""
    return sum(_columns(rows, looks, pad, text_width))


def low_width(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> float:
    """Points the table needs so that no line breaks below its head, its first row."""
    return sum(_low_columns(rows, looks, pad))


def least_width(rows: Sequence[Cells], looks: Sequence[Look], pad: float, solid: Solid = frozenset()) -> float:
    """Points the table needs so that no word breaks, and no number."""
    return sum(_least_columns(rows, looks, pad, solid))


def weights(
    rows: Sequence[Cells], looks: Sequence[Look], width: float, pad: float, solid: Solid = frozenset()
) -> tuple[float, ...]:
    """Column widths in points that add up to `width`; `looks` has one look per row.

    When everything fits on one line the rest is shared; else the head, which is
    the first row, alone breaks where that is enough; else no column gets less
    than its longest word where that is possible, and long texts share what is
    left.
    """
    natural = _columns(rows, looks, pad, text_width)
    if sum(natural) <= width:
        return _shared(natural, width)
    low = _low_columns(rows, looks, pad)
    if sum(low) <= width:
        return _shared(low, width)
    least = _least_columns(rows, looks, pad, solid)
    comfort = [max(need, min(want, _COMFORT * looks[-1].size)) for need, want in zip(least, natural, strict=True)]
    return _squeezed(natural, comfort if sum(comfort) <= width else least, width)


def _low_columns(rows: Sequence[Cells], looks: Sequence[Look], pad: float) -> list[float]:
    least = _columns(rows, looks, pad, longest_word)
    body = _columns(rows[1:], looks[1:], pad, text_width) if len(rows) > 1 else least
    return [max(need, want) for need, want in zip(least, body, strict=True)]


def _least_columns(rows: Sequence[Cells], looks: Sequence[Look], pad: float, solid: Solid) -> list[float]:
    least, low = _columns(rows, looks, pad, longest_word), _low_columns(rows, looks, pad)
    return [whole if at in solid else word for at, (word, whole) in enumerate(zip(least, low, strict=True))]


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
