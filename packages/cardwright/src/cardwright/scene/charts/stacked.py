"""Columns of parts on top of each other: how a whole and its parts change. Negative parts hang below zero."""

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, bars, naming


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """Stacks with the values of those parts that have room for them."""
    return bars.drawn(numbers, room, ink, sideways=naming.lies(numbers, room), stack="sum")


def of_one_unit(numbers: Numbers) -> bool:
    """Whether several series can be added up."""
    return len(numbers.series) > 1 and len(numbers.units) == 1


KIND = Kind(draw, of_one_unit)
