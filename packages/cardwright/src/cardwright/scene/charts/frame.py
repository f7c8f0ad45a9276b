"""What bar and line charts share: axis, grid, labels of categories and series."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cardwright.scene.charts import Ink, Numbers, Room
from cardwright.scene.charts.figures import axis, shown, text_width


@dataclass(frozen=True, slots=True)
class Frame:
    """Plot area in points and the value axis; `y` and `slot` place values and categories."""

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
        return self.x, self.y, self.width, self.height

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


def framed(numbers: Numbers, room: Room) -> Frame:
    """The frame that leaves room for the axis' figures, the categories and the names of series."""
    values = [value for series in numbers.series for value in series.values if value is not None]
    step, bottom, top = axis(values)
    ticks = _ticks(step, bottom, top)
    left = max(text_width(shown(tick, numbers.unit), room.font) for tick in ticks) + 10
    above = room.font * 2.1 if len(numbers.series) > 1 else room.font * 0.8
    below = room.font * 2.2
    return Frame(
        left, above, max(10.0, room.width - left - 4), max(10.0, room.height - above - below),
        step, bottom, top, len(numbers.categories),
    )  # fmt: skip


def _ticks(step: float, bottom: float, top: float) -> list[float]:
    return [bottom + step * number for number in range(round((top - bottom) / step) + 1)]


def grid(frame: Frame, numbers: Numbers, room: Room, ink: Ink) -> str:
    """Horizontal lines with figures; the zero line is stronger."""
    parts: list[str] = []
    for tick in _ticks(frame.step, frame.bottom, frame.top):
        y = frame.level(tick)
        stroke = ink.muted if abs(tick) < frame.step * 1e-6 else ink.line
        parts.append(f'<path d="M{frame.x:.2f} {y:.2f}h{frame.width:.2f}" stroke="{stroke}" stroke-width="0.75"/>')
        parts.append(label(frame.x - 8, y + room.font * 0.35, shown(tick, numbers.unit), room.font, ink.muted, "end"))
    return "".join(parts)


def categories(frame: Frame, numbers: Numbers, room: Room, ink: Ink) -> str:
    """Names below the plot; shortened when too long, thinned when too many."""
    widest = max((text_width(name, room.font) for name in numbers.categories), default=0.0)
    every = max(1, -(-int(min(widest, 90.0) + 8) // max(1, int(frame.slot))))
    free = frame.slot * every - 6
    y = frame.y + frame.height + room.font * 1.6
    return "".join(
        label(frame.at(index), y, shortened(name, free, room.font), room.font, ink.muted, "middle")
        for index, name in enumerate(numbers.categories)
        if index % every == 0
    )


def names(numbers: Numbers, room: Room, ink: Ink, frame: Frame) -> str:
    """A line of series names in their colours, above the plot; none for a single series."""
    if len(numbers.series) < 2:
        return ""
    parts: list[str] = []
    x = frame.x
    for index, series in enumerate(numbers.series):
        name = shortened(series.name, max(30.0, (room.width - frame.x) / len(numbers.series) - 24), room.font)
        top = room.font * 0.25
        parts.append(f'<rect x="{x:.2f}" y="{top:.2f}" width="9" height="9" rx="2" fill="{ink.shade(index)}"/>')
        parts.append(label(x + 14, room.font, name, room.font, ink.text, "start"))
        x += 14 + text_width(name, room.font) + 16
    return "".join(parts)


def label(x: float, y: float, text: str, size: float, color: str, anchor: str, weight: int = 400) -> str:
    """One line of text; `anchor` is start, middle or end."""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" fill="{color}" text-anchor="{anchor}"{bold}>{escape(text)}</text>'
    )


def shortened(text: str, room: float, size: float) -> str:
    """The text, or as much of its beginning as fits `room` points with an ellipsis."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def present(values: Sequence[float | None]) -> list[tuple[int, float]]:
    """Index and value of what is there."""
    return [(index, value) for index, value in enumerate(values) if value is not None]
