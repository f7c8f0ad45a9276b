"""Columns of one height, cut into the shares of their parts."""

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, bars, naming
from cardwright.scene.charts.axis import everything
from cardwright.scene.charts.stacked import of_one_unit


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """Shares on an axis to 100 %, with the values of those parts that have room for them."""
    return bars.drawn(numbers, room, ink, sideways=naming.lies(numbers, room), stack="share")


def shows(numbers: Numbers) -> bool:
    """Nothing below zero has a share."""
    return of_one_unit(numbers) and min(everything(numbers), default=-1.0) >= 0


KIND = Kind(draw, shows, instead="stacked")
