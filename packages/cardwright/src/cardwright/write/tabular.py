"""Tables that were pasted as text: cells between tabs, columns set with spaces, comma-separated values."""

import csv
import re
from collections.abc import Callable, Sequence
from typing import Final

from cardwright.deck import pipes
from cardwright.deck.figures import is_figure

_WIDEST: Final = 64  # cells of a row
_LISTED: Final = re.compile(r"^\s*(?:[-*+•–>|#]|\d{1,9}[.)])\s")
_GAP: Final = re.compile(r"\s*\t\s*|\x20{2,}")
_TWO: Final = 2
_LONG: Final = 40  # rows that are no table are not looked at again from the second one on
_FEWEST: Final = 3  # rows of a table whose columns are told by less than tabs

_Cells = list[str]


def marked(lines: Sequence[str]) -> list[str]:
    """The lines with every pasted table written as Markdown writes one; no word is lost."""
    found: list[str] = []
    tried = [0] * len(_KINDS)
    at = 0
    while at < len(lines):
        rows = _table(lines, at, tried)
        if rows:
            found += ["", _written(rows), ""]
            at += len(rows)
        else:
            found.append(lines[at])
            at += 1
    return found


def _table(lines: Sequence[str], at: int, tried: list[int]) -> list[_Cells]:
    """The rows of a table that starts at a line; none when there is none.

    `tried` says up to which line each kind is known to be none, so that no text is read over and over.
    """
    for kind, (split, is_table) in enumerate(_KINDS):
        if at < tried[kind]:
            continue
        rows = _rows(lines, at, split)
        if is_table(rows, lines[at : at + len(rows)]):
            return rows
        if len(rows) > _LONG:
            tried[kind] = at + len(rows)
    return []


def _rows(lines: Sequence[str], at: int, split: Callable[[str], _Cells]) -> list[_Cells]:
    """The lines from one on that have as many cells as it has."""
    rows: list[_Cells] = []
    for place in range(at, len(lines)):
        cells = split(line := lines[place])
        if not _TWO <= len(cells) <= _WIDEST or (rows and len(cells) != len(rows[0])):
            break
        if _letters("".join(cells)) != _letters(line):
            break
        rows.append(cells)
    return rows


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _by_tabs(between: str) -> Callable[[str], _Cells]:
    """Cells between tabs: one each, or as many as set them below each other."""

    def split(line: str) -> _Cells:
        if line[:1] in ("\t", " ") or _LISTED.match(line):
            return []
        return [cell.strip() for cell in re.split(between, line.rstrip())]

    return split


def _by_gap(line: str) -> _Cells:
    return [] if not line.strip() or line[:1] == "\t" or _LISTED.match(line) else _GAP.split(line.strip())


def _by_sign(sign: str) -> Callable[[str], _Cells]:
    def split(line: str) -> _Cells:
        if sign not in line or _LISTED.match(line):
            return []
        try:
            return next(csv.reader([line.strip()], delimiter=sign, strict=True), _Cells())
        except csv.Error:
            return []

    return split


def _is_tabbed(rows: Sequence[_Cells], _: Sequence[str]) -> bool:
    """Two columns are entries with their values, unless the first row names them."""
    return len(rows) >= _TWO and (len(rows[0]) > _TWO or (_has_head(rows) and _has_figures(rows)))


def _is_aligned(rows: Sequence[_Cells], lines: Sequence[str]) -> bool:
    """Whether every column starts, or ends, at one place in all lines."""
    if len(rows) < _FEWEST or (len(rows[0]) == _TWO and not (_has_head(rows) and _has_figures(rows))):
        return False
    places = [_places(line.expandtabs(), cells) for line, cells in zip(lines, rows, strict=True)]
    return all(
        len({start for start, _ in column}) == 1 or len({end for _, end in column}) == 1
        for column in zip(*places, strict=True)
    )


def _places(line: str, cells: _Cells) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    end = 0
    for cell in cells:
        start = line.find(cell, end)
        end = start + len(cell)
        found.append((start, end))
    return found


def _is_separated(rows: Sequence[_Cells], _: Sequence[str]) -> bool:
    """Values have no space behind the sign between them, as words of a sentence have."""
    if len(rows) < _FEWEST or any(cell[:1].isspace() for row in rows for cell in row):
        return False
    return _has_head(rows) and (len(rows[0]) > _TWO or _has_figures(rows))


def _has_head(rows: Sequence[_Cells]) -> bool:
    return all(cell and not is_figure(cell) for cell in rows[0][1:]) and not is_figure(rows[0][0])


def _has_figures(rows: Sequence[_Cells]) -> bool:
    """Whether a column holds nothing but figures."""
    return any(all(is_figure(cell) for cell in column) for column in zip(*rows[1:], strict=True))


_KINDS: Final[tuple[tuple[Callable[[str], _Cells], Callable[[Sequence[_Cells], Sequence[str]], bool]], ...]] = (
    (_by_tabs("\t"), _is_tabbed),
    (_by_tabs("\t+"), _is_tabbed),
    (_by_gap, _is_aligned),
    (_by_sign(","), _is_separated),
    (_by_sign(";"), _is_separated),
)


def _written(rows: Sequence[_Cells]) -> str:
    head = [] if _has_head(rows) else [[""] * len(rows[0])]
    return pipes.table([[pipes.cell(cell) for cell in row] for row in (*head, *rows)])
