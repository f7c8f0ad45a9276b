"""What bar and line charts share: axis, grid, names of categories and of series."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Final

from cardwright.scene.charts import Ink, Numbers, Room
from cardwright.scene.charts.figures import axis, shown, text_width
from cardwright.scene.charts.labels import TURN, label, shortened, wrapped

_LINE: Final = 1.28  # line height of names in em
_MOST_LINES: Final = 3
_SMALLER: Final = 0.84  # of the size, for names that nearly fit
_FEW: Final = 12  # categories that are all named
_LONGEST_TURNED: Final = 110.0  # points of a turned name


@dataclass(frozen=True, slots=True)
class Frame:
    """Plot area in points and the value axis; `level` and `at` place values and categories."""

    x: float
    y: float
    width: float
    height: float
    step: float
    bottom: float
    top: float
    count: int

    @property
    def plot(self) -> tuple[float, float, float, float]:
        return tuple(round(value, 3) for value in (self.x, self.y, self.width, self.height))  # pyright: ignore[reportReturnType]

    @property
    def slot(self) -> float:
        """Points along the axis per category."""
        return self.width / max(1, self.count)

    def at(self, index: int) -> float:
        """The middle of a category."""
        return self.x + self.slot * (index + 0.5)

    def level(self, value: float) -> float:
        """The y of a value."""
        return self.y + self.height * (self.top - value) / (self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Naming:
    """How categories are named below the plot."""

    lines: int
    every: int
    height: float  # points below the plot
    font: float
    turned: float = 0.0  # points of a turned name at most; 0 when names are level


def framed(numbers: Numbers, room: Room, *, above: float = 0.0, right: float = 0.0) -> tuple[Frame, Naming]:
    """The frame that leaves room for the axis' figures, the names, and what is asked above and at the right."""
    values = [value for series in numbers.series for value in series.values if value is not None]
    step, bottom, top = axis(values, 5 if room.height > 260 else 4 if room.height > 150 else 2)
    left = max(text_width(text, room.font) for _, text in ticks(step, bottom, top, numbers.unit)) + 10
    width = max(10.0, room.width - left - max(right, 4.0))
    naming = _naming(numbers.categories, width / max(1, len(numbers.categories)), left, room)
    over = max(above, room.font * 0.9)
    tall = max(10.0, room.height - over - naming.height)
    return Frame(left, over, width, tall, step, bottom, top, len(numbers.categories)), naming


def ticks(step: float, bottom: float, top: float, unit: str) -> list[tuple[float, str]]:
    """Ticks with their figures; a unit that is a word stands at the uppermost only."""
    found: list[tuple[float, str]] = []
    count = round((top - bottom) / step)
    for number in range(count + 1):
        value = float(f"{bottom + step * number:.12g}")
        short = unit if len(unit) <= 1 or number == count else ""
        found.append((value, shown(value, short)))
    return found


def _naming(names: Sequence[str], slot: float, left: float, room: Room) -> Naming:
    """Names wrapped when they are few, else thinned, else turned when each is a word of its own."""
    font = room.font
    widest = max((text_width(name, font) for name in names), default=0.0)
    line = font * _LINE
    if widest + 6 <= slot:
        return Naming(1, 1, font * 0.6 + line, font)
    words = max((text_width(word, font) for name in names for word in name.split()), default=0.0)
    for size in (font, font * _SMALLER):
        if len(names) <= _FEW and words * size / font + 4 <= slot:
            count = max(len(wrapped(name, slot - 4, size, _MOST_LINES)) for name in names)
            return Naming(count, 1, font * 0.6 + size * _LINE * count, size)
    every = ceil((min(widest, 90.0) + 10) / slot)
    unlike = (every > 3 or len(names) <= _FEW) and widest > font * 4.5
    if every > 1 and unlike and slot > font * 0.95 and not _sequential(names):
        long = min(widest, _LONGEST_TURNED, room.height * 0.4, (left + slot / 2) / cos(radians(TURN)))
        return Naming(1, 1, font * 0.9 + long * sin(radians(TURN)), font, long)
    return Naming(1, every, font * 0.6 + line, font)


def _sequential(names: Sequence[str]) -> bool:
    """Whether names differ by their numbers only, as weeks and years do; then some may be left out."""
    stems = {"".join(char for char in name if not char.isdigit()).strip() for name in names}
    return len(stems) <= max(2, len(names) // 6)


def grid(frame: Frame, numbers: Numbers, room: Room, ink: Ink) -> str:
    """Horizontal lines with figures; the zero line is stronger."""
    parts: list[str] = []
    for tick, text in ticks(frame.step, frame.bottom, frame.top, numbers.unit):
        y = frame.level(tick)
        stroke = ink.muted if abs(tick) < frame.step * 1e-6 else ink.line
        parts.append(f'<path d="M{frame.x:.2f} {y:.2f}h{frame.width:.2f}" stroke="{stroke}" stroke-width="0.75"/>')
        parts.append(label(frame.x - 8, y + room.font * 0.35, text, room.font, ink.muted, "end"))
    return "".join(parts)


def categories(frame: Frame, naming: Naming, numbers: Numbers, room: Room, ink: Ink) -> str:
    """Names below the plot."""
    y = frame.y + frame.height + room.font * 1.5
    if naming.turned:
        return "".join(
            label(
                frame.at(at) + 4,
                y - room.font * 0.3,
                shortened(name, naming.turned, naming.font),
                naming.font,
                ink.muted,
                "end",
                400,
                TURN,
            )
            for at, name in enumerate(numbers.categories)
        )
    free = frame.slot * naming.every - 4
    return "".join(
        label(frame.at(at), y + naming.font * _LINE * row, text, naming.font, ink.muted, "middle")
        for at, name in enumerate(numbers.categories)
        if at % naming.every == 0
        for row, text in enumerate(wrapped(name, free, naming.font, naming.lines))
    )


def names(numbers: Numbers, room: Room, ink: Ink, x: float) -> str:
    """A line of series names with their colours, above the plot; none for a single series."""
    if len(numbers.series) < 2:
        return ""
    parts: list[str] = []
    side = round(room.font * 0.72, 2)
    gap = room.font * 1.5
    # Crowded names get equal shares of the line, so that the last one still stands inside.
    pitch = (room.width - x) / len(numbers.series) if _too_long(numbers, room, x, side + 6 + gap) else 0.0
    for index, series in enumerate(numbers.series):
        free = max(0.0, pitch - side - 6 - gap / 2)
        name = shortened(series.name, free, room.font) if pitch else series.name
        mark = min(side, pitch * 0.6) if pitch else side
        parts.append(
            f'<rect x="{x:.2f}" y="{room.font - mark:.2f}" width="{mark:.4g}" height="{mark:.4g}" rx="2" '
            f'fill="{ink.shade(index)}"/>'
        )
        if not pitch or free >= text_width(name, room.font):
            parts.append(label(x + side + 6, room.font, name, room.font, ink.text, "start"))
        x += pitch or side + 6 + text_width(name, room.font) + gap
    return "".join(parts)


def _too_long(numbers: Numbers, room: Room, x: float, around: float) -> bool:
    return x + sum(text_width(series.name, room.font) + around for series in numbers.series) > room.width


def present(values: Sequence[float | None]) -> list[tuple[int, float]]:
    """Index and value of what is there."""
    return [(index, value) for index, value in enumerate(values) if value is not None]
