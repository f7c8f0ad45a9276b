"""The plot area of a chart with axes: where values and categories lie, and the grid behind them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.scene.charts import Ink, Room
from cardwright.scene.charts.labels import BOLD, MIDDLE, Anchor, label, shortened, text_width
from cardwright.scene.plot import Box, Scale

_APART: Final = 1.1  # from one figure of an axis to the next, in heights of its type


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot area in points with one value axis and `count` categories.

    Categories run from left to right, values upwards; where the frame is
    `sideways`, categories run downwards and values to the right. In a `flush`
    frame the first and the last category lie on its edges.
    """

    x: float
    y: float
    width: float
    height: float
    scale: Scale
    count: int
    sideways: bool = False
    flush: bool = False

    @property
    def area(self) -> Box:
        return round(self.x, 3), round(self.y, 3), round(self.width, 3), round(self.height, 3)

    @property
    def slot(self) -> float:
        """Points along the axis per category."""
        along = self.height if self.sideways else self.width
        return along / max(1, self.count - 1 if self.flush else self.count)

    def at(self, index: int) -> float:
        """The middle of a category."""
        start = self.y if self.sideways else self.x
        return start + self.slot * (index + (0.0 if self.flush else 0.5))

    def level(self, value: float, scale: Scale | None = None) -> float:
        """Where a value lies on the value axis, or on another one of the same length."""
        on = scale or self.scale
        share = (value - on.bottom) / (on.top - on.bottom)
        return self.x + self.width * share if self.sideways else self.y + self.height * (1 - share)


def margin(scale: Scale, room: Room) -> float:
    """Points beside an upright plot for the figures of its axis."""
    if not scale.shown:
        return 2.0
    return max(text_width(scale.text(tick), room.font) for tick in scale.ticks()) + 10


def grid(frame: Frame, room: Room, ink: Ink, second: Scale | None = None) -> str:
    """Lines with figures, the zero line stronger, and the axes' titles above them."""
    scale = frame.scale
    if scale.shown:
        told = _told(frame, scale, room)
        found = [_line(frame, tick, room, ink, tick in told) for tick in scale.ticks()]
    else:
        found = [_zero(frame, ink)]
    if second and second.shown:
        x = frame.x + frame.width + 8
        found += [
            label(x, frame.level(tick, second) + room.font * MIDDLE, second.text(tick), room.font, ink.muted, "start")
            for tick in _told(frame, second, room)
        ]
    return "".join(found) + titles(frame, room, ink, second)


def _told(frame: Frame, scale: Scale, room: Room) -> list[float]:
    """The ticks that have a figure: all, or where lines are too near for that every second or third, zero among them."""
    ticks = scale.ticks()
    if frame.sideways or len(ticks) == 1:
        return ticks
    every = math.ceil(room.font * _APART * (len(ticks) - 1) / frame.height)
    return [tick for tick in ticks if round(tick / scale.step) % every == 0]


def _line(frame: Frame, tick: float, room: Room, ink: Ink, told: bool) -> str:
    at, text = frame.level(tick), frame.scale.text(tick) if told else ""
    stroke = ink.muted if abs(tick) < frame.scale.step * 1e-6 else ink.line
    if frame.sideways:
        line = f'<path d="M{at:.2f} {frame.y:.2f}v{frame.height:.2f}" stroke="{stroke}" stroke-width="0.75"/>'
        return line + label(at, frame.y + frame.height + room.font * 1.4, text, room.font, ink.muted, "middle")
    line = f'<path d="M{frame.x:.2f} {at:.2f}h{frame.width:.2f}" stroke="{stroke}" stroke-width="0.75"/>'
    if not text:
        return line
    return line + label(frame.x - 8, at + room.font * MIDDLE, text, room.font, ink.muted, "end")


def _zero(frame: Frame, ink: Ink) -> str:
    """The line that bars stand on, where there are no others."""
    at = frame.level(max(frame.scale.bottom, 0.0))
    path = (
        f"M{at:.2f} {frame.y:.2f}v{frame.height:.2f}"
        if frame.sideways
        else f"M{frame.x:.2f} {at:.2f}h{frame.width:.2f}"
    )
    return f'<path d="{path}" stroke="{ink.muted}" stroke-width="0.75"/>'


def titles(frame: Frame, room: Room, ink: Ink, second: Scale | None = None) -> str:
    """What the axes count, above their ends."""
    y = frame.y - room.font * 1.05
    left, right = title_texts(room.width, room.font, frame.scale, second)
    found = _title(0.0, y, left, frame.scale, room, ink, "start") if left else ""
    return found + _title(room.width, y, right, second, room, ink, "end") if second and right else found


def _title(x: float, y: float, text: str, scale: Scale, room: Room, ink: Ink, anchor: Anchor) -> str:
    return label(x, y, text, room.font, scale.color or ink.muted, anchor, BOLD if scale.color else 400)


def title_texts(width: float, font: float, first: Scale, second: Scale | None) -> tuple[str, str]:
    """The titles of the axis at the left and of that at the right, shortened where they would meet."""
    free = width * (0.48 if second and second.title and first.title else 1.0)
    return tuple(shortened(one.title, free, font, BOLD) if one else "" for one in (first, second))  # pyright: ignore[reportReturnType]


def title_room(room: Room, *scales: Scale | None) -> float:
    """Points above the plot that the titles of axes take."""
    return room.font * 1.5 if any(scale and scale.title for scale in scales) else 0.0


def present(values: Sequence[float | None]) -> list[tuple[int, float]]:
    """Index and value of what is there."""
    return [(index, value) for index, value in enumerate(values) if value is not None]
