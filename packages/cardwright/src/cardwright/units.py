"""Lengths. A bare float length is points (1/72 inch) everywhere; y grows downwards."""

from dataclasses import dataclass

EMU_PER_POINT = 12700  # English Metric Units, the unit of Office files
PIXELS_PER_POINT_CSS = 96 / 72


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a card in points; the origin is the card's top-left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> "Rect":
        return Rect(self.x + dx, self.y + dy, self.width, self.height)
