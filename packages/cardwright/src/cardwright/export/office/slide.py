"""One slide: a page's nodes as shapes at their measured places, in reading order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from cardwright.export.office.palette import Palette
from cardwright.export.office.paragraphs import Writer, has_formula
from cardwright.export.office.shapes import Shapes
from cardwright.export.office.table import URI as TABLE
from cardwright.export.office.table import table
from cardwright.export.office.theme import TREE_HEAD, background, layout_of
from cardwright.export.office.xml import HEAD, NAMESPACES, C, Relations, emu, words
from cardwright.layout import Page
from cardwright.layout.cards import furniture_rect
from cardwright.layout.encode import displayed
from cardwright.layout.formulas import Room
from cardwright.maths import Formula, lines
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    Furniture,
    Image,
    ListNode,
    MathNode,
    Node,
    Panel,
    PictureNode,
    Row,
    Run,
    Scene,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.outline import bar, points
from cardwright.units import Rect

_PLAIN = (TextNode, ListNode)


@dataclass(slots=True)
class Slide:
    """Turns one page into XML; collects the pictures and charts that go beside it."""

    scene: Scene
    page: Page
    first_chart: int  # number of this slide's first chart in the file
    rooms: Mapping[Formula, Room] = field(default_factory=dict[Formula, Room])
    on_master: bool = False  # whether placeholders are those of a company's file, which this does not fill
    relations: Relations = field(default_factory=Relations)
    charts: list[ChartNode] = field(default_factory=list[ChartNode])
    pictures: list[Image] = field(default_factory=list[Image])
    _titled: bool = False
    _bodied: bool = False
    _writer: Writer = field(init=False)
    _shapes: Shapes = field(init=False)
    _layout: int = 0

    def __post_init__(self) -> None:
        card = self.page.card
        palette = Palette(self.scene.theme, card.surface)
        self._writer = Writer(palette, self.relations, self.scene.language, card.rtl, self.page.scale)
        self._shapes = Shapes(palette, card.rtl)
        self._layout = layout_of(card.kind, _has_title(card.root), _is_plain(card.root))
        self._titled = self._bodied = self.on_master

    @property
    def shapes(self) -> Shapes:
        return self._shapes

    @property
    def writer(self) -> Writer:
        return self._writer

    @property
    def palette(self) -> Palette:
        return self._shapes.palette

    def part(self, node: Node) -> None:
        """Draw a part of the page by itself."""
        self._draw(node)

    def edge(self, item: Furniture) -> None:
        """Draw an element of its header or footer by itself."""
        self._furniture(item)

    def media(self, image: Image) -> str:
        """The relationship of a picture, which goes into the file."""
        return self._media(image)

    def xml(self) -> str:
        """The slide part; its relationships are complete afterwards."""
        card, palette = self.page.card, self._shapes.palette
        self.relations.add("slideLayout", f"../slideLayouts/slideLayout{self._layout}.xml")
        if card.backdrop is not None:
            whole = Rect(0, 0, self.page.width, self.page.height)
            self._shapes.drawing(whole, card.backdrop, "Backdrop", "", decorative=True)
        if not _has_title(card.root):
            self._hidden_title()
        self._draw(card.root)
        for item in card.furniture:
            self._furniture(item)
        return (
            f"{HEAD}<p:sld {NAMESPACES}><p:cSld>{background(palette)}<p:spTree>{TREE_HEAD}{''.join(self._shapes.parts)}</p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        )

    def _draw(self, node: Node) -> None:
        at = self.page.places.get(node.id, Rect(0, 0, 0, 0))
        match node:
            case Stack() | Row():
                for child in node.children:
                    self._draw(child)
            case Panel():
                self._panel(node, at)
                self._draw(node.child)
            case TextNode():
                self._text(node, at)
            case ListNode():
                self._list(node, at)
            case TableNode():
                self._table(node, at)
            case MathNode():
                self._math(node, at)
            case ChartNode():
                self._chart(node, at)
            case PictureNode():
                self._picture(node, at)
            case DrawingNode():
                alt = "" if node.decorative else node.alt
                self._shapes.drawing(at, node.drawing, "Drawing", alt, decorative=node.decorative)
            case ShapeNode():
                self._shapes.drawn(at, "ellipse" if node.shape == "dot" else "rect", node.color, node.shape.title())
            case _:
                assert_never(node)

    @property
    def _plain(self) -> Writer:
        """The writer for programs that know no formulas."""
        return replace(self._writer, plain=True)

    def _text(self, node: TextNode, at: Rect) -> None:
        at = at.moved(0, -self._writer.drop(node.runs, node.look))
        paragraphs = self._writer.paragraph(node.runs, node.look, node.align)
        plain = self._plain.paragraph(node.runs, node.look, node.align) if has_formula(node.runs) else ""
        if node.tag != "p" and not self._titled:
            self._titled = True
            kind = "ctrTitle" if self._layout == 1 else "title"
            self._shapes.text(at, paragraphs, "Title", f'<p:ph type="{kind}"/>', plain=plain)
        else:
            self._shapes.text(at, paragraphs, "Text", self._body_holder(), plain=plain)

    def _math(self, node: MathNode, at: Rect) -> None:
        family = str(getattr(self.scene.theme.fonts, node.look.font))
        size, _ = displayed(self.rooms[node.formula], node, at.width, node.look.size * self.page.scale, family)
        look = replace(node.look, size=size / self.page.scale, font="body")
        plain = self._plain.paragraph((Run(lines(node.formula.root)),), look, "center")
        self._shapes.text(at, self._writer.formula(node.formula, node.look, size), "Formula", anchor="ctr", plain=plain)

    def _hidden_title(self) -> None:
        """A name for outlines and screen readers, above the slide, where office programs put titles that are not shown."""
        size = 18.0
        at = Rect(self.scene.margin_x, -3 * size, self.page.width - 2 * self.scene.margin_x, 2 * size)
        properties = f'<a:rPr lang="{self._writer.locale}" sz="{round(size * 100)}"/>'
        run = f"<a:r>{properties}<a:t>{words(self.page.card.title)}</a:t></a:r>"
        self._shapes.text(at, f"<a:p>{run}</a:p>", "Title", '<p:ph type="title"/>')
        self._titled = True

    def _body_holder(self) -> str:
        """The layout's placeholder for text, for the first text after the title."""
        if self._bodied or not self._titled or self._layout not in {1, 2, 4}:
            return ""
        self._bodied = True
        return f'<p:ph type="{"subTitle" if self._layout == 1 else "body"}" idx="1"/>'

    def _list(self, node: ListNode, at: Rect) -> None:
        at = at.moved(0, -self._writer.drop(node.items[0].runs, node.look)) if node.items else at
        paragraphs = self._points(node, self._writer)
        plain = self._points(node, self._plain) if has_formula(*(item.runs for item in node.items)) else ""
        self._shapes.text(at, paragraphs, "List", self._body_holder(), plain=plain)

    def _points(self, node: ListNode, writer: Writer) -> str:
        size = self._writer.size(node.look)
        step = node.indent * size
        color = self._shapes.palette.value("accent")
        paragraphs: list[str] = []
        for index, item in enumerate(node.items):
            indent = f' marL="{emu(step * (item.level + 1))}" indent="-{emu(step)}" lvl="{min(item.level, 8)}"'
            marker = f"<a:buClr>{color}</a:buClr>"
            if item.number is None:
                marker += '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
            else:
                marker += (
                    f'<a:buFont typeface="+mn-lt"/><a:buAutoNum type="arabicPeriod" startAt="{max(1, item.number)}"/>'
                )
            gap = node.gap * self.page.scale * node.share_above(index)
            paragraphs.append(writer.paragraph(item.runs, node.look, indent=indent, before=gap, bullet=marker))
        return "".join(paragraphs)

    def _panel(self, node: Panel, at: Rect) -> None:
        rtl = self.page.card.rtl
        if node.fill and node.outline:
            self._shapes.cut(at, points(node.outline, at.width, at.height, rtl=rtl), node.fill, "Panel")
        elif node.fill:
            self._shapes.drawn(at, "roundRect" if node.radius else "rect", node.fill, "Panel", node.radius)
        if node.bar:
            self._shapes.drawn(bar(node, at, rtl=rtl), "rect", node.bar, "Bar")

    def _table(self, node: TableNode, at: Rect) -> None:
        """The table, and in front of it the charts of its cells, which cells themselves cannot hold."""
        cells = self.page.cells[node.id]
        formulas = has_formula(*node.head, *(cell for row in node.rows for cell in row))
        plain = table(node, cells, self._plain) if formulas else ""
        self._shapes.framed(at, TABLE, "Table", node.caption, table(node, cells, self._writer), plain)
        scale = self.page.scale
        for spark in node.sparks:
            cell, chart = cells[spark.row + bool(node.head)][spark.column], spark.chart
            width, tall = chart.width * scale, chart.height * scale
            free = cell.width - 2 * node.pad_x - width
            at_end = (node.aligns[spark.column] == "end") != self.page.card.rtl
            left = {True: free, False: 0.0}[at_end] if node.aligns[spark.column] != "center" else free / 2
            self._chart(chart, Rect(cell.x + node.pad_x + left, cell.y + node.pad_y * scale, width, tall))

    def _chart(self, node: ChartNode, at: Rect) -> None:
        number = self.first_chart + len(self.charts)
        self.charts.append(node)
        relation = self.relations.add("chart", f"../charts/chart{number}.xml")
        self._shapes.framed(at, C, "Chart", node.alt, f'<c:chart xmlns:c="{C}" r:id="{relation}"/>')

    def _picture(self, node: PictureNode, at: Rect) -> None:
        image = self.scene.images[node.image]
        self._shapes.picture(at, self._media(image), node.alt, image.crop(at), node.radius, decorative=node.decorative)

    def _media(self, image: Image) -> str:
        self.pictures.append(image)
        return self.relations.add("image", f"../media/{media_name(image)}")

    def _furniture(self, item: Furniture) -> None:
        x, y, width, height = furniture_rect(self.scene, item, self.page.height)
        at = Rect(x, y, width, height)
        align = {"start": "l", "center": "ctr", "end": "r"}[item.side]
        look = self.page.card.furniture_look
        if item.kind == "picture":
            image = self.scene.images[item.image]
            shown = min(width, height * image.width / image.height)
            left = {"l": x, "ctr": x + (width - shown) / 2, "r": x + width - shown}[align]
            self._shapes.picture(
                Rect(left, y, shown, height), self._media(image), item.text, (0, 0), 0, decorative=not item.text
            )
        elif look is not None:
            size = round(self._writer.size(look) * 100)
            props = f'lang="{self._writer.locale}" sz="{size}"'
            palette = self._shapes.palette
            fill = palette.outright(item.color) if item.color else palette.fill(look.color)
            if item.kind == "number":
                run = (
                    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
                    f"<a:rPr {props}>{fill}</a:rPr><a:t>{self.page.number}</a:t></a:fld>"
                )
            else:
                run = f"<a:r><a:rPr {props}>{fill}</a:rPr><a:t>{words(item.text)}</a:t></a:r>"
            self._shapes.text(at, f'<a:p><a:pPr algn="{align}"/>{run}</a:p>', "Margin", anchor="ctr")


def media_name(image: Image) -> str:
    """The file of a picture; the same picture is kept once."""
    return f"{image.sha256[:24]}.{'jpg' if image.media_type == 'image/jpeg' else 'png'}"


def _has_title(root: Stack) -> bool:
    return any(isinstance(node, TextNode) and node.tag != "p" for node in _leaves(root))


def _is_plain(root: Stack) -> bool:
    """Whether a card is a title and text that one placeholder can hold."""
    told = [node for node in _leaves(root) if not isinstance(node, ShapeNode | DrawingNode)]
    body = [node for node in told if not (isinstance(node, TextNode) and node.tag != "p")]
    return len(body) == 1 and isinstance(body[0], _PLAIN)


def _leaves(node: Node) -> Sequence[Node]:
    match node:
        case Stack() | Row():
            return [leaf for child in node.children for leaf in _leaves(child)]
        case Panel():
            return [node, *_leaves(node.child)]
        case _:
            return [node]
