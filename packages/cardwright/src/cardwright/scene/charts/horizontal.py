"""Lying bars, the first category at the top: for rankings and for long names."""

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, bars


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """Bars in the order given, with their values at their ends when all of these fit."""
    return bars.drawn(numbers, room, ink, sideways=True)


KIND = Kind(draw, lambda numbers: True)
