"""About how wide text will be, before it is measured: enough to choose sizes and columns by.

The typesetter measures the truth; this only has to be close and never needs a font.
Widths are em of a sans serif face of regular weight.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Final

from cardwright.scene import Look, Run

_CLASSES: Final = {
    0.27: "ijl.,:;'|!·",
    0.36: 'frtI()[]{}-"/\\ \u00a0',
    0.88: "mwMW@%—…",
    0.63: "0123456789$€£+=<>~",
    0.70: "ABCDEFGHKNOPQRSTUVXYZ&",
}
_EM: Final = {char: width for width, chars in _CLASSES.items() for char in chars}
_OTHER: Final = 0.565
_BOLD: Final = {400: 1.0, 600: 1.045, 700: 1.07}
_MONO: Final = 0.6
_SLACK: Final = 0.97  # of a line that words fill before they wrap
_KEPT: Final = 16_384  # texts and words whose widths are remembered: an arrangement is tried at many sizes
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # no spaces between words
_THAI_WORD: Final = 4.0  # em of a long one
_WORDS: Final = re.compile(r"(?:\S|\u00a0)+")


@lru_cache(maxsize=4096)
def _char(char: str) -> float:
    if (known := _EM.get(char)) is not None:
        return known
    if unicodedata.category(char) in {"Mn", "Me"} or char in "\u200b\u200d\u200f\u2060\ufe0f":
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else _OTHER


@lru_cache(maxsize=_KEPT)
def em_width(text: str, weight: int = 400) -> float:
    """Em of the text on one line of a proportional face."""
    return sum(map(_char, text)) * _BOLD.get(weight, 1.0)


def text_width(text: str, look: Look) -> float:
    """Points of the text on one line."""
    return _ems(text, *_face(look)) * look.size


Face = tuple[int, float, bool]  # what widths depend on beside the size: weight, tracking, fixed pitch


def _face(look: Look) -> Face:
    return look.weight, look.tracking, look.font == "mono"


def _ems(text: str, weight: int, tracking: float, mono: bool) -> float:
    if mono:
        return _MONO * sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return em_width(text, weight) + tracking * len(text)


def longest_word(text: str, look: Look) -> float:
    """Points of the widest part that has no place to break."""
    return _longest(text, *_face(look)) * look.size


@lru_cache(maxsize=_KEPT)
def _longest(text: str, *face: *Face) -> float:
    return max((_solid(word, *face) for word in _WORDS.findall(text)), default=0.0)


def _solid(word: str, *face: *Face) -> float:
    if any(unicodedata.east_asian_width(char) in "WF" for char in word):
        return 1.0  # breaks between any two characters
    if _UNSPACED.search(word):
        return min(_ems(word, *face), _THAI_WORD)
    return max(_ems(part, *face) for part in re.split(r"(?<=[-/–—])", word))


def lines(text: str, look: Look, width: float) -> int:
    """About how many lines the text takes at a width."""
    return sum(_wrapped(part, look, width) for part in text.split("\n")) if text else 0


@lru_cache(maxsize=_KEPT)
def _words(text: str, *face: *Face) -> tuple[float, ...]:
    """Em of each word."""
    return tuple(_ems(word, *face) for word in _WORDS.findall(text))


def _wrapped(text: str, look: Look, width: float) -> int:
    total = text_width(text, look)
    if total <= width * _SLACK or width <= 0:
        return 1
    if len(text) > 240:
        return ceil(total / (width * 0.955))
    space, room = text_width(" ", look), width * 0.99
    count, used = 1, 0.0
    for em in _words(text, *_face(look)):
        size = em * look.size
        if used and used + space + size > room:
            count, used = count + 1, 0.0
        if size > width:
            count += int(size // width)
            size %= width
        used += size + (space if used else 0.0)
    return max(count, ceil(total / width)) if " " not in text.strip() else count


def plain(runs: Iterable[Run]) -> str:
    """The characters of runs alone, without the numbers of notes."""
    return "".join(run.text for run in runs if not run.note)
