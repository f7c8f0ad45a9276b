"""Laid-out pages as a canvas, which the rules of `lint` can judge.

It needs no more than one page at a time, so fitting and splitting may ask the
rules about a page they have just set: `page_of(laid, page)`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from cardwright.faces import BOLD, face
from cardwright.layout.cards import furniture_rect
from cardwright.layout.column import CODE_SIZE, Column
from cardwright.layout.encode import breaking, clean, heading_scale, is_label, of_level
from cardwright.layout.fonts import families, last_resort
from cardwright.layout.footnotes import apart
from cardwright.layout.hyphens import BREAK, SOFT, Hyphens, softened
from cardwright.layout.laid import Laid
from cardwright.layout.laid import Page as LaidPage
from cardwright.lint import canvas
from cardwright.lint.canvas import Canvas, Element, FontUse, Needs, Paragraph, Picture
from cardwright.lint.lines import broken
from cardwright.scene import (
    Align,
    ChartNode,
    DrawingNode,
    Furniture,
    Image,
    ListNode,
    Look,
    MathNode,
    Node,
    Panel,
    PictureNode,
    Row,
    Run,
    Scene,
    SceneCard,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.colors import shade
from cardwright.scene.drawing import Gradient, Path
from cardwright.scene.format import Format
from cardwright.scene.outline import bar
from cardwright.theme import Theme
from cardwright.units import Rect

_OPENINGS: Final = frozenset({"cover", "section", "closing", "statement"})
_SLIDE: Final = 540.0  # points of the card that sizes are drawn for
_KERNING: Final = 0.98  # what kerning may take off a word whose letters were only added up


def canvas_of(laid: Laid) -> Canvas:
    """All pages, with the fonts their texts are set in."""
    scene = laid.scene
    pages = tuple(page_of(laid, page) for page in laid.pages)
    read = scene.format.kind == "page"
    theme = scene.theme
    return Canvas(
        pages, scene.title, scene.language, "read" if read else "presented", _palette(theme), _fonts(theme, pages)
    )


def page_of(laid: Laid, page: LaidPage) -> canvas.Page:
    """One page as it is seen."""
    scene = laid.scene
    card, room = page.card, scene.format
    surface = scene.theme.surface(card.surface)
    walker = _Walker(scene, page, laid.measured.hyphens)
    walker.backdrop()
    walker.walk(card.root)
    for item in card.furniture:
        walker.margin(item)
    return canvas.Page(
        number=page.number,
        width=page.width,
        height=page.height,
        title=card.title,
        elements=tuple(walker.found),
        background=(surface.background.lower(),),
        margins=_margins(scene, page),
        layout=(card.layout or card.kind) if _top(card) and not room.flow else "",
        opening=card.kind in _OPENINGS,
        rtl=card.rtl,
        unit=_unit(room),
        over=page.height - room.height if page.over and room.height else 0.0,
        flows=room.flow,
        titled=not room.flow,
    )


def _margins(scene: Scene, page: LaidPage) -> tuple[float, float]:
    """Points that are kept free at the sides, and above and below; a layout of the theme's own has its places for that."""
    if not page.card.regions:
        return scene.margin_x, scene.margin_y
    places = [region.at for region in page.card.regions]
    across = (min(at.x, page.width - at.right) for at in places)
    down = (min(at.y, page.height - at.bottom) for at in places)
    return max(0.0, min(across)), max(0.0, min(down))


def _top(card: SceneCard) -> bool:
    """Whether the titles of cards like this one begin at one height."""
    if card.regions:
        return all(region.anchor == "top" for region in card.regions if region.slot == "title")
    return card.anchor == "top"


def _unit(room: Format) -> float:
    """How large a point of the usual slide is in a format that is presented."""
    return 1.0 if room.kind == "page" else min(room.width, room.height or room.min_height) / _SLIDE


def _palette(theme: Theme) -> frozenset[str]:
    own = [layout.colors for layout in theme.layouts.values() if layout.colors]
    surfaces = (theme.base, theme.inverse, *own)
    colors = [getattr(surface, role) for surface in surfaces for role in surface.__struct_fields__]
    return frozenset(str(color).lower() for color in (*colors, *theme.series) if color)


def _fonts(theme: Theme, pages: Sequence[canvas.Page]) -> tuple[FontUse, ...]:
    """Families in the order of the theme, each with the characters it sets, for itself and for others that lack them."""
    asked: dict[str, list[str]] = {}
    for page in pages:
        for element in page.elements:
            for paragraph in element.all_paragraphs:
                for run in paragraph.runs:
                    asked.setdefault(run.font, []).append(run.text)
    found: list[FontUse] = []
    for family, texts in asked.items():
        found += _set_by(family, Counter("".join(texts)), (theme.fonts.body, *theme.fonts.fallback))
    return tuple(found)


def _set_by(family: str, left: Counter[str], fallback: Sequence[str]) -> Iterator[FontUse]:
    if family not in families():
        yield FontUse(family, left.total(), available=False)
        yield FontUse(last_resort(), left.total(), family)
        return
    for name in dict.fromkeys((family, *fallback)):
        own = face(name)
        if own is None:  # one of the system's, whose characters are not known
            if name == family:
                yield FontUse(family, left.total())
                return
            continue
        mine = [char for char in left if ord(char) in own.widths]
        count = sum(left.pop(char) for char in mine)
        if count:
            yield FontUse(name, count, "" if name == family else family)
        if not left:
            return


@dataclass(slots=True)
class _Walker:
    """Collects a page's elements in reading order, which is also the order in which they are painted."""

    scene: Scene
    page: LaidPage
    hyphens: Hyphens
    found: list[Element] = field(default_factory=list[Element])
    _body: Node = field(init=False)
    _section: int = 0
    _titled: bool = False
    _steady: bool = False  # whether what is walked keeps its size on a card that is set smaller

    def __post_init__(self) -> None:
        self._body, _ = apart(self.page.card.root)

    def walk(self, node: Node) -> None:
        at = self.page.places.get(node.id, Rect(0, 0, 0, 0))
        match node:
            case Stack() | Row():
                root = node is self.page.card.root
                sections = node is self._body and self.scene.format.flow
                for number, child in enumerate(node.children):
                    self._section = number if sections and isinstance(child, Stack) else self._section
                    if root and self.page.card.regions:
                        self._steady = self.page.card.regions[number].steady
                    self.walk(child)
            case Panel():
                self._panel(node, at)
                self.walk(node.child)
            case TextNode():
                self._text(node, at)
            case ListNode():
                self._list(node, at)
            case TableNode():
                self._table(node, at)
            case MathNode():
                self._formula(node, at)
            case ChartNode():
                chart = canvas.Chart(node.kind, node.alt, True, node.font_size * min(1.0, self.page.scale))
                self._add(Element(str(node.id), "chart", at, node.kind, alt=node.alt, chart=chart))
            case PictureNode():
                self._picture(node, at)
            case DrawingNode():
                self._add(Element(str(node.id), "picture", at, "drawing", alt=node.alt, decorative=node.decorative))
            case ShapeNode():
                fills = (self._color(node.color),)
                self._add(Element(str(node.id), "shape", at, node.shape, fills=fills, decorative=True))
            case _:
                assert_never(node)

    def backdrop(self) -> None:
        """What is painted behind all else: boxes and ellipses, which texts may lie on; what curves cover is not worked out."""
        drawing = self.page.card.backdrop
        if drawing is None or not drawing.width or not drawing.height:
            return
        scale, x, y = drawing.covering(Rect(0, 0, self.page.width, self.page.height))
        for shape in drawing.shapes:
            fill = shape.paint.fill
            if isinstance(shape, Path) or fill is None:
                continue
            colors = tuple(stop.color for stop in fill.stops) if isinstance(fill, Gradient) else (fill,)
            box = shape.box
            at = Rect(box.x * scale + x, box.y * scale + y, box.width * scale, box.height * scale)
            fills = tuple(self._shade(color) for color in colors)
            name = f"backdrop-{len(self.found)}"
            self._add(
                Element(
                    name, "shape", at, "backdrop", "margin", fills=fills, opacity=shape.paint.opacity, decorative=True
                )
            )

    def _shade(self, color: str) -> str:
        return shade(color, self.scene.theme.surface(self.page.card.surface)).lower()

    def _add(self, element: Element) -> None:
        self.found.append(replace(element, z=len(self.found), section=self._section))

    def _color(self, role: str) -> str:
        return str(getattr(self.scene.theme.surface(self.page.card.surface), role)).lower()

    def _panel(self, node: Panel, at: Rect) -> None:
        if node.fill:
            self._add(Element(str(node.id), "shape", at, "panel", fills=(self._color(node.fill),)))
        if node.bar:
            place = bar(node, at, rtl=self.page.card.rtl)
            self._add(Element(f"{node.id}-bar", "shape", place, "bar", fills=(self._color(node.bar),), decorative=True))

    def _text(self, node: TextNode, at: Rect) -> None:
        title = node.tag in {"h1", "h2"} and not self._titled
        self._titled = self._titled or title
        runs = self._runs(node.runs, node.look)
        set_ = broken(self._fitting(runs, at.width, node.look), at.width)
        lines = round(at.height / max(0.1, self._size(node.look) * node.look.line))
        last = set_.last if lines > 1 else ""
        self._add(
            Element(
                str(node.id), "text", at, node.look.style, "title" if title else "body",
                paragraphs=(Paragraph(runs, node.align, lines, last),), ink=self._ink(at, set_.widest, node.align),
                needs=Needs(set_.solid * _KERNING, at.height),
            )
        )  # fmt: skip

    def _list(self, node: ListNode, at: Rect) -> None:
        paragraphs: list[Paragraph] = []
        widest = solid = 0.0
        for item in node.items:
            look, room = of_level(node, item.level, at.width, 1.0 if self._steady else self.page.scale)
            runs, used = self._runs(item.runs, look), at.width - room
            set_ = broken(self._fitting(runs, room, look), room)
            paragraphs.append(Paragraph(runs, "start", set_.lines))
            widest, solid = max(widest, set_.widest + used), max(solid, set_.solid + used)
        self._add(
            Element(
                str(node.id), "text", at, "list", paragraphs=tuple(paragraphs), ink=self._ink(at, widest, "start"),
                needs=Needs(solid * _KERNING, at.height),
            )
        )  # fmt: skip

    def _table(self, node: TableNode, at: Rect) -> None:
        boxes = self.page.cells[node.id]
        rows: list[tuple[canvas.Cell, ...]] = []
        over = 0.0
        head = ((node.head, node.head_look),) if node.head else ()
        body = ((row, node.look(at)) for at, row in enumerate(node.rows))
        for number, (row, look) in enumerate((*head, *body)):
            fill = self._row_fill(node, number - len(head))
            cells: list[canvas.Cell] = []
            for runs, box, align in zip(row, boxes[number], node.aligns, strict=True):
                mine, width = self._runs(runs, look), box.width - 2 * node.pad_x
                over = max(over, broken(self._fitting(mine, width, look), width).solid * _KERNING - width)
                cells.append(canvas.Cell((Paragraph(mine, align),), fill))
            rows.append(tuple(cells))
        needs = Needs(at.width + over, at.height)
        table = canvas.Table(tuple(rows), any(run.text.strip() for cell in node.head for run in cell))
        self._add(Element(str(node.id), "table", at, "table", needs=needs, alt=node.caption, table=table))

    def _row_fill(self, node: TableNode, at: int) -> tuple[str, ...]:
        """What a row stands on; the head is row -1."""
        role = node.fill(at)
        return (self._color(role),) if role else ()

    def _formula(self, node: MathNode, at: Rect) -> None:
        """A formula on lines of its own; its room was measured, so it fits."""
        run = canvas.Run(node.alt, self._size(node.look), self._color(node.look.color), self.scene.theme.fonts.math)
        needs = Needs(at.width, at.height)
        self._add(
            Element(str(node.id), "text", at, "formula", paragraphs=(Paragraph((run,), "center", 1),), needs=needs)
        )

    def _picture(self, node: PictureNode, at: Rect) -> None:
        shown = _cropped(self.scene.images[node.image], at)
        self._add(
            Element(
                str(node.id), "picture", at, "picture", alt=node.alt, decorative=node.decorative, picture=shown
            )
        )  # fmt: skip

    def margin(self, item: Furniture) -> None:
        """An element of a header or footer."""
        at = Rect(*furniture_rect(self.scene, item, self.page.height))
        side, name = item.side, f"margin-{item.position}"
        if item.at is not None:
            name = f"margin-{item.role}-{len(self.found)}"
        look = item.look or self.page.card.furniture_look
        if item.kind == "picture":
            image = self.scene.images[item.image]
            shown = Picture(image.width, image.height, image.data)
            wide = min(at.width, at.height * image.width / image.height)
            place = Rect(*self._aligned(at, wide, side), wide, at.height)
            self._add(
                Element(name, "picture", place, name, "margin", alt=item.text, decorative=not item.text, picture=shown)
            )
        elif look is not None:
            words = str(self.page.number) if item.kind == "number" else item.text
            paragraph = Paragraph(self._runs((Run(words, color=item.color),), look), side, 1)
            self._add(Element(name, "text", at, name, "margin", paragraphs=(paragraph,)))

    def _size(self, look: Look) -> float:
        return look.size * heading_scale(look, 1.0 if self._steady else self.page.scale)

    def _runs(self, runs: Sequence[Run], look: Look) -> tuple[canvas.Run, ...]:
        size, color, fonts = self._size(look), self._color(look.color), self.scene.theme.fonts
        family, mono = str(getattr(fonts, look.font)), look.font == "mono"
        return tuple([
            canvas.Run(
                clean(run.text), size * CODE_SIZE if run.code and not mono else size, run.color.lower() or color,
                fonts.math if run.math else fonts.mono if run.code else family, run.bold or look.weight >= BOLD, run.code or mono, run.link,
                self.scene.language,
            )
            for run in runs
            if run.text
        ])  # fmt: skip

    def _fitting(self, runs: Sequence[canvas.Run], width: float, look: Look) -> list[canvas.Run]:
        """The runs with the places to break that the typesetter has in words too wide for a column."""
        return [canvas.Run(self._breakable(run, width, look), run.size, font=run.font, bold=run.bold) for run in runs]

    def _breakable(self, run: canvas.Run, width: float, look: Look) -> str:
        place = Column(width, run.size, run.font, run.bold, look.tracking)
        parts = breaking(self.hyphens, run.text, place, label=is_label(look), whole=run.code)
        return softened(parts).replace(SOFT, BREAK)

    def _ink(self, at: Rect, widest: float, align: Align) -> Rect:
        wide = min(at.width, widest)
        return Rect(*self._aligned(at, wide, align), wide, at.height)

    def _aligned(self, at: Rect, wide: float, align: Align) -> tuple[float, float]:
        free = at.width - wide
        left = {"start": 1.0 if self.page.card.rtl else 0.0, "center": 0.5, "end": 0.0 if self.page.card.rtl else 1.0}
        return at.x + free * left[align], at.y


def _cropped(image: Image, at: Rect) -> Picture:
    """The picture cut to cover its place, as every output shows it."""
    if not at.width or not at.height:
        return Picture(image.width, image.height, image.data)
    side, end = image.crop(at)
    # Cropped to cover, so the shape is kept exactly; whole pixels would say otherwise.
    width = image.width * (1 - 2 * side)
    return Picture(round(width), max(1, round(width / (at.width / at.height))), image.data, (side, end, side, end))
