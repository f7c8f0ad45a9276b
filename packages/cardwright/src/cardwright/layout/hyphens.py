"""Words too long for their columns, broken with a hyphen where their language breaks them.

Slides are set ragged, and their words stay whole as long as that looks well: a word is broken only where it takes
more than nearly half of its line, in headings and labels only where it takes more than all of it. The typesetter knows the patterns
(those of TeX, by the hypher library) and breaks for PDF and PNG; pages get soft hyphens at the very same places.
Office programs break words by rules of their own, or not at all.

Thai, Lao, Khmer and Burmese set no spaces between words. Where those end the typesetter tells from a model, browsers from
dictionaries of their own, and they often disagree; so pages are told the typesetter's places.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from cardwright.layout.column import Column
from cardwright.words import SOUTHEAST

SOFT: Final = "\N{SOFT HYPHEN}"
BREAK: Final = "\N{ZERO WIDTH SPACE}"
UNSPACED: Final = re.compile(f"[{SOUTHEAST}]{{2,}}")  # words with nothing between them
_LEAST: Final = 12  # letters; shorter words are broken only when their column is too narrow for them
_SHORTEST: Final = 7  # letters; shorter words have no hyphen
_SHARE: Final = 0.45  # of a line, from which on a word may be broken
_BEFORE, _AFTER = 3, 5  # letters that must stand before and after a hyphen; fewer look lost
_SHORT_AFTER = 3  # in short words, which cannot have more
# Languages of which the typesetter has patterns, by ISO 639-1.
LANGUAGES: Final = frozenset({
    "af", "sq", "be", "bg", "ca", "hr", "cs", "da", "nl", "en", "et", "fi", "fr", "ka", "de", "el", "hu", "is",
    "it", "ku", "la", "lt", "mn", "nb", "nn", "pl", "pt", "ru", "sr", "sk", "sl", "es", "sv", "tr", "tk", "uk",
})  # fmt: skip
_LONG: Final = re.compile(rf"[^\W\d_]{{{_LEAST}}}")
_POINTS: Final = (
    '#set page(width: 600pt, height: auto)\n#let asked = json("/words.json")\n'
    "#set text(lang: asked.lang, hyphenate: true)\n"
    "#for (at, word) in asked.words.enumerate() { block(width: 0.1pt, for sign in word.clusters() "
    "[#sign#metadata((at, sign.codepoints().len()))<a>]) }"
)
Line = tuple[int, float]  # page and height, in points
_WHERE: Final = "query(<a>).map(m => { let p = m.location().position(); (..m.value, p.page, p.y.pt()) })"


@dataclass(slots=True)
class Hyphens:
    """Where the words of a deck may be broken. Words asked for that are not known yet are gathered in `unknown`."""

    language: str  # ISO 639-1
    known: dict[str, str] = field(default_factory=dict[str, str])  # word → the word with soft hyphens or breaks
    unknown: set[str] = field(default_factory=set[str])

    def parts(self, text: str, place: Column, *, label: bool) -> Iterator[tuple[str, str]]:
        """A text in parts, each with what it is with soft hyphens; nothing where it is to stay whole."""
        at = 0
        for match in self._long(text, place, place.letters * (1.0 if label else _SHARE)):
            word = match.group()
            broken = self.known.get(word)
            if broken is None:
                self.unknown.add(word)
            elif SOFT in broken:
                if match.start() > at:
                    yield text[at : match.start()], ""
                yield word, broken
                at = match.end()
        if at < len(text):
            yield text[at:], ""

    def _long(self, text: str, place: Column, letters: float) -> Iterator[re.Match[str]]:
        """The long words of more than so many letters, and shorter ones that their column is too narrow for."""
        least = max(_SHORTEST, min(_LEAST, place.least))
        if self.language not in LANGUAGES or len(text) < least or SOFT in text:  # an author's own hyphens are enough
            return
        for match in _words(_LEAST if least == _LEAST else _SHORTEST).finditer(text):
            word = match.group()
            if len(word) > letters if _LONG.search(word) else not place.fits(word):
                yield match

    def notice(self, text: str) -> None:
        """Take note of words that no space parts, for `learn` to find out where they end."""
        self.unknown.update(words for words in UNSPACED.findall(text) if words not in self.known)

    def learn(self, evaluated: Callable[[str, dict[str, bytes]], Any]) -> bool:
        """Ask the typesetter, by its answer to an expression about virtual files, for the unknown words; False when there are none."""
        words = sorted(self.unknown)
        if not words:
            return False
        asked = json.dumps({"lang": self.language, "words": words}).encode()
        found: list[tuple[int, int, int, float]] = evaluated(
            _WHERE, {"main.typ": _POINTS.encode(), "words.json": asked}
        )
        lines: list[list[Line]] = [[] for _ in words]
        for at, signs, page, y in found:
            lines[at].extend([(page, y)] * signs)
        self.known.update((word, broken(word, where)) for word, where in zip(words, lines, strict=True))
        self.unknown.clear()
        return True


@cache
def _words(letters: int) -> re.Pattern[str]:
    """Words with at least so many letters in a row."""
    return re.compile(rf"(?<!\S)(?=\S*[^\W\d_]{{{letters}}})[^\w\s]*[^\W\d_]+(?:[-–'’][^\W\d_]+)*[^\w\s]*(?!\S)")


def broken(word: str, lines: Sequence[Line]) -> str:
    """A word with soft hyphens where it goes on in another line, words that no space parts with breaks between them.

    `lines` names the line of each character; a mark such as an accent stands in that of its letter.
    """
    if UNSPACED.fullmatch(word):
        return _parted(word, [at for at in range(1, len(word)) if lines[at] != lines[at - 1]], BREAK)
    first = next((at for at, sign in enumerate(word) if sign.isalpha()), 0)
    end = len(word.rstrip("".join({sign for sign in word if not sign.isalpha()})))
    after = _AFTER if end - first >= _LEAST else _SHORT_AFTER
    places = range(first + _BEFORE, end - after + 1)
    cut = [at for at in places if lines[at] != lines[at - 1] and word[at - 1].isalpha() and word[at].isalpha()]
    return _parted(word, cut, SOFT)


def _parted(word: str, cut: Sequence[int], sign: str) -> str:
    return sign.join(word[start:end] for start, end in zip([0, *cut], [*cut, len(word)], strict=True))


def softened(parts: Iterable[tuple[str, str]]) -> str:
    """The text of `Hyphens.parts` with its soft hyphens."""
    return "".join(soft or text for text, soft in parts)
