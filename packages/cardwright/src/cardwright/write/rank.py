"""Which sentences say most of a text: by their words, their place, their figures and names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from cardwright.write.language import count, terms

_COMMON: Final = 0.25  # a word in more sentences than this share says nothing about any of them
_SHORT: Final = 5
_LONG: Final = 34
_NAME: Final = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÝА-ЯΑ-Ω]\w+")
_FIGURE: Final = re.compile(r"[$€£¥₹]\s?\d[\d.,\s]*|\d[\d.,:]*(?:\s?[^\W\d_]+|\s?[%‰°€£¥])?")
_POINTING: Final = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|however|but|and|also|such|diese[rs]?|aber|und|es|sie|er|das|cela|ce|il"
    r"|elle|mais|et|esto|eso|pero|y|questo|ma|e|это|но|и)\b",
    re.IGNORECASE,
)
# Worth of what a sentence shares with the others, of standing first, of each figure (less for every further one), of a name.
_CENTRAL: Final = 0.25
_FIRST: Final = 2.4
_FIGURES: Final = 1.4
_NAMES: Final = 0.25
_OVER: Final = 1.3  # times the words wanted that may be kept
_FULL: Final = 0.85  # of the words wanted; from here on nothing is looked for that still fits
_SAME: Final = 0.75  # share of equal words from which a sentence says nothing new
_RELEVANCE: Final = 0.72  # against novelty, when the next sentence is chosen


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate: its characters, its place in the section (0 first), its words."""

    text: str
    place: int
    words: frozenset[str]
    size: int


def sentence(text: str, place: int) -> Sentence:
    """A candidate of a text."""
    return Sentence(text, place, frozenset(terms(text)), count(text))


class Weights:
    """How much each word of a text says, from how often and in how many sentences it stands."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        spread = Counter(word for one in sentences for word in one.words)
        most = max(len(sentences) * _COMMON, 3.0)
        self._weights = {
            word: log(1 + times) * log(1 + len(sentences) / times)
            for word, times in spread.items()
            if times <= most and (len(word) > 3 or not word.isascii())  # noqa: PLR2004 - "the", "and", "of"
        }

    def score(self, one: Sentence) -> float:
        """Worth of a sentence alone; higher is better."""
        inner = sum(self._weights.get(word, 0.0) for word in one.words)
        score = _CENTRAL * inner / sqrt(max(one.size, _SHORT)) + _FIRST / (1 + one.place)
        score += _FIGURES * sqrt(len(set(_FIGURE.findall(one.text)))) + _NAMES * min(len(_NAME.findall(one.text)), 3)
        score -= 1.5 * (one.size < _SHORT) + 0.08 * max(one.size - _LONG, 0)
        return score - 0.7 * bool(_POINTING.match(one.text)) - 1.0 * one.text.rstrip().endswith(("?", "？", "؟"))


def chosen(sentences: Sequence[Sentence], weights: Weights, budget: int, most: int) -> list[int]:
    """Places in `sentences` of those to keep, rising: good ones that do not repeat each other.

    At least one; together about `budget` words, at most `most` sentences.
    """
    scores = [weights.score(one) for one in sentences]
    best = max(map(abs, scores), default=1.0) or 1.0
    repeats = [0.0] * len(sentences)
    kept: list[int] = []
    left = set(range(len(sentences)))
    used = 0
    while left and len(kept) < most:
        at = max(left, key=lambda one: (_RELEVANCE * scores[one] / best - (1 - _RELEVANCE) * repeats[one], -one))
        left.discard(at)
        if repeats[at] >= _SAME:
            continue
        if kept and used + sentences[at].size > budget * _OVER:
            if used >= budget * _FULL:
                break
            continue
        kept.append(at)
        used += sentences[at].size
        for other in left:
            repeats[other] = max(repeats[other], _alike(sentences[at].words, sentences[other].words))
    return sorted(kept)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
