"""Shares of a whole as slices of a circle."""

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, circle


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The pie of the first series."""
    return circle.drawn(numbers, room, ink)


KIND = Kind(draw, circle.shows)
