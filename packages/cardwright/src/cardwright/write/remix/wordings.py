"""Replacements of words by others, all made in one pass, so that none of them finds what another one wrote."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cardwright.write.remix.placeholders import placeholders
from cardwright.write.remix.text import Edit, Edits

MOST_WORDINGS: Final = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """`old` becomes `new`, on some cards of the template or, with None, on all."""

    old: str
    new: str
    cards: tuple[int, ...] | None = None
    otherwise: str = ""  # what to say when `old` stands nowhere; empty for the usual sentence
    wish: str = ""  # what a language model may be asked then


class Wordings:
    """All replacements of a prompt. Of several that fit at one place, the longest is made."""

    def __init__(self, wordings: Sequence[Wording], texts: Sequence[str]) -> None:
        said = "\n".join(" ".join(text.split()) for text in texts)
        folded = said.casefold()
        latest = {(wording.old, wording.cards): wording for wording in wordings}
        self._wordings = sorted(latest.values(), key=lambda wording: -len(wording.old))
        self._patterns = [_pattern(wording.old, said, folded) for wording in self._wordings]
        self._used: set[int] = set()
        self._compiled = cache(self._matcher)

    def edits(self, origin: int | None) -> Edits:
        """The edits for the card of that place in the template; None is a text that belongs to no card."""
        fitting = tuple(
            at
            for at, wording in enumerate(self._wordings)
            if self._patterns[at] and (wording.cards is None or (origin is not None and origin in wording.cards))
        )
        return lambda text: self._edits(text, fitting)

    def unused(self) -> list[Wording]:
        """The replacements that have found nothing so far."""
        return [wording for at, wording in enumerate(self._wordings) if at not in self._used]

    def _matcher(self, fitting: tuple[int, ...]) -> re.Pattern[str]:
        return re.compile("|".join(self._patterns[at] for at in fitting))

    def _edits(self, text: str, fitting: tuple[int, ...]) -> list[Edit]:
        if not fitting:
            return []
        found: list[Edit] = []
        held: list[tuple[int, int]] | None = None
        for match in self._compiled(fitting).finditer(text):
            if held is None:
                held = [(one.start, one.stop) for one in placeholders(text)]
            if _stands_alone(text, match) and not _breaks(held, match.start(), match.end()):
                at = fitting[(match.lastindex or 1) - 1]
                self._used.add(at)
                found.append(Edit(match.start(), match.end(), self._wordings[at].new))
        return found


def _pattern(old: str, said: str, folded: str) -> str:
    """A group that finds the words, or nothing; their case counts where they stand somewhere as they were given."""
    words = old.split()
    exact = r"\s+".join(re.escape(word) for word in words)
    if " ".join(words) in said and any(_stands_alone(said, match) for match in re.finditer(exact, said)):
        return f"({exact})"
    return f"((?i:{exact}))" if " ".join(words).casefold() in folded else ""


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a match is no part of a longer word or number: `Art` is not replaced in `Article`."""
    start, stop = match.span()
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[stop - 1], text[stop : stop + 1]))


def _joins(before: str, after: str) -> bool:
    return (before.isdigit() and after.isdigit()) or (_is_cased(before) and _is_cased(after))


def _is_cased(letter: str) -> bool:
    """Whether a letter is of a script with capitals; other scripts glue words and endings together."""
    return letter.lower() != letter.upper()


def _breaks(held: Sequence[tuple[int, int]], start: int, stop: int) -> bool:
    """Whether a match takes a part of a placeholder and leaves the rest."""
    ends = (bisect_right(held, (start, stop)) - 1, bisect_right(held, (stop - 1, stop)) - 1)
    near = (held[at] for at in ends if at >= 0)
    return any(first < stop and start < last and not (start <= first and last <= stop) for first, last in near)
