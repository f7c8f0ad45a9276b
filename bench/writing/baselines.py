"""What a summary is compared with: the first sentences of each section, and TextRank."""

import re
from collections.abc import Sequence
from math import log

from cardwright.words import count, terms
from cardwright.write.sentences import parts

_HEAD = re.compile(r"^#{1,6}\s")
_FIRST = 3  # sentences of each section
_DAMPING = 0.85
_ROUNDS = 40


def _sections(text: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for block in re.split(r"\n\s*\n", text.strip()):
        if _HEAD.match(block):
            found.append([])
        else:
            found[-1].extend(one for one in parts(block) if one)
    return [one for one in found if one]


def lead(text: str, words: int) -> list[str]:
    """The first sentences of each section, the first of all before the second ones, of at most `words` words."""
    sections = _sections(text)
    order = [(place, at) for place in range(_FIRST) for at, one in enumerate(sections) if place < len(one)]
    kept = _within([sections[at][place] for place, at in order], words)
    return [sections[at][place] for at, place in sorted((order[one][1], order[one][0]) for one in kept)]


def textrank(text: str, words: int) -> list[str]:
    """The sentences that are most like the others (Mihalcea and Tarau 2004), of at most `words` words."""
    sentences = [one for section in _sections(text) for one in section]
    bags = [frozenset(terms(one)) for one in sentences]
    alike = [[0.0 if one is other else _alike(one, other) for other in bags] for one in bags]
    totals = [sum(row) or 1.0 for row in alike]
    ranks = [1.0] * len(sentences)
    for _ in range(_ROUNDS):
        ranks = [
            1 - _DAMPING + _DAMPING * sum(alike[at][to] / totals[at] * ranks[at] for at in range(len(ranks)))
            for to in range(len(ranks))
        ]
    order = sorted(range(len(ranks)), key=lambda at: -ranks[at])
    return [
        sentences[order[one]]
        for one in sorted(_within([sentences[at] for at in order], words), key=lambda one: order[one])
    ]


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (log(len(one) + 1) + log(len(other) + 1)) if one and other else 0.0


def _within(sentences: Sequence[str], words: int) -> list[int]:
    kept: list[int] = []
    used = 0
    for at, one in enumerate(sentences):
        if used + count(one) <= words:
            kept.append(at)
            used += count(one)
    return kept
