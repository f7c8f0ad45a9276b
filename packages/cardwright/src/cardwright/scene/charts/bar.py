"""Columns side by side, one group per category; they lie where the categories' names are long."""

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, bars, naming


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """Bars with their values at their ends when all of these fit."""
    return bars.drawn(numbers, room, ink, sideways=naming.lies(numbers, room))


KIND = Kind(draw, lambda numbers: True)
