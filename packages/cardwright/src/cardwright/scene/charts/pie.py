"""Shares of a whole, named beside the pie or, where there is no room beside, below it."""

import math
from dataclasses import dataclass
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Numbers, Room
from cardwright.scene.charts.figures import shown, text_width
from cardwright.scene.charts.labels import label, shortened

_EDGE: Final = 4.0  # points around the pie
_BETWEEN: Final = 28.0  # points between the pie and its key
_LEAST: Final = 0.34  # of the smaller side the pie keeps, whatever its key needs


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    figure: str


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The pie of the first series, clockwise from the top in the order given."""
    shares = [max(0.0, value or 0.0) for value in numbers.series[0].values]
    total = sum(shares) or 1.0
    font = room.font * 1.12
    entries = [
        _Entry(name, _figure(share, total, numbers.unit))
        for name, share in zip(numbers.categories, shares, strict=True)
    ]
    wide = max(text_width(one.name, font) + text_width(one.figure, font, 600) for one in entries) + font * 2.4
    below = room.width < room.height * 1.15 or room.width < wide * 1.4
    line = font * 1.75
    if below:
        line = min(line, room.height * (1 - _LEAST) / len(entries))
        radius = max((room.height - line * len(entries) - _BETWEEN) / 2 - _EDGE, room.height * _LEAST / 2)
        radius = min(radius, room.width / 2 - _EDGE)
        cx, cy = ((radius + _EDGE if room.width > radius * 3 else room.width / 2), radius + _EDGE)
        key = (0.0, 2 * (radius + _EDGE) + _BETWEEN * 0.6, room.width)
    else:
        line = min(font * 2.1, (room.height - 8) / len(entries))
        radius = min(room.height / 2, max((room.width - wide - _BETWEEN) / 2, room.width * _LEAST / 2)) - _EDGE
        cx, cy = radius + _EDGE, room.height / 2
        x = 2 * (radius + _EDGE) + _BETWEEN
        key = (x, room.height / 2 - line * len(entries) / 2, min(room.width - x, wide + font * 4))
    body = _slices(shares, total, (cx, cy, radius), ink) + _key(entries, key, line, font, ink)
    return Drawing(body, (round(cx - radius, 3), round(cy - radius, 3), round(2 * radius, 3), round(2 * radius, 3)))


def _figure(share: float, total: float, unit: str) -> str:
    if unit == "%":
        return shown(share, unit)
    return f"{shown(share, unit)} · {share / total * 100:.0f}%"


def _slices(shares: list[float], total: float, circle: tuple[float, float, float], ink: Ink) -> str:
    parts: list[str] = []
    angle = -math.pi / 2
    for index, share in enumerate(shares):
        sweep = 2 * math.pi * share / total
        if share:
            path = _slice(*circle, angle, sweep)
            parts.append(f'<path d="{path}" fill="{ink.shade(index)}" stroke="{ink.background}" stroke-width="1.5"/>')
        angle += sweep
    return "".join(parts)


def _slice(cx: float, cy: float, radius: float, angle: float, sweep: float) -> str:
    r = f"{radius:.2f} {radius:.2f} 0"
    if sweep >= 2 * math.pi - 1e-6:  # an arc to its own start draws nothing
        return f"M{cx - radius:.2f} {cy:.2f}a{r} 1 1 {2 * radius:.2f} 0a{r} 1 1 {-2 * radius:.2f} 0z"
    x0, y0 = cx + radius * math.cos(angle), cy + radius * math.sin(angle)
    x1, y1 = (cx + radius * math.cos(angle + sweep), cy + radius * math.sin(angle + sweep))
    large = 1 if sweep > math.pi else 0
    return f"M{cx:.2f} {cy:.2f}L{x0:.2f} {y0:.2f}A{r} {large} 1 {x1:.2f} {y1:.2f}z"


def _key(entries: list[_Entry], at: tuple[float, float, float], line: float, font: float, ink: Ink) -> str:
    """Colour, name and figure of each slice, one per line; figures end in one line."""
    x, y, width = at
    size = min(font, line * 0.8)
    side = round(size * 0.78, 2)
    parts: list[str] = []
    for index, entry in enumerate(entries):
        middle = y + line * (index + 0.5)
        free = width - side - 8 - text_width(entry.figure, size, 600) - 14
        parts.append(
            f'<rect x="{x:.2f}" y="{middle - side / 2:.2f}" width="{side:g}" height="{side:g}" rx="2.5" fill="{ink.shade(index)}"/>'
        )
        parts.append(
            label(
                x + side + 8,
                middle + size * 0.35,
                shortened(entry.name, max(30.0, free), size),
                size,
                ink.text,
                "start",
            )
        )
        parts.append(label(x + width, middle + size * 0.35, entry.figure, size, ink.text, "end", 600))
    return "".join(parts)
