"""The pen: how blocks' wishes become boxes of one theme in one format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from cardwright.deck.blocks import Block, spec_of
from cardwright.deck.sketch import Align, Entry, Gap, Role, Style, Tag, Values
from cardwright.deck.text import Text, plain, rich
from cardwright.scene import (
    ChartNode,
    ColorRole,
    Image,
    Item,
    ListNode,
    Look,
    Node,
    Panel,
    PictureNode,
    Row,
    Run,
    Series,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.charts import Ink, Numbers, Room, all_charts
from cardwright.scene.charts.figures import shown, text_width
from cardwright.scene.format import Format
from cardwright.scene.highlight import highlighted
from cardwright.theme import Surface, SurfaceName, Theme

BAR_PAD = 22.0  # points between a panel's bar and its text
_NUMBERED = 1.7  # em of indent for "12."
_BULLETED = 1.1


def look(theme: Theme, room: Format, style: Style, role: Role | None = None) -> Look:
    """A style at the format's scale."""
    tokens = theme.styles[style]
    color: ColorRole = "on_accent" if (role or tokens.role) == "on-accent" else (role or tokens.role)  # pyright: ignore[reportAssignmentType]
    return Look(
        style, round(tokens.size * room.scale, 2), tokens.line, tokens.weight, color, tokens.font, tokens.italic, tokens.tracking
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pen:
    """A `Sketch` that builds scene nodes; ids come from one counter per card."""

    theme: Theme
    room: Format
    images: Mapping[str, Image]
    ids: Iterator[int]
    width: float  # points
    surface: SurfaceName = "base"
    rtl: bool = False
    lead: bool = False  # paragraphs are set larger, as on a cover
    figure_height: float = 320.0  # points a picture or chart may take

    @property
    def narrow(self) -> bool:
        return self.room.narrow

    @property
    def colors(self) -> Surface:
        return self.theme.surface(self.surface)

    def gap(self, gap: Gap) -> float:
        return round(self.theme.spacing.gaps[gap] * max(self.room.scale, 0.7), 2)

    def look(self, style: Style, role: Role | None = None) -> Look:
        return look(self.theme, self.room, style, role)

    def text(
        self, text: Text, style: Style, *, tag: Tag = "p", align: Align = "start", role: Role | None = None
    ) -> TextNode:
        if self.lead and style == "body":
            style = "lead"
        chosen = self.look(style, role)
        if style == "stat":
            chosen = self._within(plain(text), chosen)
        return TextNode(next(self.ids), runs_of(text), chosen, tag, align)

    def _within(self, text: str, chosen: Look) -> Look:
        """A big figure no wider than its place: it shrinks, down to half, rather than break."""
        needed = text_width(text, chosen.size) * 1.04
        if needed <= self.width:
            return chosen
        return replace(chosen, size=round(max(chosen.size * self.width / needed, chosen.size * 0.5), 2))

    def bullets(self, items: Sequence[Entry]) -> ListNode:
        chosen = self.look("lead" if self.lead else "body")
        entries = tuple(Item(runs_of(item.text), item.level, item.number) for item in items)
        indent = _NUMBERED if any(item.number is not None for item in items) else _BULLETED
        return ListNode(next(self.ids), entries, chosen, self.gap("snug") * 0.85, indent)

    def stack(self, children: Sequence[Node], gap: Gap = "normal") -> Stack:
        return Stack(next(self.ids), tuple(children), self.gap(gap))

    def split(self, weights: Sequence[float], gap: Gap = "wide") -> tuple[Self, ...]:
        if self.narrow and not _fits_abreast(weights):
            return tuple(self for _ in weights)
        free = self.width - self.gap(gap) * (len(weights) - 1)
        return tuple(replace(self, width=free * weight / sum(weights)) for weight in weights)

    def row(
        self, children: Sequence[Node], weights: Sequence[float], gap: Gap = "wide", *, equal: bool = False
    ) -> Node:
        if self.narrow and not _fits_abreast(weights):
            return self.stack(children, "normal" if gap == "wide" else gap)
        return Row(next(self.ids), tuple(children), tuple(weights), self.gap(gap), equal)

    def panel(self, child: Node, *, fill: bool = True, bar: bool = False) -> Panel:
        return Panel(
            next(self.ids), child, "panel" if fill else None, "accent" if bar else None,
            self._pad(fill=fill), self.theme.spacing.panel_y * max(self.room.scale, 0.7) if fill else 2.0,
            self.theme.spacing.radius if fill else 0.0,
        )  # fmt: skip

    def inside_panel(self, *, fill: bool = True, bar: bool = False) -> Self:
        return replace(self, width=self.width - 2 * self._pad(fill=fill))

    def _pad(self, *, fill: bool) -> float:
        return (self.theme.spacing.panel_x if fill else BAR_PAD) * max(self.room.scale, 0.7)

    def dot(self) -> ShapeNode:
        side = 12 * max(self.room.scale, 0.7)
        return ShapeNode(next(self.ids), "dot", "accent", side, side)

    def rule(self) -> ShapeNode:
        return ShapeNode(next(self.ids), "rule", "line", 0.0, 1.0)

    def accent_rule(self) -> ShapeNode:
        """The short strong line above a title."""
        return ShapeNode(next(self.ids), "rule", "accent", 72 * self.room.scale, 5 * self.room.scale)

    def table(
        self, head: Sequence[Text], rows: Sequence[Sequence[Text]], aligns: Sequence[Align], caption: str = ""
    ) -> TableNode:
        cells = [[plain(cell) for cell in row] for row in (head, *rows) if row]
        return TableNode(
            next(self.ids),
            tuple(runs_of(cell) for cell in head) if head else tuple(() for _ in aligns),
            tuple(tuple(runs_of(cell) for cell in row) for row in rows),
            tuple(aligns),
            self.look("table-head"),
            self.look("table-cell"),
            10.0 * max(self.room.scale, 0.6),
            8.0 * max(self.room.scale, 0.7),
            column_weights(cells, len(aligns)),
            caption,
        )

    def chart(
        self, kind: str, categories: Sequence[str], series: Sequence[Values], *, title: str, unit: str
    ) -> Node:
        numbers = Numbers(tuple(categories), tuple(Series(one.name, tuple(one.values)) for one in series), unit)
        node = self._drawn(kind, numbers, title)
        return self.stack([self.text(rich(title), "chart-title"), node], "snug") if title else node

    def _drawn(self, kind: str, numbers: Numbers, title: str) -> ChartNode:
        colors, font = self.colors, max(12.0 * self.room.scale, 9.5)
        room = Room(self.width, min(self.figure_height, self.width * 0.62), font)
        ink = Ink(colors.text, colors.muted, colors.line, colors.background, self.theme.series, self._family())
        drawing = all_charts()[kind](numbers, room, ink)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {room.width:g} {room.height:g}" '
            f'width="{room.width:g}" height="{room.height:g}" font-family="{ink.family}">{drawing.body}</svg>'
        )
        return ChartNode(
            next(self.ids), _kind(kind), numbers.categories, numbers.series, room.width, room.height, svg,
            _alt(title, numbers), drawing.plot, drawing.step, drawing.top, drawing.bottom, numbers.unit, font,
            self.theme.series,
        )  # fmt: skip

    def _family(self) -> str:
        """The chart's families; single quotes, for it stands inside an attribute."""
        return ", ".join(f"'{name}'" for name in (self.theme.fonts.body, *self.theme.fonts.fallback))

    def picture(self, src: str, alt: str) -> PictureNode | None:
        image = self.images.get(src)
        if image is None:
            return None
        natural = image.width / image.height
        tallest = self.figure_height
        if image.media_type == "image/jpeg":  # a photograph may be cropped, a drawing may not
            ratio = max(0.62, natural, self.width / tallest)
            return PictureNode(next(self.ids), src, min(ratio, 3.0), alt, self.theme.spacing.radius, decorative=not alt)
        shown_width = min(self.width, tallest * natural)
        return PictureNode(next(self.ids), src, natural, alt, 0.0, not alt, shown_width)

    def code(self, source: str, language: str) -> Panel:
        inner = self.look("code")
        runs = highlighted(source, language, self.theme, self.colors.panel)
        return self.panel(TextNode(next(self.ids), runs, inner))

    def block(self, block: object) -> Node | None:
        if not isinstance(block, Block):
            return None
        composed: Any = spec_of(block).compose(block, self)
        return composed


def runs_of(text: Text) -> tuple[Run, ...]:
    return tuple(Run(span.text, span.bold, span.italic, span.code, span.strike, span.link) for span in text if span.text)


def _kind(kind: str) -> Literal["bar", "line", "pie"]:
    if kind in {"bar", "line", "pie"}:
        return kind  # pyright: ignore[reportReturnType]
    return "bar"


def _fits_abreast(weights: Sequence[float]) -> bool:
    """Two unequal columns, such as a date beside its event, stand side by side in any format."""
    return len(weights) == 2 and min(weights) / max(weights) < 0.55


def _alt(title: str, numbers: Numbers) -> str:
    """What a reader who cannot see the chart is told: its title and every number."""
    lines = [
        (f"{series.name}: " if series.name else "")
        + ", ".join(
            f"{name} {shown(value, numbers.unit, short=False)}"
            for name, value in zip(numbers.categories, series.values, strict=True)
            if value is not None
        )
        for series in numbers.series
    ]
    return ". ".join([title, *lines] if title else lines)


def column_weights(cells: Sequence[Sequence[str]], count: int) -> tuple[float, ...]:
    """Relative widths by content: as wide as the longest word at least, long texts get more but not all."""
    weights: list[float] = []
    for column in range(count):
        texts = [row[column] for row in cells if column < len(row)]
        longest = max((text_width(text, 1.0) for text in texts), default=1.0)
        word = max((text_width(part, 1.0) for text in texts for part in text.split()), default=1.0)
        weights.append(max(3.0, word + 1.2, min(longest, 24.0) ** 0.85 + 1.2))
    return tuple(round(weight, 3) for weight in weights)

