"""Shares of a whole as parts of a ring, their percentages on it."""

from typing import Final

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, circle

HOLE: Final = 0.58  # of the ring's diameter


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The ring of the first series."""
    return circle.drawn(numbers, room, ink, HOLE)


KIND = Kind(draw, circle.shows)
