"""Whether a text says what is said of it: figures and names that it does not have are found and taken out.

A figure is known when the text has its value, however it is written, with the
same scale. Names are what capitals tell: in scripts without capitals only Latin
words are looked at, in German only names of several words and abbreviations;
a single name that opens a sentence is not told from other words. A word in
front of a name is part of it (`Mayor Anna Krause`), unless it is capital only
as it opens a sentence: the words of openers.toml, and those that the deck
elsewhere has in small letters.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import msgspec

from cardwright.deck import Block, Card, Span, Text, formulas, plain
from cardwright.deck.blocks.chart import Chart
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.matrix import Matrix
from cardwright.deck.blocks.table import Table
from cardwright.lint.source import FIGURE, letters, opens, readings
from cardwright.locales import customs
from cardwright.write import spans
from cardwright.write.remix.text import texts
from cardwright.write.sentences import parts, sentence_ends

S = TypeVar("S", bound=msgspec.Struct)
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:[’'\-.][^\W_]+)*")
_SCALE: Final = re.compile(r"[\s\u00a0\u202f]?([^\W\d_]{1,12}\.?)")
_COLLOQUIAL: Final = {
    "k": 1e3,
    "tsd": 1e3,
    "mio": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "mrd": 1e9,
}
_APOSTROPHES: Final = re.compile(r"[’']")
_OPENERS: Final = Path(__file__).with_name("openers.toml")
_ALIKE: Final = {
    "nn": "nb",
    "no": "nb",
    "bs": "hr",
    "sr": "hr",
}  # languages that open sentences with the words of another
_AGGLUTINATIVE: Final = frozenset({"fi", "et", "hu", "tr", "kk", "uz"})  # whose endings are long
_INFLECTED: Final = frozenset({"ru", "uk", "bg", "mk", "sr", "hr", "bs", "pl", "cs", "sk", "sl", "lt", "lv", "et", "fi", "hu", "el", "tr", "ro"})  # fmt: skip
_STEM: Final = 4  # letters that two forms of a name share at least,
_ROOT: Final = 3  # or these, where only vowels behind them change: Анна, Анной
_VOWELS: Final = frozenset("aeiouyаеёиоуыэюяіїєαεηιουω")
_ENDING: Final = 2  # letters by which they may differ
_LONG_ENDING: Final = 4  # of agglutinative languages
_SUFFIX: Final = 5  # letters of what stands beside a name before or behind an apostrophe: d’Anna, Anna'nın
_TRANSLATED: Final = 0.25  # share of known words below which a deck is in another language than its text
_ENOUGH: Final = 20  # words, to tell that
_NUMBERS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "zero um dois três quatro cinco seis sete oito nove dez onze doze",
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici",
)


class Grounds:
    """What a text has. `language` is that of the deck (BCP 47)."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._values, self._scaled = _values(text, language)
        folded = unicodedata.normalize("NFKC", text).casefold()
        self._words = set(_bare(folded))
        self._values |= {float(at) for row in _NUMBERS for at, word in enumerate(row.split()) if word in self._words}
        self._letters = letters(text)
        self._stems = {word[:_ROOT] for word in self._words}
        self._openers = _openers(language)
        self.has_names = True

    def compare(self, said: Sequence[str]) -> None:
        """Look for names only if what was said is in the language of the text, as far as the words tell."""
        words = [word for one in said for word in _bare(one.casefold()) if len(word) >= _STEM]
        known = sum(self._is_known(word) for word in words)
        self.has_names = len(words) < _ENOUGH or known / len(words) >= _TRANSLATED
        self._openers |= {word for one in said for word in _WORD.findall(one) if word.islower()}

    def strange(self, text: str) -> list[str]:
        """The figures and names in a text that are not known, each once."""
        text = unicodedata.normalize("NFKC", text)
        found = [match.group() for match in FIGURE.finditer(text) if not self._has(match, text)]
        return list(dict.fromkeys([*found, *(self._names(text) if self.has_names else ())]))

    def has_value(self, value: float, unit: str) -> bool:
        """Whether a number of a chart is known, in a unit."""
        value, scale = abs(value), _scale_in(unit, self._language)
        return _round(value) in self._values | self._scaled or (scale != 1 and _round(value * scale) in self._scaled)

    def has_formula(self, tex: str) -> bool:
        """Whether the text has a formula."""
        return letters(tex) in self._letters

    def _has(self, match: re.Match[str], text: str) -> bool:
        values = {_round(value) for value in readings(match.group())}
        scale = _scale_after(text, match.end(), self._language)
        if scale == 1:
            return bool(values & (self._values | self._scaled))
        word = (_SCALE.match(text, match.end()) or match)[1].casefold().rstrip(".")
        scaled = {_round(value * scale) for value in values}
        return bool(scaled & self._scaled) or (bool(values & self._values) and word in self._words)

    def _names(self, text: str) -> Iterator[str]:
        words = list(_WORD.finditer(text))
        titled = sum(word.group()[0].isupper() for word in words)
        in_capitals = text.isupper() and titled > 1
        for at, match in enumerate(words):
            word = match.group()
            if in_capitals or not self._may_name(words, at, text):
                continue
            if not all(self._is_known(part.casefold()) for part in _named(word)):
                yield word

    def _may_name(self, words: Sequence[re.Match[str]], at: int, text: str) -> bool:
        match = words[at]
        word = match.group()
        if not any(letter.isupper() for letter in word):
            return False
        if len(word) > 1 and any(letter.isupper() for letter in word[1:]):  # an abbreviation, or such as iPhone
            return True
        follows = at + 1 < len(words) and _joined(text, match, words[at + 1])
        led = at > 0 and _joined(text, words[at - 1], match)
        if word.casefold() in self._openers:
            return False
        if opens(text, match.start()):
            return follows
        if self._language.startswith(("de", "lb")):
            return follows or (led and words[at - 1].group().casefold() not in self._openers)
        return len(word) > 1

    def _is_known(self, word: str) -> bool:
        plural = word.removesuffix("s")
        if {word, f"{word}s", plural if len(plural) > 1 else word} & self._words:
            return True
        if all(part in self._words for part in _bare(word)):
            return True
        stem = word[:_ROOT]
        if stem not in self._stems or len(word) < _STEM:
            return False
        return any(self._is_form(word, other) for other in self._words if other.startswith(stem))

    def _is_form(self, word: str, other: str) -> bool:
        """Whether two words differ only in an ending."""
        short, long = sorted((word, other), key=len)
        language = self._language.partition("-")[0]
        if long.startswith(short):
            longest = _LONG_ENDING if language in _AGGLUTINATIVE else _ENDING
            return len(short) >= _STEM and len(long) - len(short) <= longest
        if language not in _INFLECTED:
            return False
        shared = next(at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
        if shared >= max(len(long) - _ENDING - 1, _STEM):
            return True
        turns = len(short) == shared + 1 and len(long) <= shared + _ENDING
        return shared >= _ROOT and turns and _is_vowel(short[shared]) and _is_vowel(long[shared])


def strange_in(card: Card, grounds: Grounds) -> list[str]:
    """All that a card says, shows or has in its notes without grounds."""
    found = [one for text in _lines(card) for one in grounds.strange(text)]
    for block in card.blocks:
        found += _values_in(block, grounds)
    found += [tex for tex in formulas(card) if not grounds.has_formula(tex)]
    return list(dict.fromkeys(found))


def pruned(card: Card, grounds: Grounds) -> Card:
    """The card without sentences, points, rows and blocks that say what has no grounds; its title may end up empty."""

    def bad(text: str) -> bool:
        return bool(grounds.strange(text))

    blocks = tuple(kept for block in card.blocks if (kept := _block(block, bad, grounds)) is not None)
    notes = "".join(part for part in parts(card.notes, sentence_ends) if not bad(part)).strip() if card.notes else ""
    return msgspec.structs.replace(card, title=_text(card.title, bad, grounds) or (), blocks=blocks, notes=notes)


def _lines(card: Card) -> list[str]:
    return [plain(card.title), card.notes, *(text for block in card.blocks for text in texts(block))]


def _values_in(block: Any, grounds: Grounds) -> list[str]:
    """Numbers that are drawn."""
    found: list[str] = []
    if isinstance(block, Chart):
        for series in block.series:
            unit = series.unit or block.unit
            found += [f"{v:g}" for v in series.values if v is not None and not grounds.has_value(v, unit)]
    for name in block.__struct_fields__:
        held = getattr(block, name)
        for one in _blocks(held):
            found += _values_in(one, grounds)
    return found


def _blocks(value: Any) -> Iterator[Block]:
    if isinstance(value, Block):
        yield value
    elif isinstance(value, tuple):
        for one in cast("tuple[Any, ...]", value):
            yield from _blocks(one)


def _block(block: Any, bad: Callable[[str], bool], grounds: Grounds) -> Any:
    """The block without what has no grounds; None when nothing of use is left."""
    if isinstance(block, Chart):
        return None if _values_in(block, grounds) or any(map(bad, texts(block))) else block
    if isinstance(block, Table):
        return _table(block, bad, grounds)
    kept = _struct(block, bad, grounds)
    if isinstance(block, Math):
        return block if grounds.has_formula(block.tex) else None
    # What has a fixed number of parts cannot lose one.
    return kept if not isinstance(block, Matrix) or kept == block else None


def _table(table: Table, bad: Callable[[str], bool], grounds: Grounds) -> Table | None:
    if any(bad(plain(cell)) for cell in table.head) or bad(table.caption):
        return None
    rows = tuple(row for row in table.rows if all(cell == _text(cell, bad, grounds) for cell in row))
    return msgspec.structs.replace(table, rows=rows) if rows else None


def _struct(value: S, bad: Callable[[str], bool], grounds: Grounds) -> S | None:
    """The struct, its rich texts cut by sentences; None when a text of it has nothing left."""
    fields: dict[str, Any] = {}
    for name in value.__struct_fields__:
        held = getattr(value, name)
        kept = _held(name, held, bad, grounds)
        if kept is None and held is not None:
            return None
        fields[name] = kept
    return msgspec.structs.replace(value, **fields)


def _held(name: str, held: Any, bad: Callable[[str], bool], grounds: Grounds) -> Any:
    if isinstance(held, str):
        return None if held and name not in {"src", "link", "language"} and bad(held) else held
    if isinstance(held, Block):
        return _block(held, bad, grounds)
    if isinstance(held, msgspec.Struct):
        return _struct(held, bad, grounds)
    if not isinstance(held, tuple) or not held:
        return cast("Any", held)
    inner = cast("tuple[Any, ...]", held)
    if all(isinstance(one, Span) for one in inner):
        return _text(inner, bad, grounds)
    kept: tuple[Any, ...] = tuple(found for one in inner if (found := _one(name, one, bad, grounds)) is not None)
    return kept or None


def _one(name: str, one: Any, bad: Callable[[str], bool], grounds: Grounds) -> Any:
    return () if isinstance(one, tuple) and not one else _held(name, one, bad, grounds)


def _text(text: Text, bad: Callable[[str], bool], grounds: Grounds) -> Text | None:
    """The sentences with grounds; None when there were words and none is left."""
    if not text:
        return text
    if not bad(plain(text)) and all(map(grounds.has_formula, formulas(text))):
        return text
    sentences = spans.cut(text, sentence_ends(spans.outline(text)))
    kept = [one for one in sentences if not bad(plain(one)) and all(map(grounds.has_formula, formulas(one)))]
    found = spans.strip(spans.join(kept)) if kept else ()
    return found if plain(found).strip() else None


def _bare(text: str) -> list[str]:
    """Words and the parts of words with hyphens, without what shows possession."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = re.sub(r"[’']s?$", "", match.group())
        found += [word, *re.split(r"[’'\-.]", word)]
    return [word for word in found if word]


def _named(word: str) -> list[str]:
    """The parts of a word that a name can be in, without what stands beside it before or behind an apostrophe or a hyphen."""
    parts = _APOSTROPHES.split(word)
    if len(parts) > 1:
        return [part for part in parts if len(part) > 1 and not (part.islower() and len(part) <= _SUFFIX)]
    first, *others = word.split("-")
    return [first] if others and all(map(str.islower, others)) else [word]


@cache
def _openers(language: str) -> frozenset[str]:
    """Words of a language, and of English, that are capital only as they open a sentence."""
    primary = language.partition("-")[0]
    lists = tomllib.loads(_OPENERS.read_text(encoding="utf-8"))
    return frozenset(f"{lists['en']} {lists.get(_ALIKE.get(primary, primary), '')}".split())


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in _VOWELS


def _joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a capitalised word follows one directly; an adjective such as `EU-wide` begins no name."""
    between = text[one.end() : other.start()]
    adjective = "-" in one.group() and one.group().rpartition("-")[2].islower()
    return between in (" ", "\u00a0") and one.group()[0].isupper() and not adjective and other.group()[0].isupper()


def _values(text: str, language: str) -> tuple[set[float], set[float]]:
    """The numbers of a text as they stand, and with their scales."""
    text = unicodedata.normalize("NFKC", text)
    values: set[float] = set()
    scaled: set[float] = set()
    for match in FIGURE.finditer(text):
        found = list(readings(match.group()))
        scale = _scale_after(text, match.end(), language)
        values.update(map(_round, found))
        scaled.update(_round(value * scale) for value in found)
    return values, scaled


def _scale_after(text: str, at: int, language: str) -> float:
    found = _SCALE.match(text, at)
    return _scales(language).get(found[1].casefold().rstrip("."), 1.0) if found else 1.0


def _scale_in(unit: str, language: str) -> float:
    return next((scale for word in _bare(unit.casefold()) if (scale := _scales(language).get(word))), 1.0)


@cache
def _scales(language: str) -> dict[str, float]:
    known = {**customs("en").scales, **customs(language).scales, **_COLLOQUIAL}
    return {word.rstrip("."): scale for word, scale in known.items() if word.strip(".")}


def _round(value: float) -> float:
    return round(value, 6)
