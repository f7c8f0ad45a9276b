"""Shapes of a slide as elements: groups opened, places, fills and texts resolved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians, sin
from typing import Any, Final

from cardwright.lint.canvas import Cell, Chart, Element, Picture, Role, Table
from cardwright.lint.pixels import size as pixels_of
from cardwright.lint.pptx import charts
from cardwright.lint.pptx.fills import EMPTY, Fill, fill_in, is_outlined, of_shape
from cardwright.lint.pptx.styles import Holder, Styles, holder_of, parents_of, styles_of
from cardwright.lint.pptx.texts import Body, body_of
from cardwright.lint.pptx.theme import Theme
from cardwright.lint.pptx.xml import ADEC, MC, A, C, P, R, child, is_true, points, share
from cardwright.units import Rect

MOST: Final = 500  # shapes of a slide that are looked at
_DEEPEST: Final = 20  # groups in groups
_TITLES: Final = frozenset({"title", "ctrTitle"})
_MARGINS: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
_LANGUAGE_OF_FIELDS: Final = "und"


@dataclass(frozen=True, slots=True)
class Frame:
    """How a group's own units lie on the slide: x' = x · scale + move."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    move_x: float = 0.0
    move_y: float = 0.0

    def place(self, rect: Rect) -> Rect:
        return Rect(
            rect.x * self.scale_x + self.move_x, rect.y * self.scale_y + self.move_y,
            rect.width * self.scale_x, rect.height * self.scale_y,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide, layout or master with what its shapes refer to.

    `parts` are its related parts by relation, `links` its addresses.
    """

    root: Any
    theme: Theme
    parts: dict[str, Any]
    links: dict[str, str]


@dataclass(slots=True)
class Reader:
    """Collects the elements of one slide, what lies behind it first."""

    slide: Sheet
    layout: Sheet
    master: Sheet
    defaults: Any  # the presentation's text style
    language: str
    found: list[Element] = field(default_factory=list[Element])
    left: int = 0  # shapes that were too many
    rtl: int = 0  # texts that run from right to left, less those that do not

    def read(self) -> list[Element]:
        """All elements in the file's order, which is reading order."""
        if _shows_master(self.slide.root):
            if _shows_master(self.layout.root):
                self._behind(self.master)
            self._behind(self.layout)
        for shape in _shapes(child(self.slide.root, f"{P}cSld", f"{P}spTree")):
            self._shape(shape, Frame(), 0, "", decorative=False)
        return self.found

    def _behind(self, sheet: Sheet) -> None:
        """What a layout or master draws on every slide: it decorates, whatever it is."""
        own = Reader(sheet, sheet, sheet, self.defaults, self.language)
        for shape in _shapes(child(sheet.root, f"{P}cSld", f"{P}spTree")):
            if holder_of(shape) is None:
                own._shape(shape, Frame(), 0, "", decorative=True)
        for one in own.found:
            self._add(
                replace(one, id=f"behind-{len(self.found)}", role="margin", paragraphs=(), needs=None, decorative=True)
            )

    def _add(self, element: Element) -> None:
        if len(self.found) >= MOST:
            self.left += 1
            return
        self.found.append(replace(element, z=len(self.found)))

    def _shape(self, shape: Any, frame: Frame, depth: int, alt: str, *, decorative: bool) -> None:
        name = _properties(shape)
        if name is not None and is_true(name.get("hidden")):
            return
        decorative = decorative or _is_decorative(name)
        alt = str(name.get("descr") or "") or alt if name is not None else alt
        match _local(shape):
            case "grpSp" if depth < _DEEPEST:
                inner = _inner(shape, frame)
                for one in _shapes(shape):
                    self._shape(one, inner, depth + 1, alt, decorative=decorative)
            case "sp":
                self._add(self._box(shape, frame, alt, decorative=decorative))
            case "cxnSp":
                at = _rect(child(shape, f"{P}spPr", f"{A}xfrm"), frame)
                self._add(Element(_id(name), "shape", at, _name(name), outlined=True, decorative=True))
            case "pic":
                self._add(self._picture(shape, frame, alt, decorative=decorative))
            case "graphicFrame":
                self._add(self._framed(shape, frame, alt, decorative=decorative))
            case _:
                self.left += 1

    def _parents(self, holder: Holder | None) -> list[Any]:
        return parents_of(holder, self.layout.root, self.master.root)

    def _place(self, shape: Any, parents: Sequence[Any], frame: Frame) -> tuple[Rect, float]:
        """The place of a shape, its own or that of the placeholder it inherits from, and how it is turned."""
        for one in (shape, *parents):
            found = child(one, f"{P}spPr", f"{A}xfrm")
            if found is not None and found.find(f"{A}off") is not None:
                return _rect(found, frame if one is shape else Frame()), int(found.get("rot", "0")) / 60_000
        return Rect(0, 0, 0, 0), 0.0

    def _box(self, shape: Any, frame: Frame, alt: str, *, decorative: bool) -> Element:
        """A shape with or without text."""
        name, holder = _properties(shape), holder_of(shape)
        parents = self._parents(holder)
        at, turn = self._place(shape, parents, frame)
        fill = self._fill(shape, parents)
        styles = styles_of(shape, parents, self.master.root, self.defaults, self.slide.theme)
        body = self._body(shape, parents, styles, at)
        role: Role = "body" if holder is None else _role(holder)
        says = body is not None and any(paragraph.text.strip() for paragraph in body.paragraphs)
        grown = body.grown if body and says else at
        picture = self._image(fill.picture, ()) if fill.picture else None
        kind = "text" if says or holder is not None else "picture" if picture else "shape"
        return Element(
            _id(name), kind, _turned(grown, turn), _name(name), role,
            paragraphs=body.paragraphs if body and says else (), ink=_turned(body.ink, turn) if body and body.ink else None,
            needs=body.needs if body else None, measured=body.measured if body else "exact", fills=fill.values,
            opacity=fill.opacity, outlined=is_outlined(shape, self.slide.theme), alt=alt,
            decorative=decorative and not says, picture=picture, holder=holder.type if holder else "",
        )  # fmt: skip

    def _fill(self, shape: Any, parents: Sequence[Any]) -> Fill:
        return next((fill for one in (shape, *parents) if (fill := of_shape(one, self.slide.theme)) is not None), EMPTY)

    def _body(self, shape: Any, parents: Sequence[Any], styles: Styles, at: Rect) -> Body | None:
        text = shape.find(f"{P}txBody")
        if text is None:
            return None
        bodies = [found for one in (shape, *parents) if (found := child(one, f"{P}txBody", f"{A}bodyPr")) is not None]
        body = body_of(text, bodies, styles, at, self.slide.links, self.language)
        self.rtl += 1 if body.rtl else -1
        return body

    def _picture(self, shape: Any, frame: Frame, alt: str, *, decorative: bool) -> Element:
        name, holder = _properties(shape), holder_of(shape)
        at, turn = self._place(shape, self._parents(holder), frame)
        fill = child(shape, f"{P}blipFill")
        blip, cut = child(fill, f"{A}blip"), child(fill, f"{A}srcRect")
        crop = tuple(share(cut.get(side), 0.0) for side in "ltrb") if cut is not None else ()
        picture = self._image(str(blip.get(f"{R}embed") or "") if blip is not None else "", crop)
        return Element(
            _id(name), "picture", _turned(at, turn), _name(name), alt=alt, decorative=decorative, picture=picture,
            holder=holder.type if holder else "",
        )  # fmt: skip

    def _image(self, relation: str, crop: Sequence[float]) -> Picture | None:
        """The picture behind a relation; None for formats that are not looked into, such as drawings in EMF and SVG."""
        part = self.slide.parts.get(relation)
        if part is None:
            return Picture(0, 0)
        data = bytes(part.blob)
        width, height = pixels_of(data)
        if not width:
            return None if data else Picture(0, 0)
        left, top, right, bottom = (*crop, 0.0, 0.0, 0.0, 0.0)[:4]
        kept = max(0.0, 1 - left - right), max(0.0, 1 - top - bottom)
        inside = min(left, top, right, bottom) >= 0  # a negative crop lets the ground show beside the picture
        shares = (left, top, right, bottom) if inside else (0.0, 0.0, 0.0, 0.0)
        return Picture(max(1, round(width * kept[0])), max(1, round(height * kept[1])), data, shares)

    def _framed(self, shape: Any, frame: Frame, alt: str, *, decorative: bool) -> Element:
        """A table, a chart or something of another program."""
        name, holder = _properties(shape), holder_of(shape)
        at = _rect(shape.find(f"{P}xfrm"), frame)
        data = child(shape, f"{A}graphic", f"{A}graphicData")
        rows = child(data, f"{A}tbl")
        whole = Element(
            _id(name), "picture", at, _name(name), alt=alt, decorative=decorative, holder=holder.type if holder else ""
        )
        if rows is not None:
            return self._table(replace(whole, kind="table"), rows)
        reference = child(data, f"{C}chart")
        if reference is not None:
            part = self.slide.parts.get(str(reference.get(f"{R}id")))
            chart = charts.chart_of(part) if part is not None else Chart("chart", data=False)
            return replace(whole, kind="chart", chart=chart)
        return whole

    def _table(self, element: Element, rows: Any) -> Element:
        properties = rows.find(f"{A}tblPr")
        styled = properties is not None and properties.find(f"{A}tableStyleId") is not None
        widths = [points(column.get("w")) for column in rows.iterfind(f"{A}tblGrid/{A}gridCol")]
        lists = [
            one for one in (child(self.master.root, f"{P}txStyles", f"{P}otherStyle"), self.defaults) if one is not None
        ]
        styles = Styles(lists, self.slide.theme)
        table: list[tuple[Cell, ...]] = []
        tall, over = 0.0, 0.0
        for row in rows.iterfind(f"{A}tr"):
            cells = list(row.iterfind(f"{A}tc"))
            made = [self._cell(one, styles, width, styled) for one, width in zip(cells, widths, strict=False)]
            table.append(tuple(cell for cell, _, _ in made))
            tall += max([points(row.get("h")), *(high for _, high, _ in made)])
            over = max([over, *(wide for _, _, wide in made)])
        header = properties is not None and is_true(properties.get("firstRow"))
        at = element.rect
        grown = Rect(at.x, at.y, sum(widths) or at.width, max(at.height, tall))
        return replace(element, rect=grown, table=Table(tuple(table), header))

    def _cell(self, cell: Any, styles: Styles, width: float, styled: bool) -> tuple[Cell, float, float]:  # noqa: FBT001
        """A cell, how high its text makes it, and by how much a word is wider than it."""
        properties = cell.find(f"{A}tcPr")
        fill = fill_in(properties, self.slide.theme) or EMPTY
        body = cell.find(f"{A}txBody")
        margins = [points(properties.get(f"mar{side}") if properties is not None else None, default)
                   for side, default in (("L", 7.2), ("T", 3.6), ("R", 7.2), ("B", 3.6))]  # fmt: skip
        spans = any(int(cell.get(name, "1")) > 1 for name in ("gridSpan", "rowSpan"))
        if body is None or any(is_true(cell.get(name)) for name in ("hMerge", "vMerge")):
            return Cell(), 0.0, 0.0
        inner = Rect(0, 0, max(1.0, width - margins[0] - margins[2]) + 14.4, 0)
        made = body_of(body, [], styles, inner, self.slide.links, self.language)
        paragraphs = made.paragraphs
        if styled and not fill.colors:  # the table's style may colour both letters and ground
            paragraphs = tuple(replace(p, runs=tuple(replace(run, color="") for run in p.runs)) for p in paragraphs)
        tall = made.needs.height - 7.2 + margins[1] + margins[3] if made.needs else 0.0
        wide = made.needs.width - inner.width if made.needs else 0.0
        return Cell(paragraphs, fill.values, spans), 0.0 if spans else tall, 0.0 if spans else wide


def _shapes(tree: Any) -> Iterator[Any]:
    """Shapes of a tree or group; of alternatives the one for newer programs."""
    for one in tree if tree is not None else ():
        if one.tag == f"{MC}AlternateContent":
            choice = one.find(f"{MC}Choice")
            yield from choice if choice is not None else ()
        elif isinstance(one.tag, str) and _local(one) in {"sp", "pic", "graphicFrame", "grpSp", "cxnSp"}:
            yield one


def _properties(shape: Any) -> Any:
    """The `p:cNvPr` of a shape."""
    for one in shape:
        if isinstance(one.tag, str) and _local(one).startswith("nv"):
            return one.find(f"{P}cNvPr")
    return None


def _is_decorative(properties: Any) -> bool:
    if properties is None:
        return False
    return any(is_true(one.get("val", "1")) for one in properties.iterfind(f"{A}extLst/{A}ext/{ADEC}decorative"))


def _shows_master(sheet: Any) -> bool:
    return sheet.get("showMasterSp") not in {"0", "false"}


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _id(properties: Any) -> str:
    return str(properties.get("id", "")) if properties is not None else ""


def _name(properties: Any) -> str:
    return str(properties.get("name", "")) if properties is not None else ""


def _role(holder: Holder) -> Role:
    return "title" if holder.type in _TITLES else "margin" if holder.type in _MARGINS else "body"


def _rect(transform: Any, frame: Frame) -> Rect:
    offset, extent = child(transform, f"{A}off"), child(transform, f"{A}ext")
    if offset is None or extent is None:
        return Rect(0, 0, 0, 0)
    own = Rect(points(offset.get("x")), points(offset.get("y")), points(extent.get("cx")), points(extent.get("cy")))
    return frame.place(own)


def _inner(group: Any, outer: Frame) -> Frame:
    """The frame of what is in a group."""
    transform = child(group, f"{P}grpSpPr", f"{A}xfrm")
    start, size = child(transform, f"{A}chOff"), child(transform, f"{A}chExt")
    if start is None or size is None:
        return outer
    at = _rect(transform, outer)
    wide, high = points(size.get("cx")), points(size.get("cy"))
    scale_x, scale_y = (at.width / wide if wide else outer.scale_x), (at.height / high if high else outer.scale_y)
    return Frame(scale_x, scale_y, at.x - points(start.get("x")) * scale_x, at.y - points(start.get("y")) * scale_y)


def _turned(rect: Rect, degrees: float) -> Rect:
    """The upright box around a turned one."""
    if not degrees % 360:
        return rect
    sine, cosine = abs(sin(radians(degrees))), abs(cos(radians(degrees)))
    wide, high = rect.width * cosine + rect.height * sine, rect.width * sine + rect.height * cosine
    return Rect(rect.x + (rect.width - wide) / 2, rect.y + (rect.height - high) / 2, wide, high)
