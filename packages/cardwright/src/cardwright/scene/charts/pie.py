"""Shares of a whole, named directly beside the ring; only positive values of the first series."""

import math

from cardwright.scene.charts import Drawing, Ink, Numbers, Room
from cardwright.scene.charts.figures import shown, text_width
from cardwright.scene.charts.frame import label, shortened


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    radius = room.height / 2 - 6
    cx, cy = radius + 6, room.height / 2
    shares = [max(0.0, value or 0.0) for value in numbers.series[0].values] if numbers.series else []
    total = sum(shares) or 1.0
    parts: list[str] = []
    angle = -math.pi / 2
    for index, share in enumerate(shares):
        sweep = 2 * math.pi * share / total
        if share:
            parts.append(f'<path d="{_slice(cx, cy, radius, angle, sweep)}" fill="{ink.shade(index)}" stroke="{ink.background}" stroke-width="1.5"/>')
        angle += sweep
    parts.append(_key(numbers, room, ink, cx + radius + 28, shares, total))
    return Drawing("".join(parts), (6, 6, 2 * radius, 2 * radius))


def _slice(cx: float, cy: float, radius: float, angle: float, sweep: float) -> str:
    if sweep >= 2 * math.pi - 1e-6:  # an arc to its own start draws nothing
        return f"M{cx - radius:.2f} {cy:.2f}a{radius:.2f} {radius:.2f} 0 1 1 {2 * radius:.2f} 0a{radius:.2f} {radius:.2f} 0 1 1 {-2 * radius:.2f} 0z"
    x0, y0 = cx + radius * math.cos(angle), cy + radius * math.sin(angle)
    x1, y1 = cx + radius * math.cos(angle + sweep), cy + radius * math.sin(angle + sweep)
    large = 1 if sweep > math.pi else 0
    return f"M{cx:.2f} {cy:.2f}L{x0:.2f} {y0:.2f}A{radius:.2f} {radius:.2f} 0 {large} 1 {x1:.2f} {y1:.2f}z"


def _key(numbers: Numbers, room: Room, ink: Ink, x: float, shares: list[float], total: float) -> str:
    """Name, value and share of each slice, one per line, centred on the ring."""
    font = room.font * 1.15
    line = min(font * 2.0, (room.height - 8) / max(1, len(shares)))
    y = room.height / 2 - line * (len(shares) - 1) / 2
    parts: list[str] = []
    for index, (name, share) in enumerate(zip(numbers.categories, shares, strict=True)):
        figure = shown(share, numbers.unit)
        percent = "" if numbers.unit == "%" else f" · {share / total * 100:.0f}%"
        free = room.width - x - 18 - text_width(figure + percent, font) - 12
        parts.append(f'<rect x="{x:.2f}" y="{y - 5:.2f}" width="10" height="10" rx="2" fill="{ink.shade(index)}"/>')
        words = shortened(name, max(40.0, free), font)
        parts.append(label(x + 18, y + font * 0.35, words, font, ink.text, "start"))
        parts.append(label(x + 26 + text_width(words, font), y + font * 0.35, figure + percent, font, ink.muted, "start"))
        y += line
    return "".join(parts)
