"""The scene: a themed tree of boxes, what is where before anything is measured.

Sizes and gaps are points, already scaled for the format. A scene is complete:
an exporter decides nothing. It keeps meaning beside place (tag, table, chart
data, alt text, link), and the order of the tree is the reading order.
Node ids are unique within a card and are how places are found after layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from cardwright.maths import Formula
from cardwright.scene.colors import ColorRole
from cardwright.scene.drawing import Drawing
from cardwright.scene.format import Format
from cardwright.scene.levels import depths
from cardwright.scene.master import Master
from cardwright.scene.plot import Plot, Series
from cardwright.theme import SurfaceName, Theme
from cardwright.units import Rect

Align = Literal["start", "center", "end"]
Anchor = Literal["top", "middle", "bottom"]
Corner = tuple[float, float, float, float]  # share of the width, points from there, share of the height, points
Outline = tuple[Corner, ...]  # clockwise from the top at the start; empty: a box


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share one look."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    color: str = ""  # `#rrggbb` of a syntax token; empty for the text's own colour
    math: str = ""  # a formula as LaTeX, which can be read; `text` is then how it is told
    leads_to: int = 0  # number, from 1, of the deck's card to which layout links it
    counts: bool = False  # whether layout writes the number of the page it leads to in place of its text
    note: int = 0  # number, from 1, of the note that it refers to or opens; `text` is that number, set small and raised


@dataclass(frozen=True, slots=True)
class Look:
    """A type style resolved for the format: sizes in points, families by role."""

    style: str  # the style's name, a class in HTML
    size: float
    line: float  # line height as a multiple of size
    weight: int
    color: ColorRole
    font: Literal["heading", "body", "mono", "math"]
    italic: bool = False
    tracking: float = 0.0
    caps: bool = False  # shown in capitals


@dataclass(frozen=True, slots=True)
class TextNode:
    id: int
    runs: tuple[Run, ...]
    look: Look
    tag: Literal["h1", "h2", "h3", "p"] = "p"
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Item:
    runs: tuple[Run, ...]
    level: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list looks. Lengths are em of the list's look.

    Its text begins `step` to the side of the text above, its marker `hang` before
    it; its size is `share` of the look's.
    """

    marker: str
    step: float
    hang: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ListNode:
    """Bullets or numbers; the marker's indent is `indent` em of the look per level.

    Where a theme has rules for them, `levels` say how each level looks; the last
    one counts for all deeper ones.
    """

    id: int
    items: tuple[Item, ...]
    look: Look
    gap: float
    indent: float = 1.1
    levels: tuple[Level, ...] = ()

    def part(self, start: int, stop: int) -> "ListNode":
        """The list with some of its items; what now stands below none of them moves outwards."""
        kept = self.items[start:stop]
        found = depths(item.level for item in kept)
        return replace(self, items=tuple(replace(item, level=at) for item, at in zip(kept, found, strict=True)))

    def level(self, number: int) -> Level:
        """How a level looks; 0 is the outermost."""
        if not self.levels:
            return Level("•", self.indent, self.indent)
        return self.levels[min(number, len(self.levels) - 1)]

    def inset(self, number: int) -> float:
        """Em from the side of the list to the text of a level."""
        return sum(self.level(at).step for at in range(number + 1))

    def share_above(self, index: int) -> float:
        """What share of `gap` stands above an item: less where it begins a list within an item."""
        return 0.6 if index and self.items[index].level > self.items[index - 1].level else 1.0


@dataclass(frozen=True, slots=True)
class ChartNode:
    """One drawing for HTML, PDF and PNG (`svg`), its numbers and its `plot` for a native chart in PPTX."""

    id: int
    kind: str  # the file in `scene/charts` that drew it
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    width: float
    height: float
    svg: str
    alt: str
    plot: Plot
    unit: str = ""  # of series without one of their own, such as `%` or `km`
    language: str = "en"  # that numbers are written in
    font_size: float = 11.0
    colors: tuple[str, ...] = ()  # of series, or of slices


@dataclass(frozen=True, slots=True)
class Spark:
    """A sparkline in a table's cell; `row` counts from the first below the head."""

    row: int
    column: int
    chart: ChartNode


@dataclass(frozen=True, slots=True)
class TableNode:
    """A table, with a head row unless `head` is empty; parts of a split table repeat the head.

    A `total` look is that of the last row, which adds up the others. `tails`
    has for each cell of each row what stands behind its text without being
    seen, so that decimals stand below each other; it is empty where none is
    needed.
    """

    id: int
    head: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    aligns: tuple[Align, ...]
    head_look: Look
    cell_look: Look
    pad_x: float
    pad_y: float
    weights: tuple[float, ...]  # relative column widths
    caption: str = ""  # alt text
    tails: tuple[tuple[str, ...], ...] = ()
    named: bool = False  # the first cell of a row says what the row is about
    total: Look | None = None
    striped: bool = False  # every other row is filled; else rows are parted by lines
    sparks: tuple[Spark, ...] = ()

    def look(self, row: int) -> Look:
        """The look of a row below the head."""
        return self.total if self.total and row == len(self.rows) - 1 else self.cell_look

    def fill(self, row: int) -> ColorRole | None:
        """What a row stands on; the head is row -1."""
        if not self.striped:
            return "panel" if row < 0 else None
        adds_up = self.total is not None and row == len(self.rows) - 1
        return "stripe" if row >= 0 and row % 2 == 0 and not adds_up else None

    def tail(self, row: int, column: int) -> str:
        return self.tails[row][column] if self.tails else ""

    def part(self, start: int, stop: int) -> "TableNode":
        """The table with some of its rows; only the last of them adds up."""
        sparks = (replace(one, row=one.row - start) for one in self.sparks if start <= one.row < stop)
        return replace(
            self,
            rows=self.rows[start:stop],
            tails=self.tails[start:stop],
            total=self.total if stop == len(self.rows) else None,
            sparks=tuple(sparks),
        )


@dataclass(frozen=True, slots=True)
class MathNode:
    """A formula on lines of its own, in the middle of its place. `alt` tells it in a line of text."""

    id: int
    formula: Formula
    alt: str
    look: Look


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A picture filling the width at `ratio` (width ÷ height), cropped to cover it."""

    id: int
    image: str  # key into Scene.images
    ratio: float
    alt: str
    radius: float = 0.0
    decorative: bool = False
    max_width: float = 0.0  # 0: as wide as its place


@dataclass(frozen=True, slots=True)
class DrawingNode:
    """A drawing at its place, its proportions kept; it shrinks with its card but does not grow.

    A decoration as wide as its place may be cut on a screen too narrow for
    the card's own shape; `focus` is the part that then stays.
    """

    id: int
    drawing: Drawing
    alt: str = ""
    decorative: bool = True
    max_width: float = 0.0  # points; 0: as wide as its place
    focus: Literal["middle", "bottom"] = "middle"


@dataclass(frozen=True, slots=True)
class ShapeNode:
    """A small drawn thing: a dot (circle) or a rule (line of `height` points over the width)."""

    id: int
    shape: Literal["dot", "rule"]
    color: ColorRole
    width: float  # 0: as wide as its place
    height: float


@dataclass(frozen=True, slots=True)
class Stack:
    """Children below each other, `gap` points apart. `card` is the number, from 1, of the deck's card that it holds, else 0.

    A `foot` holds a line and the notes of its card. Where it is the second of
    a root's two children, it stands at the card's lower margin.
    """

    id: int
    children: tuple["Node", ...]
    gap: float
    card: int = 0
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Children beside each other in columns of relative `weights`, `gap` points apart.

    A `marked` row begins with a mark, such as a number, which stays beside the
    rest however narrow a screen is.
    """

    id: int
    children: tuple["Node", ...]
    weights: tuple[float, ...]
    gap: float
    equal: bool = False  # panels that are direct children get one height
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A box around one child: filled and rounded, or with a bar at one edge.

    An `outline` cuts the fill to another shape; see `scene/outline.py`. A
    `middle` child stands half-way down where a row makes its panels equal.
    """

    id: int
    child: "Node"
    fill: ColorRole | None
    bar: ColorRole | None
    pad_x: float
    pad_y: float
    radius: float
    edge: Literal["start", "top"] = "start"  # where the bar is
    outline: Outline = ()
    middle: bool = False


Node: TypeAlias = (
    TextNode | ListNode | TableNode | MathNode | ChartNode | PictureNode | DrawingNode | ShapeNode | Stack | Row | Panel
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer element at one of six positions, in the card's margin, or at a place of its own.

    `role` says what a theme's layout has it for; its notices stand on the layout itself.
    """

    position: Literal["top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right"]
    kind: Literal["text", "number", "picture"]
    text: str = ""
    image: str = ""  # key into Scene.images
    height: float = 18.0  # points, of pictures
    role: Literal["", "footer", "number", "notice"] = ""
    at: Rect | None = None
    align: Align = "start"  # at a place of its own
    look: Look | None = None  # where it is not the card's own for furniture
    color: str = ""  # `#rrggbb` in place of the look's role

    @property
    def side(self) -> Align:
        """Where it stands in its width: positions are left and right whatever way text runs."""
        if self.at is not None:
            return self.align
        sides: dict[str, Align] = {"left": "start", "center": "center", "right": "end"}
        return sides[self.position.split("-")[1]]


@dataclass(frozen=True, slots=True)
class Region:
    """A place of its own for a part of a card, in points from the card's top-left corner.

    `slot` names what the theme's layout has there: `title`, `body`, `body-2`,
    `picture`. A `steady` region keeps its size when the card is set smaller.
    """

    at: Rect
    slot: str
    anchor: Anchor = "top"
    steady: bool = False


@dataclass(frozen=True, slots=True)
class SceneCard:
    """One card to be set. `title` names it, shown or not; `anchor` says where a short card's content stands.

    `backdrop` is a decoration behind everything else that covers the whole
    card, cut where its proportions are others. No reader is told of it. Words
    may stand where they do, and anywhere once its opacity is `backdrop_calm`.
    A card that stands in a theme's `layout` has a region for each child of its
    root, and `ground` names the picture that covers it behind everything else.
    """

    id: str
    title: str
    root: Stack
    surface: SurfaceName = "base"
    rtl: bool = False
    anchor: Literal["top", "middle"] = "top"
    grow: bool = False  # may be set larger when it would look empty
    furniture: tuple[Furniture, ...] = ()
    furniture_look: Look | None = None
    notes: str = ""
    kind: str = "content"
    backdrop: Drawing | None = None
    backdrop_calm: float = 1.0
    layout: str = ""
    regions: tuple[Region, ...] = ()
    ground: str = ""  # key into Scene.images
    accented: bool = False  # whether it shows an accent


@dataclass(frozen=True, slots=True)
class Image:
    """A checked picture: bytes that decode, of a known size. `sha256` is hex."""

    sha256: str
    media_type: Literal["image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp"]
    width: int
    height: int
    data: bytes = field(repr=False)

    def crop(self, at: Rect) -> tuple[float, float]:
        """Shares to cut from left and right, and from top and bottom, to cover a place."""
        if not at.width or not at.height:
            return 0.0, 0.0
        natural, wanted = self.width / self.height, at.width / at.height
        return max(0.0, (1 - wanted / natural) / 2), max(0.0, (1 - natural / wanted) / 2)


@dataclass(frozen=True, slots=True)
class Scene:
    """All cards of a deck in one theme and format. Equal scenes export to equal bytes.

    `master` is the office file that cards in a theme's own layouts are exported into.
    """

    title: str
    language: str
    format: Format
    theme: Theme
    cards: tuple[SceneCard, ...]
    margin_x: float
    margin_y: float
    images: Mapping[str, Image]
    master: Master | None = None
