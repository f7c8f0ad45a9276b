"""Numbers as people write them, in any script, with their currency, scale and unit."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

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
_SCALES: Final = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "tsd.": 1e3, "mil": 1e3,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mio.": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6,
    "b": 1e9, "bn": 1e9, "mrd": 1e9, "mrd.": 1e9, "billion": 1e9, "milliarden": 1e9,
}  # fmt: skip
_SIGNS: Final = {"-": -1.0, "\u2212": -1.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what stands around it: `€4.2 m` is 4.2 with currency `€` and unit `m`."""

    value: float
    currency: str = ""
    unit: str = ""


def figure(text: str) -> Figure | None:
    """The figure a text consists of; None when it is more than a figure, or none."""
    if len(text) > 60:  # noqa: PLR2004 - longer than any figure with its unit
        return None
    found = _FIGURE.match(_ascii_digits(text.strip()))
    if not found:
        return None
    value = _number(found["number"].rstrip(".,'’\u00a0\u202f "))
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


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    text = text.replace("٫", ".").replace("٬", ",").replace("٪", "%").replace("％", "%")
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and unicodedata.decimal(letter, None) is not None else letter
        for letter in text
    )


def _number(digits: str) -> float | None:
    """The value of digits with separators of thousands and of decimals, in either custom."""
    digits = _SPACES.sub("", digits)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (",", ".") if point > comma else (".", ",")
        digits = digits.replace(thousands, "").replace(decimal, ".")
    elif comma >= 0:
        digits = digits.replace(",", "" if re.fullmatch(r"\d{1,3}(,\d{2,3})*,\d{3}", digits) else ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    try:
        return float(digits)
    except ValueError:
        return None


def in_one_unit(figures: Sequence[Figure]) -> tuple[tuple[float, ...], str] | None:
    """Values that can stand on one axis, and the unit they share; None when they share none."""
    currencies = {found.currency for found in figures}
    units = {found.unit.lower() for found in figures}
    if len(currencies) > 1:
        return None
    currency = next(iter(currencies), "")
    if len(units) == 1:
        return tuple(found.value for found in figures), _joined(currency, figures[0].unit)
    if not units <= set(_SCALES) | {""}:
        return None
    largest = max(figures, key=lambda found: _SCALES.get(found.unit.lower(), 1.0))
    base = _SCALES.get(largest.unit.lower(), 1.0)
    values = (found.value * _SCALES.get(found.unit.lower(), 1.0) / base for found in figures)
    return tuple(float(f"{value:.12g}") for value in values), _joined(currency, largest.unit)


def _joined(currency: str, unit: str) -> str:
    return f"{currency} {unit}" if len(currency) > 2 and unit else currency + unit  # noqa: PLR2004 - a code, not a sign
