"""Numbers as people write them, in any script, with their currency, scale and unit."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.locales import customs

_CURRENCY: Final = r"(?:US\$|A\$|C\$|R\$|HK\$|[$€£¥₹₽₩₪₺₫₴฿]|USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN)"
_FIGURE: Final = re.compile(
    rf"^(?P<about>[~≈<>≤≥±]|ca\.?|c\.|about|around|over|nearly)?\s*(?P<sign>[-\u2212+])?\s*(?P<currency>{_CURRENCY})?\s*"
    r"(?P<sign2>[-\u2212+])?(?P<number>\d(?:[\d.,'’\u00a0\u202f]|[ ](?=\d{3}(?!\d)))*)\s*(?P<unit>\S.*)?$",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"^\d{1,6}\s*(?:of|out of|von|sur|de|di|van|z|из|з|/|:|×|x)\s*\d{1,6}$", re.IGNORECASE)
_SPACES: Final = re.compile("[ '’\u00a0\u202f]")
_UNIT_CHARS: Final = 24
_UNIT_WORDS: Final = 3
_LONGEST: Final = 60  # characters of a figure with its unit
# What people write besides the forms of the CLDR.
_COLLOQUIAL: Final = {
    "k": 1e3, "tsd": 1e3, "tsd.": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mio.": 1e6, "mln": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "mrd": 1e9, "mrd.": 1e9, "billions": 1e9,
}  # fmt: skip
_SIGNS: Final = {"-": -1.0, "\u2212": -1.0}
_BLANK: Final = frozenset(
    {"", "-", "\N{EN DASH}", "\N{EM DASH}", "…", "n/a", "n. a.", "k. a.", "n.a.", "k.a.", "n/d", "s/o"}
)

# What tells the decimal sign from the one between groups of digits.
_PARTED: Final = re.compile(r"\d+(?:[.,]\d+)+")
_GROUP: Final = 3  # digits


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what stands around it: `€4.2 m` is 4.2 with currency `€` and unit `m`."""

    value: float
    currency: str = ""
    unit: str = ""


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return text.strip().lower() in _BLANK


def figure(text: str, decimal: str = ".") -> Figure | None:
    """The figure a text consists of; None when it is more than a figure, or none.

    `decimal` is the sign meant where the text itself leaves that open: `1.234`
    is a little more than one with `.`, and more than a thousand with `,`.
    """
    if len(text) > _LONGEST:
        return None
    found = _FIGURE.match(_ascii_digits(text.strip()))
    if not found:
        return None
    value = _number(found["number"].rstrip(".,'’\u00a0\u202f "), decimal)
    unit = (found["unit"] or "").strip()
    if value is None or len(unit) > _UNIT_CHARS or len(unit.split()) > _UNIT_WORDS or re.search(r"\d", unit):
        return None
    if unit[:1] in "/:.,-–—" and unit[:1]:  # a date, a ratio or a range
        return None
    currency = found["currency"] or ""
    if not currency and (tail := re.search(rf"^(.*?)\s*({_CURRENCY})$", unit)):
        unit, currency = tail[1], tail[2]
    sign = _SIGNS.get(found["sign"] or found["sign2"] or "", 1.0)
    return Figure(sign * value, currency, unit)


def is_figure(text: str) -> bool:
    """Whether a text is a figure or a share such as `11 of 12`: something to be set large."""
    return figure(text) is not None or bool(_SHARE.match(_ascii_digits(text.strip())))


def decimal_sign(texts: Sequence[str], language: str) -> str:
    """The sign before decimals in some texts: what they show themselves, else what their language has.

    `12,5` and `1.234,5` show a comma, `1.234.567` that the point groups digits.
    """
    votes = [sign for text in texts if len(text) <= _LONGEST for sign in _shown(_ascii_digits(text))]
    if votes and votes.count(",") != votes.count("."):
        return "," if votes.count(",") > votes.count(".") else "."
    return "," if customs(language).decimal == "," else "."


def _shown(text: str) -> list[str]:
    """What every number in a text says about its decimal sign."""
    return [sign for found in _PARTED.finditer(text) if (sign := _shown_by(found.group()))]


def _shown_by(number: str) -> str:
    """The decimal sign of digits with signs between them; empty where they may be read either way."""
    last = max(number.rfind(","), number.rfind("."))
    sign = number[last]
    other = "," if sign == "." else "."
    if other in number:
        return sign
    if number.count(sign) > 1:
        return other
    is_group = len(number) - last - 1 == _GROUP and last <= _GROUP and not number.startswith("0")
    return "" if is_group else sign


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    text = text.replace("٫", ".").replace("٬", ",").replace("٪", "%").replace("％", "%")
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and unicodedata.decimal(letter, None) is not None else letter
        for letter in text
    )


def _number(digits: str, decimal: str) -> float | None:
    """The value of digits with separators of thousands and of decimals, in either custom."""
    digits = _SPACES.sub("", digits)
    point = decimal
    if "," in digits or "." in digits:
        point = _shown_by(digits) or decimal
    try:
        return float(digits.replace("," if point == "." else ".", "").replace(point, "."))
    except ValueError:
        return None


def in_one_unit(figures: Sequence[Figure], language: str = "en") -> tuple[tuple[float, ...], str] | None:
    """Values that can stand on one axis, and the unit they share; None when they share none."""
    currencies = {found.currency for found in figures}
    units = {found.unit.lower() for found in figures}
    if len(currencies) > 1:
        return None
    currency = next(iter(currencies), "")
    if len(units) == 1:
        return tuple(found.value for found in figures), _joined(currency, figures[0].unit)
    scales = {"": 1.0, **_COLLOQUIAL, **customs("en").scales, **customs(language).scales}
    if not units <= set(scales):
        return None
    largest = max(figures, key=lambda found: scales[found.unit.lower()])
    base = scales[largest.unit.lower()]
    values = (found.value * scales[found.unit.lower()] / base for found in figures)
    return tuple(float(f"{value:.12g}") for value in values), _joined(currency, largest.unit)


def _joined(currency: str, unit: str) -> str:
    return f"{currency} {unit}" if len(currency) > 2 and unit else currency + unit  # noqa: PLR2004 - a code, not a sign
