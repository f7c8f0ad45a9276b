"""The names of series with their colours, for where they cannot stand at the series themselves."""

from collections.abc import Sequence
from typing import Final, Literal

from cardwright.scene.charts import Ink, Numbers, Room
from cardwright.scene.charts.labels import label, shortened, text_width
from cardwright.scene.plot import Key

HEIGHT: Final = 2.0  # em that a line of names takes
Mark = Literal["square", "line"]


def line(
    numbers: Numbers, room: Room, ink: Ink, x: float, marks: Sequence[Mark] | None = None
) -> tuple[str, Key | None]:
    """A line of series names above the plot, and where it stands; none for a single series."""
    if len(numbers.series) < 2:  # noqa: PLR2004
        return "", None
    side, gap = round(room.font * 0.72, 2), room.font * 1.5
    # Crowded names get equal shares of the line, so that the last one still stands inside.
    pitch = (room.width - x) / len(numbers.series) if _is_crowded(numbers, room, x, side + 6 + gap) else 0.0
    parts: list[str] = []
    at = x
    for index, series in enumerate(numbers.series):
        free = max(0.0, pitch - side - 6 - gap / 2)
        name = shortened(series.name, free, room.font) if pitch else series.name
        wide = min(side, pitch * 0.6) if pitch else side
        parts.append(mark(at, room.font * 0.64, wide, ink.shade(index), marks[index] if marks else "square"))
        if not pitch or free >= text_width(name, room.font):
            parts.append(label(at + side + 6, room.font, name, room.font, ink.text, "start"))
        at += pitch or side + 6 + text_width(name, room.font) + gap
    return "".join(parts), Key(x, 0.0, min(at - x, room.width - x), room.font * 1.4)


def mark(x: float, middle: float, side: float, color: str, kind: Mark = "square") -> str:
    """A square, or a short line, in the colour of a series."""
    if kind == "line":
        return (
            f'<path d="M{x:.2f} {middle:.2f}h{side:.4g}" stroke="{color}" stroke-width="2.5" stroke-linecap="round"/>'
        )
    return (
        f'<rect x="{x:.2f}" y="{middle - side / 2:.2f}" width="{side:.4g}" height="{side:.4g}" rx="2" fill="{color}"/>'
    )


def _is_crowded(numbers: Numbers, room: Room, x: float, around: float) -> bool:
    return x + sum(text_width(series.name, room.font) + around for series in numbers.series) > room.width
