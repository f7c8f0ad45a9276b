"""The pen: how blocks' wishes become boxes of one theme in one format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Final, Self

from cardwright.deck.blocks import Block, spec_of
from cardwright.deck.sketch import Align, Badge, Edge, Entry, Fill, Gap, Role, Style, Tag, Values
from cardwright.deck.text import Span, Text, plain, rich
from cardwright.maths import Unreadable, problem, read
from cardwright.maths import plain as plain_formula
from cardwright.scene import (
    DrawingNode,
    Image,
    Item,
    Level,
    ListNode,
    Look,
    MathNode,
    Node,
    Panel,
    PictureNode,
    Row,
    Run,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
    outline,
    tabling,
)
from cardwright.scene.charting import charted
from cardwright.scene.charts import Ink, Numbers
from cardwright.scene.estimate import height
from cardwright.scene.footnotes import reference
from cardwright.scene.format import Format
from cardwright.scene.formulas import laid_out, spacious, tinted
from cardwright.scene.highlight import highlighted
from cardwright.scene.icons import drawing, group
from cardwright.scene.levels import depths
from cardwright.scene.looks import ONE_LINE, WHOLE_WORDS, look, sized, within
from cardwright.scene.orphans import kept_together
from cardwright.scene.plot import Series
from cardwright.scene.ring import ring
from cardwright.scene.widths import longest_word, text_width
from cardwright.theme import Surface, SurfaceName, Theme

_RTL_MARK: Final = "\u200f"
_NARROW: Final = 520.0  # points at scale 1; below, columns stack
_SQUARE: Final = 1.1  # times its width that a card of about equal sides has for figures
_PANEL: Final = 175.0  # points at scale 1 that a small panel needs
_ABREAST: Final = 4
_NUMBERED: Final = 1.7  # em of indent for "12."
_BULLETED: Final = 1.1
_LIST_GAP: Final = 9.0
_CROP: Final = 1.45  # how far a photograph's proportions may be changed by cropping
_PORTRAIT: Final = 0.62  # of the height of figures, that portraits in one row take
_PORTRAIT_CROP: Final = 4.0  # a face is in the middle of its photograph, whatever its proportions
_PART: Final = "h3"  # the tag of a heading inside a card
_HIGHEST: Final = 1.1  # of its width a chart may be high
_STRIP: Final = 0.24  # of its width a sparkline may be high
_RING: Final = 250.0  # points at scale 1
_ARROW: Final = 16.0  # points at scale 1 by which a step points to the next
_ICON: Final = 30.0  # points at scale 1
_PANEL_AIR: Final = (1.6, 1.25)  # times its padding a panel may have on wide cards, on narrow ones
_PANEL_PAD: Final = 0.12  # of its width that more padding than the theme's may take at each side
_DISC: Final[Mapping[Badge, float]] = {"badge": 2.1, "initials": 2.7}  # times the text's size a disc is wide
_FITTED: Final = ONE_LINE | {"event-date", "event-title", "point-title", "label"}  # styles of which equals share a size
_SHARP: Final = 1.0  # points per pixel at most: 72 pixels an inch


@dataclass(frozen=True, slots=True)
class Pen:
    """A `Sketch` that builds scene nodes; ids come from one counter per card.

    `boost` enlarges running text and what is set like it, `air` the space
    between items: a card with little on it is set larger, not left empty.
    """

    theme: Theme
    room: Format
    images: Mapping[str, Image]
    ids: Iterator[int]
    width: float  # points
    surface: SurfaceName = "base"
    rtl: bool = False
    boost: float = 1.0
    air: float = 1.0
    styles: Mapping[Style, Style] = field(default_factory=dict[Style, Style])  # set in place of another, as on a cover
    figure_height: float = 320.0  # points a picture or chart may take
    turn: int = 0
    language: str = "en"
    notes: Mapping[Text, int] = field(default_factory=dict[Text, int])  # the numbers of the deck's notes

    @property
    def scale(self) -> float:
        """Of paddings and gaps; small formats keep some of their air."""
        return max(self.room.scale, 0.7)

    @property
    def narrow(self) -> bool:
        return self.width < _NARROW * self.room.scale

    @property
    def square(self) -> bool:
        return self.narrow and self.figure_height < self.width * _SQUARE

    @property
    def abreast(self) -> int:
        return max(1, min(_ABREAST, int(self.width // (_PANEL * self.room.scale))))

    @property
    def reads(self) -> bool:
        return self.room.kind == "page"

    @property
    def colors(self) -> Surface:
        return self.theme.surface(self.surface)

    def gap(self, gap: Gap) -> float:
        return round(self.theme.spacing.gaps[gap] * self.scale, 2)

    def look(self, style: Style, role: Role | None = None) -> Look:
        return look(self.theme, self.room, self.styles.get(style, style), role, self.boost)

    def runs(self, text: Text) -> tuple[Run, ...]:
        """Spans as runs, without empty ones; a formula that cannot be read is shown as it was written."""
        found: list[Run] = []
        for span in text:
            run = _run(span) if not span.note else reference(span, self.notes, found[-1] if found else None)
            if run is None or not span.text:
                continue
            if run.note and found:  # no space stands before a number, or it could begin a line
                found[-1] = replace(found[-1], text=found[-1].text.rstrip())
                if self.rtl and not found[-1].note:  # or it would be a decimal of a figure before it
                    found.append(Run(_RTL_MARK))
            found.append(run)
        return tuple(run for run in found if run.text)

    def text(
        self, text: Text, style: Style, *, tag: Tag = "p", align: Align = "start", role: Role | None = None
    ) -> TextNode:
        chosen = self.look(style, role)
        if chosen.style in ONE_LINE:
            chosen = within(chosen, text_width(plain(text), chosen), self.width)
        elif chosen.style in WHOLE_WORDS:
            chosen = within(chosen, longest_word(plain(text), chosen), self.width)
        runs = self.runs(text)
        return TextNode(next(self.ids), kept_together(runs, chosen, self.width), spacious(chosen, runs), tag, align)

    def bullets(self, items: Sequence[Entry]) -> ListNode:
        numbered = any(item.number is not None for item in items)
        indent = _NUMBERED if numbered else _BULLETED
        chosen, levels = self._levels(numbered=numbered)
        gap = self.theme.lists.gap * self.room.scale if self.theme.lists else _LIST_GAP * self.scale
        drawn = ListNode(next(self.ids), (), chosen, round(gap * self.air, 2), indent, levels)
        entries = tuple(
            Item(
                kept_together(self.runs(item.text), chosen, self.width - drawn.inset(level) * chosen.size),
                level,
                item.number,
            )
            for item, level in zip(items, depths(item.level for item in items), strict=True)
        )
        return replace(drawn, items=entries, look=spacious(chosen, *(entry.runs for entry in entries)))

    def _levels(self, *, numbered: bool) -> tuple[Look, tuple[Level, ...]]:
        """How a list's first level looks, and the theme's levels in em of that, with room for numbers where there are any."""
        look, own = self.look("body"), self.theme.lists
        if own is None:
            return look, ()
        em, first = self.theme.styles["body"].size, own.levels[0].share
        found: list[Level] = []
        inset = 0.0
        for level in own.levels:
            hang = max(level.hang / em, _NUMBERED if numbered and not found else 0.0)
            step = max(level.inset / em - inset, hang if not found else 0.0)
            inset += step
            found.append(
                Level(level.marker, round(step / first, 4), round(hang / first, 4), round(level.share / first, 4))
            )
        return sized(look, first), tuple(found)

    def stack(self, children: Sequence[Node], gap: Gap = "normal") -> Stack:
        return Stack(next(self.ids), self.headed(children), self.gap(gap))

    def headed(self, children: Sequence[Node]) -> tuple[Node, ...]:
        """Nodes of a stack, with the heading of a part nearer to what it heads than to what stands above."""
        found: list[Node] = []
        for node in children:
            last = found[-1] if found else None
            if (
                isinstance(last, TextNode)
                and last.tag == _PART
                and not (isinstance(node, TextNode) and node.tag != "p")
            ):
                found[-1] = Stack(
                    next(self.ids), (last, node), self.gap("snug" if isinstance(node, ListNode) else "tight")
                )
            else:
                found.append(node)
        return tuple(found)

    def split(self, weights: Sequence[float], gap: Gap = "wide", *, keep: bool = False) -> tuple[Self, ...]:
        if self.narrow and not keep:
            return tuple(self for _ in weights)
        free = self.width - self.gap(gap) * (len(weights) - 1)
        return tuple(replace(self, width=free * weight / sum(weights)) for weight in weights)

    def row(
        self,
        children: Sequence[Node],
        weights: Sequence[float],
        gap: Gap = "wide",
        *,
        equal: bool = False,
        keep: bool = False,
        marked: bool = False,
    ) -> Node:
        if self.narrow and not keep:
            return self.stack(children, gap)
        if len(set(weights)) == 1:
            children = _alike(children)
        return Row(next(self.ids), tuple(children), tuple(weights), self.gap(gap), equal, marked)

    def panel(self, child: Node, fill: Fill = "panel", *, bar: Edge = "none", middle: bool = False) -> Panel:
        filled = fill != "none"
        pad = self._pad(bar)
        high = pad * self.theme.spacing.panel_y / self.theme.spacing.panel_x if filled else self._pad_y(0.8)
        return Panel(
            next(self.ids),
            child,
            None if fill == "none" else fill,
            None if bar == "none" else "accent",
            0.0 if bar == "top" and not filled else pad,
            2.0 if bar == "start" and not filled else round(high, 2),
            self.theme.spacing.radius if filled else 0.0,
            "top" if bar == "top" else "start",
            middle=middle,
        )

    def inside_panel(self, *, bar: Edge = "none") -> Self:
        return self if bar == "top" else replace(self, width=self.width - 2 * self._pad(bar))

    def _pad(self, bar: Edge = "none") -> float:
        """Points left and right in a panel; a box on an airy card is airy on all four sides alike."""
        plain = self.theme.spacing.panel_x * self.scale
        airy = (
            plain
            if bar != "none"
            else min(plain * min(self.air, _PANEL_AIR[self.room.narrow]), self.width * _PANEL_PAD)
        )
        return round(max(plain, airy), 2)

    def _pad_y(self, share: float) -> float:
        return self.theme.spacing.panel_y * self.scale * share

    def arrow(self, child: Node, *, first: bool) -> Panel:
        depth = round(_ARROW * self.scale, 2)
        pad_y = round(self._pad_y(0.7) * self.air, 2)
        shape = outline.arrow(depth, first=first)
        return Panel(next(self.ids), child, "accent", None, self._arrow_pad(), pad_y, 0.0, outline=shape, middle=True)

    def inside_arrow(self) -> Self:
        return replace(self, width=self.width - 2 * self._arrow_pad())

    def _arrow_pad(self) -> float:
        return round((_ARROW + 8.0) * self.scale, 2)

    def layer(self, child: Node, top: float, bottom: float, fill: Fill = "accent") -> Panel:
        pad_x = round(self._layer_pad(min(top, bottom)), 2)
        pad_y = round(self._pad_y(0.55) * self.air, 2)
        shape, color = outline.trapezoid(top, bottom), None if fill == "none" else fill
        return Panel(next(self.ids), child, color, None, pad_x, pad_y, 0.0, outline=shape, middle=True)

    def inside_layer(self, share: float) -> Self:
        return replace(self, width=self.width - 2 * self._layer_pad(share))

    def _layer_pad(self, share: float) -> float:
        return self.width * (1.0 - share) / 2 + 8.0 * self.scale

    def badge(self, text: str, rest: Node, style: Badge = "badge") -> Row:
        look = self.look(style)
        side = self._badge(style)
        pad = round((side - look.size * look.line) / 2, 2)
        label = TextNode(next(self.ids), (Run(text),), look, align="center")
        disc = Panel(next(self.ids), label, "accent", None, 0.0, pad, round(side / 2, 2))
        gap = self.gap("snug")
        return Row(next(self.ids), (disc, rest), (side, round(self.width - side - gap, 2)), gap, marked=True)

    def beside_badge(self, style: Badge = "badge") -> Self:
        return replace(self, width=self.width - self._badge(style) - self.gap("snug"))

    def _badge(self, style: Badge) -> float:
        look = self.look(style)
        return round(max(look.size * _DISC[style], look.size * look.line + 8), 2)

    def ring(self, count: int) -> DrawingNode:
        share = 0.34 if self.room.narrow and not self.square else 0.9  # stacked, the phases stand below it
        side = round(min(self.width, self.figure_height * share, _RING * self.scale * min(self.air, 1.3)), 2)
        return DrawingNode(next(self.ids), ring(count, side), "", True, side)

    def icons(self, texts: Sequence[str]) -> list[DrawingNode]:
        side = round(_ICON * self.scale * min(self.boost, 1.2), 2)
        names = () if self.reads else group(tuple(texts), self.language)
        return [DrawingNode(next(self.ids), drawing(name), "", True, side) for name in names]

    def milestone(self) -> Row:
        side = round(12 * self.scale, 2)
        dot = ShapeNode(next(self.ids), "dot", "accent", side, side)
        rule = self.rule()
        line = Panel(next(self.ids), rule, None, None, 0.0, round((side - rule.height) / 2, 2), 0.0)
        return Row(next(self.ids), (dot, line), (side, round(self.width - side, 2)), 0.0, marked=True)

    def rule(self) -> ShapeNode:
        return ShapeNode(next(self.ids), "rule", "line", 0.0, 1.0)

    def accent_rule(self) -> ShapeNode:
        """The short strong line of an opening."""
        return ShapeNode(next(self.ids), "rule", "accent", round(64 * self.scale, 2), round(4 * self.scale, 2))

    def table(
        self, head: Sequence[Text], rows: Sequence[Sequence[Text]], aligns: Sequence[Align], caption: str = ""
    ) -> TableNode:
        room = tabling.Room(
            self.width, self.scale, self.air, self.boost, self._table_looks, self._ink(), self.language, self.rtl,
            self.theme.tables == "zebra",
        )  # fmt: skip
        top = tuple(self.runs(cell) for cell in head) if any(map(plain, head)) else ()
        body = [tuple(self.runs(cell) for cell in row) for row in rows]
        return tabling.tabled(next(self.ids), top, body, aligns, caption, room)

    def _table_looks(self, boost: float) -> tuple[Look, Look]:
        pen = replace(self, boost=boost)
        return pen.look("table-head"), pen.look("table-cell")

    def chart(self, kind: str, categories: Sequence[str], series: Sequence[Values], *, title: str, unit: str) -> Node:
        shown = tuple(Series(one.name, tuple(one.values), one.unit) for one in series)
        numbers = Numbers(tuple(categories), shown, unit, self.language)
        heading = self.text(rich(title), "chart-title") if title else None
        used = height(heading, self.width) + self.gap("snug") if heading else 0.0
        highest = _STRIP if kind == "sparkline" else _HIGHEST
        tall = max(120.0 * self.scale, min(self.figure_height - used, self.width * highest))
        node = charted(next(self.ids), kind, numbers, title, (self.width, tall), self._ink(), self.room)
        return self.stack([heading, node], "snug") if heading else node

    def _ink(self) -> Ink:
        colors = self.colors
        # Single quotes, for the list stands inside an attribute.
        family = ", ".join(f"'{name}'" for name in (self.theme.fonts.body, *self.theme.fonts.fallback))
        return Ink(colors.text, colors.muted, colors.line, colors.background, self.theme.series, family)

    def picture(self, src: str, alt: str) -> PictureNode | None:
        image = self.images.get(src)
        if image is None:
            return None
        natural = image.width / image.height
        width = min(self.width, image.width * _SHARP)
        photograph = image.media_type == "image/jpeg"  # may be cropped; a drawing may not
        lowest = natural * _CROP if photograph else natural
        ratio = min(max(natural, width / self.figure_height), lowest)
        width = min(width, self.figure_height * ratio)
        limit = 0.0 if width >= self.width - 0.5 else round(width, 2)
        return PictureNode(next(self.ids), src, round(ratio, 4), alt, self.theme.spacing.radius, not alt, limit)

    def filling(self, src: str, alt: str, tall: float, crop: float = _CROP) -> PictureNode | None:
        """The picture cropped to this pen's width and a height, its proportions changed at most `crop` times."""
        image = self.images.get(src)
        if image is None:
            return None
        natural, wanted = image.width / image.height, self.width / tall
        ratio = min(max(wanted, natural / crop), natural * crop) if image.media_type == "image/jpeg" else natural
        shown = min(self.width, tall * ratio)
        limit = 0.0 if shown >= self.width - 0.5 else round(shown, 2)
        return PictureNode(next(self.ids), src, round(ratio, 4), alt, self.theme.spacing.radius, not alt, limit)

    def portrait(self, src: str, name: str, rows: int) -> PictureNode | None:
        side = round(min(self.width, self.figure_height * _PORTRAIT / rows), 2)
        node = replace(self, width=side).filling(src, name, side, _PORTRAIT_CROP)
        return replace(node, max_width=node.max_width or side) if node else None

    def code(self, source: str, language: str) -> Panel:
        chosen = self.look("code")
        inner = self.inside_panel()
        longest = max((text_width(line, chosen) for line in source.expandtabs(4).splitlines()), default=0.0)
        runs = highlighted(source, language, self.theme, self.colors.panel)
        return self.panel(TextNode(next(self.ids), runs, within(chosen, longest, inner.width, 0.7 / self.boost)))

    def math(self, tex: str) -> Node:
        chosen = self.look("math")
        try:
            formula = read(tex, display=True)
        except Unreadable:
            return self.code(tex, "latex")
        formula, chosen = laid_out(formula, chosen, self.width)
        ground = self.colors.background
        return MathNode(next(self.ids), tinted(formula, ground), plain_formula(tex), chosen)

    def block(self, block: object) -> Node | None:
        if not isinstance(block, Block):
            return None
        composed: Any = spec_of(block).compose(block, self)
        return composed


def _run(span: Span) -> Run:
    if span.math and problem(span.math):
        return Run(span.math, span.bold, span.italic, code=True, strike=span.strike, link=span.link)
    return Run(span.text, span.bold, span.italic, span.code, span.strike, span.link, math=span.math)


def _alike(children: Sequence[Node]) -> Sequence[Node]:
    """Equals side by side have each style in one size, where words had to be set smaller: the smallest one needs."""
    sizes: dict[str, float] = {}
    for one in chain.from_iterable(map(_fitted_looks, children)):
        sizes[one.style] = min(one.size, sizes.get(one.style, one.size))
    return [_resized(child, sizes) for child in children] if sizes else children


def _fitted_looks(node: Node) -> Iterator[Look]:
    if isinstance(node, TextNode) and node.look.style in _FITTED:
        yield node.look
    elif isinstance(node, Panel):
        yield from _fitted_looks(node.child)
    elif isinstance(node, Stack):
        for child in node.children:
            yield from _fitted_looks(child)


def _resized(node: Node, sizes: Mapping[str, float]) -> Node:
    match node:
        case TextNode() if node.look.style in _FITTED:
            return replace(node, look=replace(node.look, size=sizes[node.look.style]))
        case Panel():
            return replace(node, child=_resized(node.child, sizes))
        case Stack():
            return replace(node, children=tuple(_resized(child, sizes) for child in node.children))
        case _:
            return node
