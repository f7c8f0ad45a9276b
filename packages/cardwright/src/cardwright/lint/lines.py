"""Breaking text into lines by its widths: about what a typesetter would do."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.faces import em_width
from cardwright.lint.canvas import Run
from cardwright.words import WIDE

# Words with the blanks behind them, and single letters of scripts that break between any two.
_PARTS: Final = re.compile(r"[^\s\u200b]+[^\S\u00a0\u202f]*|[\s\u200b]+")
_SEAM: Final = re.compile(r"(?<=[-/–—\u200b])(?=[^\s\d])")  # but `3/4` and `2-3` stay whole
# Closing marks stay with what is before them, opening ones with what follows.
_CLOSING: Final = frozenset(
    "、。，．・：；？！」』）〕］｝〉》】’”…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.!?:;)]}"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """How a paragraph breaks at a width. Widths are points; `last` is the last line when there are several."""

    lines: int
    widest: float  # of its lines
    solid: float  # its widest part that cannot break
    last: str


def broken(runs: Sequence[Run], width: float) -> Broken:
    """Lines that runs take in a column; at least one."""
    count, used, widest, solid, line = 1, 0.0, 0.0, 0.0, ""
    for text, wide, bare in _parts(runs):
        if text == "\n":
            widest, count, used, line = max(widest, used), count + 1, 0.0, ""
            continue
        solid = max(solid, bare)
        if used and used + bare > width:
            widest, count, used, line = max(widest, used), count + 1, 0.0, ""
        used += wide
        line += text
    return Broken(count, max(widest, used), solid, line if count > 1 else "")


def _parts(runs: Sequence[Run]) -> Iterator[tuple[str, float, float]]:
    """Parts that may be moved to the next line: text, width with and without the blanks behind."""
    for run in runs:
        for piece in re.split(r"(\n|\v)", run.text):
            if piece in {"\n", "\v"}:
                yield "\n", 0.0, 0.0
            elif piece:
                yield from _pieces(piece, run)


def _pieces(text: str, run: Run) -> Iterator[tuple[str, float, float]]:
    for match in _PARTS.finditer(text):
        for part in _seams(match.group()):
            bare = part.rstrip()
            wide = _points(part, run)
            yield part, wide, wide if bare == part else _points(bare, run)


def _seams(word: str) -> Iterator[str]:
    if WIDE.search(word) is None:
        yield from _SEAM.split(word)
        return
    held = ""
    for char in word:
        joins = char in _CLOSING or unicodedata.combining(char) or char.isspace()
        if held and not joins and (WIDE.match(char) or WIDE.match(held[-1])):
            yield held
            held = ""
        held += char
    if held:
        yield held


def _points(text: str, run: Run) -> float:
    return em_width(text, run.font, run.bold) * run.size
