"""How languages write numbers and dates: the Unicode CLDR by way of Babel, which nothing else imports.

A language is a BCP 47 tag, as a deck has one. One that the CLDR does not know
is written as English. Digits are always 0 to 9.
"""

import locale as windows
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import product
from typing import Any, Final, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_skeleton, get_month_names
from babel.numbers import NumberPattern, parse_pattern

MINUS: Final = "\u2212"
HUGE: Final = 1e21  # from here on numbers are written with an exponent
_FALLBACK: Final = "en"
_EXACT: Final = 1e15  # a float has no digits of its own behind the point from here on
_MARKS: Final = re.compile("[\u200e\u200f\u061c]")  # of direction; programs disagree on them inside numbers
_ISO: Final = re.compile(r"^((?:1[4-9]|20|21)\d{2})([-/])(\d{1,2})(?:\2(\d{1,2}))?$")
_SKELETONS: Final = {("month", True): "yMMM", ("month", False): "MMM", ("day", True): "yMMMd", ("day", False): "MMMd"}


@dataclass(frozen=True, slots=True)
class Band:
    """A short form for values from `least` on: they are divided by ten to the `power`, and `suffix` follows."""

    least: float
    power: int
    suffix: str


@dataclass(frozen=True, slots=True)
class Customs:
    """What a language does with numbers. `percent` stands before and after one; bands are the largest first."""

    decimal: str
    group: str
    percent: tuple[str, str]
    leading: bool  # whether a currency stands before its amount
    gap: str  # between a currency and its amount
    bands: tuple[Band, ...]
    scales: Mapping[str, float]  # words such as `million`, case-folded, with what they multiply by
    lcid: int  # the number by which office programs know the language
    locale: Locale

    def number(self, value: float, decimals: int) -> str:
        """The number without its sign, rounded half up as office programs do, its digits grouped."""
        if abs(value) >= HUGE:
            return f"{abs(value):.2e}".replace(".", self.decimal)
        pattern = _pattern(self.locale, decimals)
        text: str = pattern.apply(_rounded(abs(value), decimals), self.locale)
        return text


@dataclass(frozen=True, slots=True)
class Moment:
    """A month or a day of the calendar."""

    day: date
    unit: Literal["month", "day"]


@cache
def customs(language: str) -> Customs:
    """The customs of a language."""
    locale = _locale(language)
    symbols: Any = locale.number_symbols["latn"]
    currency: Any = locale.currency_formats["standard"]
    written = _MARKS.sub("", currency.pattern.split(";")[0])
    percent: Any = locale.percent_formats[None]
    before, after = (_MARKS.sub("", side[0]) for side in (percent.prefix, percent.suffix))
    leading = written.startswith("¤")
    outer = re.search(r"¤(\s?)[#0]|[#0](\s?)¤", written)
    return Customs(
        symbols["decimal"],
        symbols["group"],
        (before, after),
        leading,
        (outer[1] or outer[2] or "") if outer else "",
        _bands(locale, "short", ("other",)),
        {
            band.suffix.strip().casefold(): 10.0**band.power
            for width in ("short", "long")
            for band in _bands(locale, width, ("one", "few", "many", "other"))
        },
        _lcid(locale),
        locale,
    )


def moment(text: str) -> Moment | None:
    """The month or day that `2024-05`, `2024/05/12` and the like name; None for any other text."""
    found = _ISO.match(text.strip())
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[3]), int(found[4] or 1))
    except ValueError:
        return None
    return Moment(day, "day" if found[4] else "month")


def dated(when: Moment, language: str, *, year: bool = True) -> str:
    """A moment as the language writes it, short: `12 May 2024`, `Mai 2024`, `5月`."""
    return _MARKS.sub("", format_skeleton(_SKELETONS[when.unit, year], when.day, locale=customs(language).locale))


@cache
def months(language: str) -> frozenset[str]:
    """All names a language has for months, case-folded and without a full stop."""
    found: set[str] = set()
    for width, context in product(("wide", "abbreviated"), ("format", "stand-alone")):
        names: Any = get_month_names(width, context, locale=customs(language).locale)
        found.update(str(name).casefold().rstrip(".") for name in names.values())
    return frozenset(found)


def _locale(language: str) -> Locale:
    """The most of a tag that is known."""
    parts = language.replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:count]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_FALLBACK)


def _bands(locale: Locale, width: str, plurals: Sequence[str]) -> tuple[Band, ...]:
    """The short or long forms of large numbers; magnitudes written in full have none."""
    formats: Any = locale.compact_decimal_formats
    forms: Mapping[str, Mapping[str, Any]] = formats.get(width, {})
    found: dict[tuple[int, str], Band] = {}
    for plural in plurals:
        for magnitude, pattern in forms.get(plural, {}).items():
            zeros = len(magnitude) - 1
            suffix = _MARKS.sub("", pattern.suffix[0].replace("'", ""))
            power = zeros - pattern.pattern.count("0") + 1
            if suffix.strip():
                found.setdefault((power, suffix), Band(10.0**zeros, power, suffix))
    return tuple(sorted(found.values(), key=lambda band: -band.least))


def _lcid(locale: Locale) -> int:
    """Windows' number for a language in the country where most speak it, 0 when it has none."""
    likely: Mapping[str, str] = get_global("likely_subtags")
    full = likely.get(locale.language, locale.language).split("_")
    name = f"{locale.language}_{locale.territory or full[-1]}"
    return next((number for number, known in windows.windows_locale.items() if known == name), 0)


@cache
def _pattern(locale: Locale, decimals: int) -> NumberPattern:
    grouped: Any = locale.decimal_formats[None]
    whole = "#,##,##0" if grouped.grouping == (3, 2) else "#,##0"
    return parse_pattern(whole + ("." + "0" * decimals if decimals else ""))


def _rounded(value: float, decimals: int) -> Decimal:
    if value >= _EXACT:
        return Decimal(f"{value:.0f}")
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
