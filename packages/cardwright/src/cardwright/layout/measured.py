"""What the typesetter knows of a scene's parts before any card is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cardwright.layout.formulas import Room
from cardwright.layout.hyphens import Hyphens
from cardwright.maths import Formula


@dataclass(frozen=True, slots=True)
class Measured:
    """The room of each formula, and where long words may be broken."""

    rooms: Mapping[Formula, Room] = field(default_factory=dict[Formula, Room])
    hyphens: Hyphens = field(default_factory=lambda: Hyphens("en"))
