"""Whether a text says what is said of it: figures and names that it does not have are found and taken out.

A figure is known when the text has its value, however it is written, with the
same scale. Names are what capitals tell: in scripts without capitals only Latin
words are looked at, in German only names of several words and abbreviations;
a single name that opens a sentence is not told from other words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar, cast

import msgspec

from cardwright.deck import Block, Card, Span, Text, formulas, plain
from cardwright.deck.blocks.chart import Chart
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.matrix import Matrix
from cardwright.deck.blocks.table import Table
from cardwright.lint.source import FIGURE, letters, readings
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
_OPENS: Final = re.compile(r"(?:^|[.!?…:;。！？\n\t(\[\"“„«»‘'–—/|•]\s*|[\-*]\s+)$")
_INFLECTED: Final = frozenset({"ru", "uk", "bg", "mk", "sr", "hr", "bs", "pl", "cs", "sk", "sl", "lt", "lv", "et", "fi", "hu", "el", "tr", "ro"})  # fmt: skip
_STEM: Final = 4  # letters that two forms of a name share at least
_ENDING: Final = 2  # letters by which they may differ
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
# Words with which sentences and titles open in front of a name.
_OPENERS: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "after",
        "all",
        "before",
        "but",
        "by",
        "for",
        "from",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "more",
        "new",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "over",
        "per",
        "since",
        "that",
        "the",
        "their",
        "these",
        "this",
        "those",
        "to",
        "under",
        "until",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
        "your",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einem",
        "einen",
        "für",
        "im",
        "in",
        "mit",
        "nach",
        "neue",
        "unser",
        "unsere",
        "und",
        "von",
        "vom",
        "vor",
        "was",
        "wer",
        "wie",
        "zu",
        "zum",
        "zur",
        "bei",
        "aus",
        "auf",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "du",
        "de",
        "en",
        "au",
        "aux",
        "et",
        "pour",
        "sur",
        "avec",
        "dans",
        "chez",
        "nos",
        "notre",
        "el",
        "los",
        "las",
        "una",
        "del",
        "para",
        "por",
        "con",
        "en",
        "y",
        "nuestro",
        "nuestra",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "do",
        "da",
        "no",
        "na",
        "com",
        "e",
    ]
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
        self._stems = {word[:_STEM] for word in self._words}
        self.has_names = True

    def compare(self, said: Sequence[str]) -> None:
        """Look for names only if what was said is in the language of the text, as far as the words tell."""
        words = [word for one in said for word in _bare(one.casefold()) if len(word) >= _STEM]
        known = sum(self._is_known(word) for word in words)
        self.has_names = len(words) < _ENOUGH or known / len(words) >= _TRANSLATED

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
            if not self._is_known(word.casefold()):
                yield word

    def _may_name(self, words: Sequence[re.Match[str]], at: int, text: str) -> bool:
        match = words[at]
        word = match.group()
        if not any(letter.isupper() for letter in word):
            return False
        if len(word) > 1 and any(letter.isupper() for letter in word[1:]):  # an abbreviation, or such as iPhone
            return True
        opens = bool(_OPENS.search(text[max(match.start() - 4, 0) : match.start()]))
        follows = at + 1 < len(words) and _joined(text, match, words[at + 1])
        led = at > 0 and _joined(text, words[at - 1], match)
        if opens:
            return follows and word.casefold() not in _OPENERS
        if self._language.startswith(("de", "lb")):
            return follows or (led and words[at - 1].group().casefold() not in _OPENERS)
        return len(word) > 1

    def _is_known(self, word: str) -> bool:
        if word in self._words or all(part in self._words for part in _bare(word)):
            return True
        if word[:_STEM] not in self._stems or len(word) < _STEM:
            return False
        return any(self._is_form(word, other) for other in self._words if other.startswith(word[:_STEM]))

    def _is_form(self, word: str, other: str) -> bool:
        """Whether two words differ only in an ending."""
        short, long = sorted((word, other), key=len)
        if long.startswith(short):
            return len(long) - len(short) <= _ENDING
        shared = next(at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
        inflected = self._language.partition("-")[0] in _INFLECTED
        return inflected and shared >= max(len(long) - _ENDING - 1, _STEM)


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


def _joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a capitalised word follows one directly."""
    between = text[one.end() : other.start()]
    return between in (" ", "\u00a0") and one.group()[0].isupper() and other.group()[0].isupper()


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
