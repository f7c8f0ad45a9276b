"""What a block may ask for when it says what it is made of.

A block knows no theme and no place. It describes itself through a `Sketch`:
stacks, rows and texts in named roles. The scene package implements the
protocol; so adding a block needs one new file here and nothing elsewhere.
"""

from collections.abc import Sequence
from typing import Literal, Protocol, Self, TypeVar

from cardwright.deck.text import Text

N = TypeVar("N")  # whatever the implementer builds; blocks only pass it on

Style = Literal[
    "title",
    "heading",
    "subheading",
    "lead",
    "body",
    "caption",
    "meta",
    "label",
    "stat",
    "quote",
    "table-head",
    "table-cell",
    "event-date",
    "event-title",
    "event-text",
    "point-title",
    "point-text",
    "numeral",
    "badge",
    "initials",
    "arrow",
    "chart-title",
    "code",
    "math",
]
Badge = Literal["badge", "initials"]
Gap = Literal["none", "tight", "snug", "normal", "wide"]
Align = Literal["start", "center", "end"]
Tag = Literal["h1", "h2", "h3", "p"]
Role = Literal["text", "muted", "accent", "on-accent"]
Fill = Literal["panel", "tint", "accent", "none"]
Edge = Literal["start", "top", "none"]


class Entry(Protocol):
    """One item of a list as blocks hand it over."""

    @property
    def text(self) -> Text: ...
    @property
    def level(self) -> int:
        """Nesting, 0 for the outermost."""
        ...

    @property
    def number(self) -> int | None:
        """The printed number of an ordered item, None for a bullet."""
        ...


class Values(Protocol):
    """One series of a chart."""

    @property
    def name(self) -> str: ...
    @property
    def values(self) -> tuple[float | None, ...]: ...
    @property
    def unit(self) -> str:
        """The unit of this series, empty where it is the chart's."""
        ...


class Sketch(Protocol[N]):
    """A pen for blocks, bound to a card and to a width."""

    @property
    def width(self) -> float:
        """Points there are from side to side."""
        ...

    @property
    def narrow(self) -> bool:
        """True when things side by side must stand one below the other."""
        ...

    @property
    def square(self) -> bool:
        """True where a narrow card is about as wide as high, so that things below each other soon fill it."""
        ...

    @property
    def abreast(self) -> int:
        """How many small panels of one kind may stand side by side, 1 to 4."""
        ...

    @property
    def reads(self) -> bool:
        """True where things are read from top to bottom and over pages, as in a document."""
        ...

    @property
    def turn(self) -> int:
        """How often a block of several looks was shown before: the next one takes another look."""
        ...

    def text(self, text: Text, style: Style, *, tag: Tag = "p", align: Align = "start", role: Role | None = None) -> N:
        """A paragraph; `role` overrides the style's own colour."""
        ...

    def bullets(self, items: Sequence[Entry]) -> N: ...

    def stack(self, children: Sequence[N], gap: Gap = "normal") -> N:
        """Children below each other."""
        ...

    def split(self, weights: Sequence[float], gap: Gap = "wide", *, keep: bool = False) -> tuple[Self, ...]:
        """One pen per column of the given relative widths; full width each when narrow, unless `keep`."""
        ...

    def row(
        self,
        children: Sequence[N],
        weights: Sequence[float],
        gap: Gap = "wide",
        *,
        equal: bool = False,
        keep: bool = False,
        marked: bool = False,
    ) -> N:
        """Children beside each other, a stack when narrow unless `keep`.

        `equal` gives panels one height; the first child of a `marked` row only marks the others.
        """
        ...

    def panel(self, child: N, fill: Fill = "panel", *, bar: Edge = "none", middle: bool = False) -> N:
        """A filled card around a child, or a bar at one of its edges; `middle` centres it in a row of equal ones."""
        ...

    def inside_panel(self, *, bar: Edge = "none") -> Self:
        """The pen for a panel's child: narrower by the panel's padding."""
        ...

    def arrow(self, child: N, *, first: bool) -> N:
        """A step of a process, filled, that points to the next one; its child stands in the middle."""
        ...

    def inside_arrow(self) -> Self:
        """The pen for an arrow's child."""
        ...

    def layer(self, child: N, top: float, bottom: float, fill: Fill = "accent") -> N:
        """A layer of a funnel or pyramid that takes these shares of the width at its upper and lower edge."""
        ...

    def inside_layer(self, share: float) -> Self:
        """The pen for the child of a layer whose narrower edge takes that share."""
        ...

    def badge(self, text: str, rest: N, style: Badge = "badge") -> N:
        """A number in a disc before what it counts, or somebody's initials before the name."""
        ...

    def beside_badge(self, style: Badge = "badge") -> Self:
        """The pen for what a badge counts."""
        ...

    def ring(self, count: int) -> N:
        """A ring of arrows that lead to each other."""
        ...

    def icons(self, texts: Sequence[str]) -> Sequence[N]:
        """An icon for each of several texts of equal rank, of which the first line counts most.

        None at all when one of them has none that fits.
        """
        ...

    def milestone(self) -> N:
        """A small accent mark on the line of time, which runs on from side to side."""
        ...

    def rule(self) -> N:
        """A thin line from side to side."""
        ...

    def table(
        self, head: Sequence[Text], rows: Sequence[Sequence[Text]], aligns: Sequence[Align], caption: str = ""
    ) -> N: ...

    def chart(self, kind: str, categories: Sequence[str], series: Sequence[Values], *, title: str, unit: str) -> N: ...

    def picture(self, src: str, alt: str) -> N | None:
        """The picture behind `src`, or None when it could not be had."""
        ...

    def portrait(self, src: str, name: str, rows: int) -> N | None:
        """The picture of somebody, about as wide as high, where `rows` of people stand below each other."""
        ...

    def code(self, source: str, language: str) -> N: ...

    def math(self, tex: str) -> N:
        """A formula on lines of its own; where it cannot be read, its source as code."""
        ...

    def block(self, block: object) -> N | None:
        """Another block inside this one."""
        ...
