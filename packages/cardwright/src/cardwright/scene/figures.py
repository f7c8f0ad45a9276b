"""Numbers as a chart writes them: all of one axis in one short form and with the same decimals."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cardwright.locales import HUGE, MINUS, Band, customs

_SHORTENED: Final = 1e4  # values are written in full up to here
_MOST: Final = 10  # decimals of a figure written as exactly as it is known
_FEW: Final = 2
_ROUGH: Final = 5e-3  # of a number, by which its short form may be off
_FINE: Final = 1e-3  # the same for a number written in full
_EQUAL: Final = 1e-12
_ISO_CODE: Final = 3  # letters
_SPACE: Final = "\N{NO-BREAK SPACE}"
_COLLOQUIAL: Final = frozenset({"bn", "mm", "mn", "mio", "mln", "mrd", "tsd", "tn"})  # what the CLDR has no form for
# `US$` and `R$` are signs of their own; in `M€` and `K$` the letter counts.
_SIGN: Final = r"(?P<sign>(?![KM][^\w\s])[A-Z]{0,3}[^\w\s]|[A-Z]{3})"
_SIGNED: Final = re.compile(rf"^{_SIGN}?\s*(?P<rest>.*)$")
_SIGNED_BEHIND: Final = re.compile(rf"^(?P<rest>.*?)\s*{_SIGN}$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands around a number. `word` is a unit that need not stand at every number: `km`, `people`."""

    before: str = ""
    after: str = ""
    word: str = ""
    scaled: bool = False  # the unit counts in thousands or more, so numbers get no short form of their own


@dataclass(frozen=True, slots=True)
class Style:
    """How one axis, or the labels that go with it, write numbers. `worded` also writes the unit's word."""

    language: str = "en"
    unit: str = ""
    decimals: int = 0
    band: Band | None = None
    worded: bool = False

    @property
    def affixes(self) -> tuple[str, str]:
        """What stands before and after a number, its short form left out."""
        found = unit_of(self.unit, self.language)
        word = f"{_SPACE}{found.word}" if found.word and self.worded else ""
        return found.before, found.after + word

    def text(self, value: float) -> str:
        """The value as it is printed: `$1.2M`, `48 %`, `−1.250`."""
        before, after = self.affixes
        band = self.band if value else None
        scaled = value / 10.0**band.power if band else value
        digits = customs(self.language).number(scaled, self.decimals if value or not self.band else 0)
        sign = MINUS if value < 0 and any(digit in "123456789" for digit in digits) else ""
        return f"{sign}{before}{digits}{band.suffix if band else ''}{after}"


def style_of(values: Iterable[float], unit: str, language: str, *, worded: bool = False) -> Style:
    """The style in which each of the values can be told from the others, in few digits."""
    sizes = [abs(value) for value in values if value]
    for band in _bands(sizes, unit, language):
        scaled = [size / 10.0**band.power for size in sizes]
        decimals = _needed(scaled, _ROUGH)
        # Office programs shorten by thousands; of other forms they can write these decimals only.
        if decimals <= (band.power % 3 or _FEW):
            return Style(language, unit, decimals, band, worded)
    return Style(language, unit, min(_needed(sizes, _FINE), _cap(max(sizes, default=1.0))), None, worded)


def tick_style(step: float, top: float, unit: str, language: str) -> Style:
    """The style of an axis whose ticks are `step` apart and reach up to `top` at most, both above 0."""
    for band in (*_bands([top], unit, language), None):
        scaled = step / 10.0**band.power if band else step
        decimals = _needed([scaled], _EQUAL)
        if band is None or decimals <= _FEW:
            return Style(language, unit, decimals, band)
    raise AssertionError


def exact(value: float, unit: str, language: str) -> str:
    """The value with its unit and all the decimals there are, for text and for readers."""
    return Style(language, unit, _needed([abs(value)], _EQUAL), None, worded=True).text(value)


def percentage(share: float, language: str) -> str:
    """A share from 0 to 1 in whole percent."""
    return Style(language, "%").text(share * 100)


def bare(style: Style) -> Style:
    """The style without the unit."""
    return replace(style, unit="", worded=False)


@cache
def unit_of(unit: str, language: str) -> Unit:
    """What a unit is in a language: where a currency stands, whether there is a space before `%`."""
    unit = unit.strip()
    if not unit:
        return Unit()
    if unit in {"%", "‰"}:
        before, after = (side.replace("%", unit) for side in customs(language).percent)
        return Unit(before, after)
    for form in (_SIGNED, _SIGNED_BEHIND):
        found = form.match(unit)
        if found and found["sign"] and _is_currency(found["sign"], language):
            return _money(found["sign"], found["rest"].strip(), language)
    if unit in {"°", "×", "x"}:
        return Unit(after=unit)
    if unit == "k":  # thousands; of other letters nobody knows what they count
        return Unit(after=unit, scaled=True)
    return Unit(word=unit, scaled=is_scale(unit.split()[0], language))


def is_scale(word: str, language: str) -> bool:
    """Whether a word multiplies what it stands at, as `million` does; a letter alone may be anything."""
    word = word.casefold()
    known = word in customs(language).scales or word in customs("en").scales or word.rstrip(".") in _COLLOQUIAL
    return known and (len(word) > 1 or not word.isascii())


def _money(sign: str, rest: str, language: str) -> Unit:
    chosen = customs(language)
    letters = sign[-1].isalpha()
    gap = chosen.gap or (_SPACE if letters else "")
    close = rest if len(rest) <= 2 and rest.isascii() and chosen.leading and not gap else _SPACE + rest  # noqa: PLR2004
    scale = close if rest else ""
    return (
        Unit(sign + gap, scale, "", bool(rest)) if chosen.leading else Unit("", f"{scale}{gap}{sign}", "", bool(rest))
    )


def _is_currency(sign: str, language: str) -> bool:
    if unicodedata.category(sign[-1]) == "Sc":
        return True
    return len(sign) == _ISO_CODE and sign in customs(language).locale.currencies


def _bands(sizes: list[float], unit: str, language: str) -> list[Band]:
    """The short forms that the largest of some sizes may take, the largest first."""
    most = max(sizes, default=0.0)
    found = unit_of(unit, language)
    if not _SHORTENED <= most < HUGE or found.scaled:
        return []
    return [band for band in customs(language).bands if band.least <= most]


def _cap(most: float) -> int:
    """The most decimals of figures up to `most`: two, more where all are fractions."""
    return min(max(_FEW, _FEW - math.floor(math.log10(most))), _MOST)


def _needed(sizes: Iterable[float], tolerance: float) -> int:
    """The fewest decimals that change no size by more than a share of it."""
    found = 0
    for size in sizes:
        while found < _MOST and abs(round(size, found) - size) > size * tolerance:
            found += 1
    return found
