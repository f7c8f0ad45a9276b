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
    "chart-title",
    "code",
]
Gap = Literal["none", "tight", "snug", "normal", "wide"]
Align = Literal["start", "center", "end"]
Tag = Literal["h1", "h2", "h3", "p"]
Role = Literal["text", "muted", "accent", "on-accent"]


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
    def abreast(self) -> int:
        """How many small panels of one kind may stand side by side, 1 to 4."""
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
    ) -> N:
        """Children beside each other, a stack when narrow unless `keep`; `equal` gives panels one height."""
        ...

    def panel(self, child: N, *, fill: bool = True, bar: bool = False) -> N:
        """A filled card around a child, or a bar at its start edge."""
        ...

    def inside_panel(self, *, fill: bool = True, bar: bool = False) -> Self:
        """The pen for a panel's child: narrower by the panel's padding."""
        ...

    def dot(self) -> N:
        """A small accent mark, as on a timeline."""
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

    def code(self, source: str, language: str) -> N: ...

    def block(self, block: object) -> N | None:
        """Another block inside this one."""
        ...
