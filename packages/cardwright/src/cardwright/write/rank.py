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
_DIGIT: Final = re.compile(r"\d")
_POINTING: Final = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|however|but|and|also|such|diese[rs]?|aber|und|es|sie|er|das|cela|ce|il"
    r"|elle|mais|et|esto|eso|pero|y|questo|ma|e|это|но|и)\b",
    re.IGNORECASE,
)
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
        score = inner / sqrt(max(one.size, _SHORT)) + 1.6 / (1 + one.place)
        score += 0.8 * bool(_DIGIT.search(one.text)) + 0.25 * min(len(_NAME.findall(one.text)), 3)
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
        if kept and used + sentences[at].size > budget * 1.15:
            if used >= budget * 0.7:  # noqa: PLR2004 - full enough
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
