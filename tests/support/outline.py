"""Readable outlines of what the pipeline makes: what a reviewer should see change, and no more.

Left out is what differs between machines or runs of tools (bytes, digests,
embedded fonts) and what says nothing (ids, generated class names). Characters
that cannot be seen are written as escapes, or a diff would show two equal lines.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cardwright.layout import Laid, Page
from cardwright.layout.walk import children
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    ListNode,
    Look,
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
from cardwright.scene.drawing import Drawing
from cardwright.scene.plot import Layer, Scale
from cardwright.units import Rect
from lxml import etree, html
from pptx import Presentation

_EMU_PER_POINT = 12700


def visible(text: str) -> str:
    """A text whose invisible characters are escapes as JSON writes them."""
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _quoted(text: str) -> str:
    return visible(json.dumps(text, ensure_ascii=False))


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _numbers(values: Iterable[float]) -> str:
    return ":".join(map(_number, values))


def _outline(lines: Iterable[tuple[int, str]]) -> str:
    return "".join(f"{'  ' * depth}{line}\n" for depth, line in lines)


def deck_json(data: bytes) -> str:
    """A deck's JSON, set so that a changed word is a changed line."""
    return visible(json.dumps(json.loads(data), ensure_ascii=False, indent=1)) + "\n"


def scene(whole: Scene) -> str:
    """The tree of boxes: roles, looks, sizes in points, texts."""
    return _outline(_scene(whole))


def _scene(whole: Scene) -> Iterator[tuple[int, str]]:
    margins = f"{_number(whole.margin_x)} {_number(whole.margin_y)}"
    yield 0, f"{_quoted(whole.title)} {whole.language} {whole.format.name} {whole.theme.id} margins {margins}"
    for card in whole.cards:
        flags = [name for name, on in (("rtl", card.rtl), ("grow", card.grow)) if on]
        yield 0, " ".join([card.id, card.kind, card.surface, card.anchor, *flags, _quoted(card.title)])
        for piece in card.furniture:
            yield 1, f"{piece.position} {piece.kind} {_quoted(piece.text)}"
        if card.backdrop:
            yield 1, f"backdrop {_drawing(card.backdrop)}"
        if card.notes:
            yield 1, f"notes {_quoted(card.notes)}"
        yield from _boxes(card.root, 1)


def _boxes(node: Node, depth: int) -> Iterator[tuple[int, str]]:
    match node:
        case TextNode():
            align = "" if node.align == "start" else f" {node.align}"
            yield depth, f"{node.tag} {_look(node.look)}{align} {_runs(node.runs)}"
        case ListNode():
            yield depth, f"list {_look(node.look)} gap {_number(node.gap)} indent {_number(node.indent)}"
            for item in node.items:
                marker = "•" if item.number is None else f"{item.number}."
                yield depth + 1 + item.level, f"{marker} {_runs(item.runs)}"
        case TableNode():
            looks = f"{_look(node.head_look)}, {_look(node.cell_look)}"
            weights = _numbers(node.weights)
            flags = [
                name for name, on in (("named", node.named), ("total", node.total), ("striped", node.striped)) if on
            ]
            said = " ".join(["table", looks, ",".join(node.aligns), weights, *flags, _quoted(node.caption)])
            yield depth, said
            if node.head:
                yield depth + 1, " | ".join(map(_runs, node.head))
            for at, row in enumerate(node.rows):
                yield depth + 1, " | ".join(_cell(node, at, to, cell) for to, cell in enumerate(row))
        case MathNode():
            yield depth, f"formula {_look(node.look)} {_quoted(node.formula.tex)} alt {_quoted(node.alt)}"
        case ChartNode():
            axes = [f"axis {_axis(one)}" for one in (node.plot.scale, node.plot.second, node.plot.across) if one]
            size = f"{_number(node.width)}x{_number(node.height)}"
            layers = " over ".join(f"{layer.form}s{_form(layer)}" for layer in node.plot.layers)
            unit = f"unit {_quoted(node.unit)}"
            yield depth, " ".join(["chart", node.kind, size, layers, *axes, unit, ",".join(node.colors)])
            yield depth + 1, f"alt {_quoted(node.alt)}"
            yield depth + 1, " | ".join(map(_quoted, node.categories))
            for series in node.series:
                values = " | ".join("-" if v is None else _number(v) for v in series.values)
                yield depth + 1, f"{_quoted(series.name)} {values}"
        case PictureNode():
            kind = "decoration" if node.decorative else "picture"
            yield depth, f"{kind} {node.image} ratio {_number(node.ratio)} alt {_quoted(node.alt)}"
        case DrawingNode(drawing=drawing):
            kind = "decoration" if node.decorative else f"drawing alt {_quoted(node.alt)}"
            yield depth, f"{kind} {_drawing(drawing)} max {_number(node.max_width)}"
        case ShapeNode():
            yield depth, f"{node.shape} {node.color} {_number(node.width)}x{_number(node.height)}"
        case Stack():
            yield depth, f"stack gap {_number(node.gap)}"
        case Row():
            equal = " equal" if node.equal else ""
            yield depth, f"row {_numbers(node.weights)} gap {_number(node.gap)}{equal}"
        case Panel():
            pad = f"{_number(node.pad_x)} {_number(node.pad_y)}"
            yield depth, f"panel fill {node.fill} bar {node.bar} pad {pad} radius {_number(node.radius)}"
    for child in children(node):
        yield from _boxes(child, depth + 1)


def _drawing(drawing: Drawing) -> str:
    return f"of {len(drawing.shapes)} shapes {_number(drawing.width)}x{_number(drawing.height)}"


def _cell(node: TableNode, row: int, column: int, runs: Sequence[Run]) -> str:
    """A cell's text, with what stands behind it unseen, or the sparkline in its place."""
    spark = next((one.chart for one in node.sparks if (one.row, one.column) == (row, column)), None)
    if spark:
        return f"sparkline {_quoted(spark.alt)}"
    tail = node.tail(row, column)
    return f"{_runs(runs)}{f' ({tail})' if tail else ''}"


def _axis(scale: Scale) -> str:
    hidden = "" if scale.shown else " hidden"
    return f"{_number(scale.bottom)}..{_number(scale.top)} by {_number(scale.step)}{hidden}"


def _form(layer: Layer) -> str:
    stacked = "" if layer.stack == "none" else f" stacked by {layer.stack}"
    return f"{' lying' if layer.sideways else ''}{stacked}"


def _look(look: Look) -> str:
    return f"{look.style} {_number(look.size)}/{_number(look.line)} {look.weight}{' italic' if look.italic else ''}"


def _runs(runs: Sequence[Run]) -> str:
    """Runs beside each other, each with what sets it apart."""
    return " ".join(_quoted(run.text) + "".join(f"[{mark}]" for mark in _marks(run)) for run in runs)


def _marks(run: Run) -> Iterator[str]:
    for mark in ("bold", "italic", "code", "strike"):
        if getattr(run, mark):
            yield mark
    yield from filter(None, (run.link, run.color, run.math and f"${run.math}$"))


def places(pages: Laid) -> str:
    """Where every box lies, as `x y width×height` in whole points."""
    return _outline(line for page in pages.pages for line in _page(page))


def _page(page: Page) -> Iterator[tuple[int, str]]:
    over = " over" if page.over else ""
    size = f"{round(page.width)}x{round(page.height)}"
    yield 0, f"page {page.number} {page.card.id} {size} scale {_number(page.scale)}{over}"
    yield from _placed(page, page.card.root, 1)


def _placed(page: Page, node: Node, depth: int) -> Iterator[tuple[int, str]]:
    name = type(node).__name__.removesuffix("Node").lower()
    yield depth, f"{name} {_rect(page.places[node.id])}"
    for row in page.cells.get(node.id, ()):
        yield depth + 1, " | ".join(map(_rect, row))
    for child in children(node):
        yield from _placed(page, child, depth + 1)


def _rect(rect: Rect) -> str:
    return f"{round(rect.x)} {round(rect.y)} {round(rect.width)}x{round(rect.height)}"


def pdf(pages: Sequence[str]) -> str:
    """The text of each page; spaces and empty lines are poppler's guesses and differ between its versions."""
    return _outline(
        line
        for number, page in enumerate(pages, 1)
        for line in [(0, f"page {number}"), *((1, visible(" ".join(row.split()))) for row in page.splitlines() if row.strip())]
    )  # fmt: skip


def slides(data: bytes) -> str:
    """Every slide's shapes by name, with their texts, tables, numbers and notes."""
    return _outline(_slides(Presentation(io.BytesIO(data))))


def _slides(deck: Any) -> Iterator[tuple[int, str]]:
    for number, slide in enumerate(deck.slides, 1):
        yield 0, f"slide {number} {_quoted(slide.slide_layout.name)}"
        for shape in slide.shapes:
            yield from _shape(shape)
        if slide.has_notes_slide:
            yield 1, f"notes {_quoted(slide.notes_slide.notes_text_frame.text)}"


def _shape(shape: Any) -> Iterator[tuple[int, str]]:
    place = f" {shape.placeholder_format.type}" if shape.is_placeholder else ""
    alt = shape._element.xpath("string(.//p:cNvPr/@descr)")
    yield 1, f"{_quoted(shape.name)}{place}{' alt ' + _quoted(alt) if alt else ''}"
    if shape.has_text_frame:
        for paragraph in filter(lambda p: p.text, shape.text_frame.paragraphs):
            yield 2 + paragraph.level, _quoted(paragraph.text)
    elif getattr(shape, "has_table", False) and shape.has_table:
        for row in shape.table.rows:
            yield 2, " | ".join(_quoted(cell.text) for cell in row.cells)
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        for plot in shape.chart.plots:
            yield 2, f"{type(plot).__name__} {' | '.join(map(_quoted, plot.categories))}"
            for series in plot.series:
                values = " | ".join("-" if v is None else _number(v) for v in series.values)
                yield 2, f"{_quoted(series.name)} {values}"


def slide_xml(data: bytes, number: int) -> str:
    """One slide whole, a line per element; places in whole points, as EMU."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(f"ppt/slides/slide{number}.xml"))
    etree.indent(root, " ")
    text = etree.tostring(root, encoding="unicode")
    return visible(re.sub(r'\b(x|y|cx|cy)="(-?\d+)"', _whole_points, text)) + "\n"


def _whole_points(found: re.Match[str]) -> str:
    return f'{found[1]}="{round(int(found[2]) / _EMU_PER_POINT) * _EMU_PER_POINT}"'


_TOLD = ("lang", "dir", "role", "aria-label", "aria-hidden", "alt", "href", "scope", "value", "content")
_MADE = re.compile(r"(x|p)\d+|k|k-body")  # numbered by the sheet, or on every text


def page(data: bytes) -> str:
    """A web page's elements with what they say to readers; styles, scripts and drawings left out."""
    return _outline(_element(html.document_fromstring(data.decode("utf-8")), 0))


def _element(element: Any, depth: int) -> Iterator[tuple[int, str]]:
    if not isinstance(element.tag, str) or element.tag in ("style", "script"):
        return
    told = "".join(f" {name}={_quoted(element.get(name))}" for name in _TOLD if _is_told(element, name))
    names = "".join(f".{name}" for name in element.get("class", "").split() if not _MADE.fullmatch(name))
    text = " ".join((element.text or "").split(" ")) if element.tag != "svg" else ""
    yield depth, f"{element.tag}{names}{told}{' ' + _quoted(text) if text.strip() else ''}"
    for child in () if element.tag == "svg" else element:
        yield from _element(child, depth + 1)
        if (child.tail or "").strip():
            yield depth + 1, _quoted(child.tail)


def _is_told(element: Any, name: str) -> bool:
    # The security policy holds digests of the sheet and the script, which their own tests compare.
    return element.get(name) is not None and element.get("http-equiv") is None
