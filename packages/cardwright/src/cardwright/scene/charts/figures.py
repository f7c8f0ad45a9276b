"""Numbers as people write them beside a chart, and the ticks of an axis."""

import math
from collections.abc import Iterable

from cardwright.scene.widths import em_width

_BIG = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k"))
_BEFORE = frozenset("$€£¥₹₩₽₺")


def shown(value: float, unit: str, *, short: bool = True) -> str:
    """A value with its unit: `$1.2M`, `48%`, `1,250 km`."""
    sign = "−" if value < 0 else ""
    size = abs(value)
    suffix = ""
    if short:
        for bound, letter in _BIG:
            if size >= bound:
                size, suffix = size / (1e3 if letter == "k" else bound), letter
                break
    digits = f"{size:,.0f}" if size >= 100 or size == int(size) else f"{size:,.2f}".rstrip("0").rstrip(".")
    if unit in _BEFORE:
        return f"{sign}{unit}{digits}{suffix}"
    return f"{sign}{digits}{suffix}{unit if unit == '%' or not unit else ' ' + unit}"


def axis(values: Iterable[float], ticks: int = 4) -> tuple[float, float, float]:
    """Step, bottom and top of an axis that holds zero and all values; step is 1, 2, 2.5 or 5 times a power of ten."""
    low, high = 0.0, 0.0
    for value in values:
        low, high = min(low, value), max(high, value)
    span = high - low
    if span <= 0 or not math.isfinite(span):
        return 1.0, 0.0, 1.0
    raw = span / ticks
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if raw <= factor * power * (1 + 1e-9))
    low, high = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    # From decimal text, so that 0.1 three times is 0.3 and two machines agree to the last digit.
    return (float(f"{step:.12g}"), float(f"{low * step:.12g}"), float(f"{high * step:.12g}"))


def text_width(text: str, size: float, weight: int = 400) -> float:
    """About how wide a text is in points."""
    return em_width(text, weight) * size
