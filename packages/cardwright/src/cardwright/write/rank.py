"""Which sentences say most of a text: by their words, their place, their figures and names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from cardwright.write.language import count, terms
from cardwright.write.pointing import points_back

_COMMON: Final = 0.25  # a word in more sentences than this share says nothing about any of them
_SHORT: Final = 5
_LONG: Final = 34
_NAME: Final = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÝА-ЯΑ-Ω]\w+")
_FIGURE: Final = re.compile(r"[$€£¥₹]\s?\d[\d.,\s]*|\d[\d.,:]*(?:\s?[^\W\d_]+|\s?[%‰°€£¥])?")
# What was decided, found, wanted or advised is what others want to know; the stems of the larger languages.
_CUE: Final = re.compile(
    r"\b(?:decid|decision|approv|agree|propos|recommend|result|conclu|goal|aim|must\b|risk|deadline|total|increas|fell\b|rose\b|grew\b"
    r"|beschl|entsch|empf|schlägt|vorschl|ergeb|ergab|ziel\b|muss|müssen|risiko|frist|insgesamt|gestiegen|gesunken"
    r"|décid|approuv|recommand|résultat|objectif|doit|doivent|faudr|risque|délai|au total|augment|baiss"
    r"|aprob|aprov|acord|acuerd|propon|propues|propõ|recomiend|recomend|objetivo|debe|deve|riesgo|risco|plazo|prazo|caiu|cayó|bajó|subi"
    r"|deci[ds]|raccomand|risultat|obiettiv|rischi|scadenz|besluit|voorstel|doel\b"
    r"|реш|предл|рекоменд|результат|цель|риск|срок|вырос|снизи)"
    r"|決め|決定|提案|目標|結果|必要|予定|増え|減っ|决定|建议|目标|结果|必须|预计|预算|增加|减少|下降|同意"
    r"|قرر|وافق|اقترح|هدف|نتيج|يجب|خطر|موعد|ارتفع|انخفض|결정|제안|목표|결과",
    re.IGNORECASE,
)
# Worth of what a sentence shares with the others, of standing first, of each figure (less for every further one), of a name.
_CENTRAL: Final = 0.25
_FIRST: Final = 2.0
_FIGURES: Final = 1.4
_NAMES: Final = 0.25
_TITLED: Final = 0.8  # of a word that the heading has too, up to two
_CUES: Final = 1.0  # of saying what was decided, found or wanted
_LENGTH: Final = 0.06  # per word, against a sentence
_OVER: Final = 0.3  # of the words wanted, by which the last sentence may go beyond them,
_OVER_WORDS: Final = 9  # yet by no more words than that: about half a sentence, however many are wanted
_FULL: Final = 0.95  # of the words wanted; from here on nothing more is kept
_SAME: Final = 0.75  # share of equal words from which a sentence says nothing new
_RELEVANCE: Final = 0.72  # against novelty, when the next sentence is chosen


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate: its characters, its place in the section (0 first), its words."""

    text: str
    place: int
    words: frozenset[str]
    size: int
    titled: int = 0  # words of its heading that it says


def sentence(text: str, place: int, head: frozenset[str] = frozenset()) -> Sentence:
    """A candidate of a text, under a heading of these words."""
    words = frozenset(terms(text))
    return Sentence(text, place, words, count(text), len(words & head))


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
        score += _TITLED * min(one.titled, 2) + _CUES * bool(_CUE.search(one.text))
        score -= 1.5 * (one.size < _SHORT) + 0.08 * max(one.size - _LONG, 0) + _LENGTH * one.size
        return score - 0.7 * points_back(one.text) - 1.0 * one.text.rstrip().endswith(("?", "？", "؟"))


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
    over = budget + min(budget * _OVER, _OVER_WORDS)
    while left and len(kept) < most and used < budget * _FULL:
        at = max(left, key=lambda one: (_RELEVANCE * scores[one] / best - (1 - _RELEVANCE) * repeats[one], -one))
        left.discard(at)
        if repeats[at] >= _SAME:
            continue
        if kept and used + sentences[at].size > over:
            continue
        kept.append(at)
        used += sentences[at].size
        for other in left:
            repeats[other] = max(repeats[other], _alike(sentences[at].words, sentences[other].words))
    return sorted(kept)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
