"""What layout returns: pages, and on each the rectangle of every node."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cardwright.layout.measured import Measured
from cardwright.scene import Scene, SceneCard
from cardwright.units import Rect


@dataclass(frozen=True, slots=True)
class Page:
    """One page (slide). `card` may be a part of a card that was split, or several that share a page.

    `places` maps node ids of `card` to rectangles in points on this page;
    `cells` maps a table's id to the rectangles of its cells' boxes (padding
    included), head row first. Sizes and vertical gaps of the card's nodes
    are multiplied by `scale` (headings only when below 1), horizontal gaps
    are not.
    """

    card: SceneCard
    number: int  # from 1
    width: float
    height: float
    scale: float
    places: Mapping[int, Rect]
    cells: Mapping[int, tuple[tuple[Rect, ...], ...]]
    over: bool = False  # the card did not fit even at the floor and could not be split


@dataclass(frozen=True, slots=True)
class Laid:
    """A scene with places. `source` is what the typesetter draws PDF and PNG from."""

    scene: Scene
    pages: tuple[Page, ...]
    source: Mapping[str, bytes]  # virtual files of the typesetter
    measured: Measured = field(default_factory=Measured)
