"""What a text is found by where the words are cut here: folded words, and pairs of letters that stand without spaces.

Han, kana, Hangul and Thai know no spaces between words, or words that grow by
endings; two neighbouring letters are what is looked for there, so that a word
is found inside of any run. Everything else is a word: letters and digits,
without regard to case and accents.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

WIDE: Final = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_TOKEN: Final = re.compile(rf"([{WIDE}])|(?:[^\W_{WIDE}]|[\u0300-\u036f])+")
_WORD: Final = re.compile(rf"(?:[^\W_]|[{WIDE}\u0300-\u036f])+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_LONGEST: Final = 200  # letters of a word that count


class Lexeme(NamedTuple):
    """A word, or a letter with the one that follows it; and where in the text it stands."""

    text: str
    start: int
    end: int


def lexemes(text: str) -> Iterator[Lexeme]:
    """The lexemes of a text in their order; the last letter of a run stands alone."""
    letter: re.Match[str] | None = None
    for found in _TOKEN.finditer(text):
        if letter:
            yield Lexeme(letter[0] + (found[1] or ""), *letter.span())
        letter = found if found[1] else None
        if not letter and (word := _folded(found[0])):
            yield Lexeme(word, *found.span())
    if letter:
        yield Lexeme(letter[0], *letter.span())


class Wanted(NamedTuple):
    """What a query looks for, all of it: lexemes as they are, and beginnings of lexemes."""

    whole: tuple[str, ...]
    beginnings: tuple[str, ...]


def wanted(text: str, most: int) -> Wanted:
    """What the first `most` words of a query look for; the last part of each may go on."""
    whole: dict[str, None] = {}
    beginnings: dict[str, None] = {}
    for word in _WORD.findall(text)[:most]:
        *before, last = [lexeme.text for lexeme in lexemes(word)] or [""]
        whole.update(dict.fromkeys(before))
        if last and not (before and before[-1][1:] == last):  # then the pair before holds it already
            beginnings[last] = None
    return Wanted(tuple(whole), tuple(beginnings))


def _folded(word: str) -> str:
    if word.isascii():
        return word[:_LONGEST].lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", word)).casefold()
    return unicodedata.normalize("NFC", plain)[:_LONGEST]
