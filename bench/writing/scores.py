"""Scores of a summary without a model: what is said of the facts, how often, and whether it stands in the text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from statistics import mean, pstdev

from cardwright.words import count, terms

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_LONGEST_TITLE = 10  # words
_ALIKE = 0.6  # share of equal words from which two sentences say the same


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def coverage(said: str, facts: Sequence[str]) -> float:
    """Share of the key facts said; `a|b` is a fact with two spellings."""
    text = folded(said)
    return mean(any(folded(one) in text for one in fact.split("|")) for fact in facts)


def redundancy(sentences: Sequence[str]) -> float:
    """Share of sentences that repeat most of the words of an earlier one."""
    words = [frozenset(terms(one)) for one in sentences]
    repeats = sum(
        any(len(one & other) / (len(one | other) or 1) > _ALIKE for other in words[:at]) for at, one in enumerate(words)
    )
    return repeats / max(len(words), 1)


def rouge(said: str, reference: str, size: int) -> float:
    """F1 of shared runs of `size` words (pairs of characters where there are no spaces)."""
    mine, theirs = (_runs(terms(folded(one)), size) for one in (said, reference))
    shared = sum((mine & theirs).values())
    return 2 * shared / ((mine.total() + theirs.total()) or 1)


def _runs(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def ungrounded(said: str, source: str) -> list[str]:
    """Figures and words of a summary that the text does not have."""
    figures, words = set(_FIGURE.findall(folded(source))), set(terms(folded(source)))
    foreign = [one for one in _FIGURE.findall(folded(said)) if one not in figures]
    return foreign + [one for one in terms(folded(said)) if one not in words and one.isalpha()]


def balance(cards: Sequence[str]) -> float:
    """1 when all cards have equally many words, 0 when they differ by as much as they have."""
    sizes = [count(one) for one in cards if one.strip()]
    return max(1 - pstdev(sizes) / mean(sizes), 0.0) if sizes and mean(sizes) else 0.0


def titles(found: Sequence[str]) -> float:
    """Share of titles that are there, short, without a full stop, and unlike the others."""
    seen = Counter(map(folded, found))
    wide = 2 * _LONGEST_TITLE
    good = [
        bool(one.strip())
        and (count(one) <= _LONGEST_TITLE or (not one.isascii() and count(one) <= wide))
        and not one.rstrip().endswith((".", "。", ",", ";", ":"))
        and seen[folded(one)] == 1
        for one in found
    ]
    return mean(good) if good else 0.0
