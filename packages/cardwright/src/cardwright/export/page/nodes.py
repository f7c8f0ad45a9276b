"""The box tree of one page as elements; one function per kind of node."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.export.page import charts, formulas, lists, pictures, tables
from cardwright.export.page.classes import Classes, css_text, number
from cardwright.export.page.looks import Looks
from cardwright.export.page.text import escape, inline, marked
from cardwright.layout.column import column
from cardwright.layout.encode import breaking, heading_scale, is_label, is_whole, of_level
from cardwright.layout.hyphens import Hyphens, softened
from cardwright.layout.laid import Page
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    Item,
    ListNode,
    Look,
    MathNode,
    Node,
    Outline,
    Panel,
    PictureNode,
    Row,
    Run,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.svg import svg
from cardwright.theme import Fonts, Surface

_KEPT_SHARE: Final = 0.12  # a column narrower than this is a mark beside its text, never above it


@dataclass(slots=True)
class Pen:
    """What drawing needs and gathers: shared by all pages but for `page`."""

    classes: Classes
    looks: Looks
    pictures: pictures.Pictures
    page: Page
    surface: Surface
    formulas: formulas.Formulas
    hyphens: Hyphens
    fonts: Fonts
    steady: bool = False  # whether what is drawn keeps its size on a card that is set smaller

    def data(self, node: int) -> str:
        """The attribute by which a node can be found again."""
        return f' data-n="{self.page.number}.{node}"'

    def width(self, node: int) -> float:
        """How wide a node is, in points."""
        at = self.page.places.get(node)
        return at.width if at else 0.0

    @property
    def scale(self) -> float:
        return 1.0 if self.steady else self.page.scale

    def set(self, runs: Sequence[Run], look: Look, width: float) -> str:
        """Runs as phrasing content set in `look`, in a column of so many points."""
        for run in runs:
            if run.bold or run.italic or run.code:
                self.looks.note(look, run)
        size = look.size * heading_scale(look, self.scale)

        def words(run: Run) -> str:
            if run.math:
                return self.formulas.inline(run, look)
            if width <= 0:
                return escape(run.text)
            place = column(self.fonts, look, run, width, size)
            parts = breaking(self.hyphens, run.text, place, label=is_label(look), whole=is_whole(run, look))
            return marked(softened(parts), self.hyphens.known)

        return inline(runs, self.classes, words)


def draw(node: Node, pen: Pen) -> str:
    """The node with everything in it."""
    return _DRAW[type(node)](node, pen)


def _text(node: TextNode, pen: Pen) -> str:
    names = pen.looks.of(node.look)
    if node.align != "start":
        names += " ac" if node.align == "center" else " ae"
    content = pen.set(node.runs, node.look, pen.width(node.id))
    if node.look.font == "mono" and node.tag == "p":
        return f'<pre class="{names}"{pen.data(node.id)} dir="ltr"><code>{content}</code></pre>'
    return f'<{node.tag} class="{names}"{pen.data(node.id)}>{content}</{node.tag}>'


def _list(node: ListNode, pen: Pen) -> str:
    extra = pen.classes.of(f"--g:{number(node.gap)};--i:{number(node.indent)}")

    def inner(item: Item) -> str:
        return pen.set(item.runs, *of_level(node, item.level, pen.width(node.id), pen.scale))

    def form(level: int) -> str:
        return pen.classes.of(_level(node, level)) if node.levels else ""

    attributes = f'class="ls {pen.looks.of(node.look)} {extra}{{form}}"{pen.data(node.id)}'
    return lists.nested(node.items, inner, attributes, form)


def _level(node: ListNode, level: int) -> str:
    """Marker, indents and size of a level, in em of its own."""
    own, above = node.level(level), node.level(level - 1) if level else None
    parts = [
        f"--i:{number(own.step / own.share)}",
        f"--hang:{number(own.hang / own.share)}",
        f"--m:{css_text(own.marker)}",
    ]
    if above and own.share != above.share:
        parts.append(f"font-size:{number(own.share / above.share)}em")
    return ";".join(parts)


def _table(node: TableNode, pen: Pen) -> str:
    cells = pen.page.cells.get(node.id, ())
    widths = [cell.width - 2 * node.pad_x for cell in cells[0]] if cells else [0.0] * len(node.aligns)
    setter = tables.Setter(pen.classes, pen.looks.of, pen.set, widths)
    return tables.table(node, cells, setter, pen.data(node.id))


def _math(node: MathNode, pen: Pen) -> str:
    return pen.formulas.displayed(node, pen.width(node.id), pen.page.scale, pen.data(node.id))


def _chart(node: ChartNode, pen: Pen) -> str:
    return charts.chart(node, pen.classes, pen.data(node.id))


def _picture(node: PictureNode, pen: Pen) -> str:
    form = pictures.shape(pen.classes, ratio=node.ratio, radius=node.radius, max_width=node.max_width)
    alt = "" if node.decorative else node.alt
    return pen.pictures.element(node.image, f"im {form}", alt, pen.data(node.id))


def _drawing(node: DrawingNode, pen: Pen) -> str:
    """The drawing inline, so that it needs no file and no policy of its own."""
    width = f"min(100%,{number(node.max_width)}*var(--u))" if node.max_width else "100%"
    body = f"width:calc({width}*var(--hs));aspect-ratio:{number(node.drawing.width)}/{number(node.drawing.height)}"
    said = 'aria-hidden="true"' if node.decorative else f'role="img" aria-label="{escape(node.alt)}"'
    names, fit = "dr", ""
    if node.decorative and not node.max_width:
        names, fit = "dr da", f' preserveAspectRatio="xMidY{"Max" if node.focus == "bottom" else "Mid"} slice"'
    attributes = f' class="{names} {pen.classes.of(body)}"{pen.data(node.id)}{fit} {said}'
    return svg(node.drawing, pen.surface, ids=f"d{pen.page.number}-{node.id}-", attributes=attributes)


def behind(pen: Pen) -> str:
    """The card's backdrop, which no reader is told of."""
    if pen.page.card.backdrop is None:
        return ""
    calm = pen.classes.of(f"--calm:{number(pen.page.card.backdrop_calm)}")
    attributes = f' class="bd {calm}" preserveAspectRatio="xMidYMid slice" aria-hidden="true"'
    return svg(pen.page.card.backdrop, pen.surface, ids=f"b{pen.page.number}-", attributes=attributes)


def _shape(node: ShapeNode, pen: Pen) -> str:
    width = f"calc({number(node.width)}*var(--u))" if node.width else "100%"
    body = f"width:{width};height:calc({number(node.height)}*var(--u));background:{_role(node.color)}"
    round_off = " dot" if node.shape == "dot" else ""
    return f'<div class="sh{round_off} {pen.classes.of(body)}"{pen.data(node.id)}></div>'


def _stack(node: Stack, pen: Pen) -> str:
    gap = pen.classes.of(f"--g:{number(node.gap)}")
    children = "".join([draw(child, pen) for child in node.children])
    card = f' data-card="{node.card}"' if node.card else ""
    names = f"st {gap}"
    if node.foot:
        names += " ft"
    elif len(node.children) > 1 and isinstance(node.children[-1], Stack) and node.children[-1].foot:
        names += " nt"
    return f'<div class="{names}"{pen.data(node.id)}{card}>{children}</div>'


def _row(node: Row, pen: Pen) -> str:
    columns = " ".join([f"minmax(0,{number(weight)}fr)" for weight in node.weights])
    names = "rw " + pen.classes.of(f"--g:{number(node.gap)};grid-template-columns:{columns}")
    if node.equal:
        names += " eq"
    if node.weights and min(node.weights) < _KEPT_SHARE * sum(node.weights):
        names += " kp"
    if node.marked:
        names += " mk"
    children = "".join([draw(child, pen) for child in node.children])
    return f'<div class="{names}"{pen.data(node.id)}>{children}</div>'


def _panel(node: Panel, pen: Pen) -> str:
    body = f"--px:{number(node.pad_x)};--py:{number(node.pad_y)}"
    if node.fill is not None:
        body += f";background:{_role(node.fill)};border-radius:calc({number(node.radius)}*var(--u))"
    names = "pn pm" if node.middle else "pn"
    if node.outline:
        body += f";clip-path:polygon({_corners(node.outline, rtl=pen.page.card.rtl)})"
    if node.bar is not None:
        body += f";--bar:{_role(node.bar)}"
        names += " pb pt" if node.edge == "top" else " pb"
    return f'<div class="{names} {pen.classes.of(body)}"{pen.data(node.id)}>{draw(node.child, pen)}</div>'


def _corners(outline: Outline, *, rtl: bool) -> str:
    """Corners as CSS has them: shares of the box and lengths from there."""
    sides = [(1.0 - share, -dx, part, dy) if rtl else (share, dx, part, dy) for share, dx, part, dy in outline]
    return ",".join([f"{_length(share, dx)} {_length(part, dy)}" for share, dx, part, dy in sides])


def _length(share: float, points: float) -> str:
    return f"calc({number(share * 100)}% + {number(points)}*var(--u))" if points else f"{number(share * 100)}%"


def _role(color: str) -> str:
    return f"var(--{color.replace('_', '-')})"


_DRAW: Final[dict[type, Callable[[Any, Pen], str]]] = {
    TextNode: _text,
    ListNode: _list,
    TableNode: _table,
    MathNode: _math,
    ChartNode: _chart,
    PictureNode: _picture,
    DrawingNode: _drawing,
    ShapeNode: _shape,
    Stack: _stack,
    Row: _row,
    Panel: _panel,
}
