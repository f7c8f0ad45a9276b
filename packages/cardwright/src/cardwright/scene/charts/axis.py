"""Value axes: bounds and steps that people count in."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from cardwright.scene.charts import Numbers, Room
from cardwright.scene.charts.labels import text_width
from cardwright.scene.figures import tick_style, unit_of
from cardwright.scene.plot import Scale

_WIDEST: Final = 0.3  # of a chart's width that the figures of an axis may take
_MOST_ALONG: Final = 6
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_LEAST: Final = 1e-290  # below it steps come to nothing
_NEAR_ZERO: Final = 0.3  # of the highest value: an axis whose lowest lies below begins at zero all the same


def bounds(values: Iterable[float], ticks: int = 4, *, zero: bool = True) -> tuple[float, float, float]:
    """Bottom, top and step of an axis that holds all values, and zero too where that is asked or costs little.

    The step is 1, 2, 2.5 or 5 times a power of ten.
    """
    found = list(values)
    low, high = min(found, default=0.0), max(found, default=0.0)
    if zero or min(abs(low), abs(high)) < _NEAR_ZERO * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    span, largest = high - low, max(abs(low), abs(high))
    if largest < _LEAST or not math.isfinite(span):
        return 0.0, 1.0, 1.0
    if span <= largest * 1e-9:
        low, high = min(low, 0.0), max(high, 0.0)
        span = high - low
    step = _step(span / ticks)
    return _times(math.floor(low / step + 1e-9), step), _times(math.ceil(high / step - 1e-9), step), step


def _step(raw: float) -> float:
    """The least step people count in that is not below `raw`."""
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in _STEPS if raw <= factor * power * (1 + 1e-9))
    return float(f"{step:.12g}")


def _times(count: int, step: float) -> float:
    return float(f"{count * step:.12g}")


def scale(
    values: Iterable[float], unit: str, language: str, ticks: int, *, zero: bool = True, title: str = ""
) -> Scale:
    """The axis of some values. A unit that is a word becomes its title unless it has one."""
    bottom, top, step = bounds(values, ticks, zero=zero)
    style = tick_style(step, max(abs(bottom), abs(top)), unit, language)
    return _told_apart(Scale(bottom, top, step, style, title=title or unit_of(unit, language).word))


def _told_apart(scale: Scale) -> Scale:
    """The axis, without figures where these would all look alike: nobody counts in trillionths."""
    figures = [scale.text(tick) for tick in scale.ticks()]
    return scale if len(set(figures)) == len(figures) else replace(scale, shown=False)


def upright(
    values: Iterable[float], unit: str, language: str, room: Room, *, zero: bool = True, title: str = ""
) -> Scale:
    """The axis at the left of a chart; without figures where these would take too much of it."""
    chosen = scale(values, unit, language, ticks_for(room), zero=zero, title=title)
    widest = max(text_width(chosen.text(tick), room.font) for tick in chosen.ticks())
    return chosen if widest <= room.width * _WIDEST else replace(chosen, shown=False)


def lying(
    values: Iterable[float], unit: str, language: str, length: float, font: float, *, zero: bool = True, title: str = ""
) -> Scale:
    """An axis from left to right, figures included `length` points long, with as many ticks as have room for theirs."""
    found = list(values)
    chosen = scale(found, unit, language, 1, zero=zero, title=title)
    for ticks in range(_MOST_ALONG, 0, -1):
        chosen = scale(found, unit, language, ticks, zero=zero, title=title)
        widest = max(text_width(chosen.text(tick), font) for tick in chosen.ticks())
        between = (length - widest) * chosen.step / (chosen.top - chosen.bottom)
        if widest + font <= between:
            return chosen
    return replace(chosen, shown=False)


def matched(first: Scale, second: Scale) -> tuple[Scale, Scale]:
    """Two axes that begin at zero, with as many steps above and below it, so that they share their grid."""
    below = max(round(-first.bottom / first.step), round(-second.bottom / second.step))
    above = max(round(first.top / first.step), round(second.top / second.step))
    return _stretched(first, below, above), _stretched(second, below, above)


def _stretched(scale: Scale, below: int, above: int) -> Scale:
    """The axis with so many steps; a smaller step where it would have more than it needs."""
    needed = max(scale.top / above if above else 0.0, -scale.bottom / below if below else 0.0)
    step = _step(needed) if needed > 0 else scale.step
    style = tick_style(step, max(above, below) * step, scale.style.unit, scale.style.language)
    return _told_apart(replace(scale, bottom=_times(-below, step), top=_times(above, step), step=step, style=style))


def ticks_for(room: Room) -> int:
    """How many steps an upright axis has at most."""
    return 5 if room.height > room.font * 21 else 4 if room.height > room.font * 12 else 2


def everything(numbers: Numbers) -> list[float]:
    """All values there are."""
    return [value for series in numbers.series for value in series.values if value is not None]
