"""Shapes and pictures of a master or layout as SVG, and the words among them.

Lengths in the SVG are points on a 960-point wide card. Nothing of the file is
copied into it: numbers, colours and pictures that were decoded and written anew.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import Final

from cardwright.brand.colors import Colors
from cardwright.brand.fills import Fill, Gradient, Picture, Solid, fill_in, picture_of, style_fill
from cardwright.brand.geometry import outline
from cardwright.brand.package import Package, Relation
from cardwright.brand.placeholders import is_placeholder, words_of
from cardwright.brand.report import Notes
from cardwright.brand.text import TextStyle, style, with_run
from cardwright.brand.xml import Element, child, children, every, flag, local, number
from cardwright.errors import CardwrightError
from cardwright.scene import Image
from cardwright.theme.layouts import Frame

Check = Callable[[bytes], Image]

_DEGREE: Final = 60_000
_MOST_SHAPES: Final = 2_000
_DEEPEST: Final = 20
_HAIR: Final = 0.75  # points of a line that names no width
_VECTORS: Final = frozenset({"emf", "wmf", "emz", "wmz"})


@dataclass(frozen=True, slots=True)
class Box:
    """A place with the turn and the mirroring of what is in it. `rotation` is degrees clockwise."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0
    flip_x: bool = False
    flip_y: bool = False

    @property
    def frame(self) -> Frame:
        return Frame(round(self.x, 2), round(self.y, 2), round(self.width, 2), round(self.height, 2))


@dataclass(frozen=True, slots=True)
class Words:
    """A text that stands on a master or layout."""

    text: str
    style: TextStyle
    frame: Frame


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that stands on a master or layout, whole as it is seen there."""

    part: str
    frame: Frame
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where shapes are from: their colours, their relationships, their theme."""

    colors: Colors
    relations: Mapping[str, Relation]
    theme: Element
    text: Element
    where: str


@dataclass(frozen=True, slots=True)
class Move:
    """From a group's own lengths to the card's."""

    scale_x: float
    scale_y: float
    x: float = 0.0
    y: float = 0.0
    rotation: float = 0.0

    def box(self, place: Element) -> Box | None:
        off, ext = child(place, "a:off"), child(place, "a:ext")
        if off is None or ext is None:
            return None
        return Box(
            self.x + number(off, "x") * self.scale_x,
            self.y + number(off, "y") * self.scale_y,
            abs(number(ext, "cx") * self.scale_x),
            abs(number(ext, "cy") * self.scale_y),
            (number(place, "rot") / _DEGREE + self.rotation) % 360,
            bool(flag(place, "flipH")),
            bool(flag(place, "flipV")),
        )

    def into(self, place: Element) -> "Move":
        """The same for what stands in a group."""
        box, off, ext = self.box(place), child(place, "a:chOff"), child(place, "a:chExt")
        if box is None or off is None or ext is None or not number(ext, "cx") or not number(ext, "cy"):
            return self
        scale_x, scale_y = box.width / number(ext, "cx"), box.height / number(ext, "cy")
        x, y = box.x - number(off, "x") * scale_x, box.y - number(off, "y") * scale_y
        return Move(scale_x, scale_y, x, y)


@dataclass(slots=True)
class Painter:
    """Draws shapes of one file; decodes each picture once. `unit` is the length of one EMU."""

    package: Package
    check: Check
    notes: Notes
    unit: float
    images: dict[str, Image | None] = field(default_factory=dict[str, Image | None])

    def image(self, part: str) -> Image | None:
        """A picture of the file, decoded; None when it cannot be."""
        if part not in self.images:
            self.images[part] = self._decoded(part)
        return self.images[part]

    def _decoded(self, part: str) -> Image | None:
        name = part.rpartition("/")[2]
        if name.rpartition(".")[2].casefold() in _VECTORS:
            self.notes.left_out("background", f"{name} is a Windows metafile: shown in PowerPoint files only")
            return None
        try:
            return self.check(self.package.data(part))
        except CardwrightError as error:
            self.notes.left_out("background", f"{name} {error.message}: shown in PowerPoint files only")
            return None


class Canvas:
    """One picture being drawn: SVG elements and what they refer to, words and pictures by the way."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._defs: list[str] = []
        self._body: list[str] = []
        self.words: list[Words] = []
        self.pictures: list[Shown] = []

    @property
    def is_empty(self) -> bool:
        return not self._body

    def svg(self, width: float, height: float) -> bytes:
        """The drawing as a file."""
        defs = f"<defs>{''.join(self._defs)}</defs>" if self._defs else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
            f"{defs}{''.join(self._body)}</svg>"
        ).encode()

    def cover(self, fill: Fill, width: float, height: float) -> None:
        """Paint the whole card."""
        self._painted(f"M0 0H{width:g}V{height:g}H0Z", fill, Box(0, 0, width, height))

    def shapes(self, elements: list[Element], source: Source) -> None:
        """All shapes that are no placeholders, back to front."""
        for element, move in _flat(elements, _still(self._painter.unit), 0):
            if len(self._body) > _MOST_SHAPES:
                self._painter.notes.left_out("background", f"{source.where} has more than {_MOST_SHAPES} shapes")
                return
            self._shape(element, move, source)

    def holder(self, elements: Sequence[Element], frame: Frame, source: Source) -> None:
        """The fill that a placeholder brings to every slide; `elements` are the layout's and the master's, that first."""
        for element in elements:
            fill = fill_in(child(element, "p:spPr"), source.colors, source.relations)
            if fill != "":
                if isinstance(fill, Solid | Gradient):
                    path = f"M0 0H{frame.width:g}V{frame.height:g}H0Z"
                    self._painted(path, fill, Box(frame.x, frame.y, frame.width, frame.height))
                return

    def _shape(self, element: Element, move: Move, source: Source) -> None:
        kind = local(element)
        if is_placeholder(element) or _hidden(element):
            return
        if kind == "graphicFrame":
            self._painter.notes.left_out("background", f"{source.where} shows a table, chart or object")
            return
        box = move.box(child(element, "p:spPr", "a:xfrm"))
        if box is None:
            return
        if kind == "pic":
            self._picture(element, box, source)
            return
        self._outlined(element, box, source)
        self._words(element, box, source)

    def _picture(self, element: Element, box: Box, source: Source) -> None:
        found = picture_of(child(element, "p:blipFill"), source.relations)
        if isinstance(found, str):
            self._painter.notes.left_out("background", f"{source.where} shows {found}")
            return
        drawn = outline(child(element, "p:spPr"), box.width, box.height, self._painter.unit)
        self._painted(drawn or f"M0 0H{box.width:.3f}V{box.height:.3f}H0Z", found, box)
        name = next((one.get("name") or "" for one in every(element, "p:cNvPr")), "")
        self.pictures.append(Shown(found.part, box.frame, name))

    def _outlined(self, element: Element, box: Box, source: Source) -> None:
        properties = child(element, "p:spPr")
        fill = fill_in(properties, source.colors, source.relations)
        if fill == "":
            reference = child(element, "p:style", "a:fillRef")
            fill = style_fill(source.theme, reference, source.colors, source.relations)
        stroke = self._stroke(element, properties, source)
        if isinstance(fill, str):
            self._painter.notes.left_out("background", f"{source.where} has a shape with {fill}")
            fill = None
        is_line = local(element) == "cxnSp"
        if fill is None and not stroke:
            return
        path = outline(properties, box.width, box.height, self._painter.unit)
        if path is None:
            name = next((one.get("name") or "" for one in every(element, "p:cNvPr")), "")
            self._painter.notes.left_out("background", f"the form of “{name[:60]}” in {source.where}")
            return
        self._painted(path, None if is_line else fill, box, stroke)

    def _stroke(self, element: Element, properties: Element, source: Source) -> str:
        """Attributes of a shape's line; empty when it has none."""
        line = child(properties, "a:ln")
        fill = fill_in(line, source.colors, source.relations) if line is not None else ""
        width = number(line, "w") * self._painter.unit
        if fill == "":
            reference = child(element, "p:style", "a:lnRef")
            if reference is None or not number(reference, "idx"):
                return ""
            color = source.colors.within(reference)
            fill = Solid(color) if color else None
        if not isinstance(fill, Solid):
            return ""
        dash = child(line, "a:prstDash")
        dashed = ' stroke-dasharray="4 3"' if dash is not None and dash.get("val") not in {None, "solid"} else ""
        return f' stroke="{fill.color.value}" stroke-opacity="{fill.color.alpha:g}" stroke-width="{width or _HAIR:.3f}"{dashed}'

    def _painted(self, path: str, fill: Fill | None, box: Box, stroke: str = "") -> None:
        place = _transform(box)
        if isinstance(fill, Picture):
            self._pictured(path, fill, box, place)
            fill = None
            if not stroke:
                return
        paint = 'fill="none"' if fill is None else self._paint(fill, box)
        self._body.append(f'<path d="{path}" {paint}{stroke} transform="{place}"/>')

    def _paint(self, fill: Solid | Gradient, box: Box) -> str:
        if isinstance(fill, Solid):
            seen = f' fill-opacity="{fill.color.alpha:g}"' if fill.color.alpha < 1 else ""
            return f'fill="{fill.color.value}"{seen}'
        name = f"g{len(self._defs)}"
        stops = "".join(
            f'<stop offset="{at:g}" stop-color="{color.value}"'
            + (f' stop-opacity="{color.alpha:g}"' if color.alpha < 1 else "")
            + "/>"
            for at, color in fill.stops
        )
        self._defs.append(_ramp(name, stops, fill.angle, box))
        return f'fill="url(#{name})"'

    def _pictured(self, path: str, fill: Picture, box: Box, place: str) -> None:
        image = self._painter.image(fill.part)
        if image is None:
            return
        left, top, right, bottom = fill.crop
        across, down = max(0.05, 1 - left - right), max(0.05, 1 - top - bottom)
        width, height = box.width / across, box.height / down
        name = f"c{len(self._defs)}"
        self._defs.append(f'<clipPath id="{name}"><path d="{path}"/></clipPath>')
        data = base64.b64encode(image.data).decode("ascii")
        faded = f' opacity="{fill.alpha:g}"' if fill.alpha < 1 else ""
        self._body.append(
            f'<g transform="{place}"><g clip-path="url(#{name})"><image x="{-left * width:.3f}" y="{-top * height:.3f}" '
            f'width="{width:.3f}" height="{height:.3f}" preserveAspectRatio="none"{faded} '
            f'href="data:{image.media_type};base64,{data}"/></g></g>'
        )

    def _words(self, element: Element, box: Box, source: Source) -> None:
        text = words_of(element)
        if not text:
            return
        turned = child(element, "p:txBody", "a:bodyPr")
        if box.rotation or (turned is not None and turned.get("vert") not in {None, "horz"}):
            self._painter.notes.left_out(
                "text", f"“{text[:40]}” in {source.where} is turned: shown in PowerPoint files only"
            )
            return
        self.words.append(_worded(text, element, box, source, self._painter.unit))


def _worded(text: str, element: Element, box: Box, source: Source, unit: float) -> Words:
    lists = [child(source.text, "p:otherStyle"), child(element, "p:txBody", "a:lstStyle")]
    found = style(lists, [child(element, "p:txBody", "a:bodyPr")], source.colors)
    level = found.first
    reference = child(element, "p:style", "a:fontRef")
    color = source.colors.within(reference) if reference is not None else None
    if color is not None:
        level.color = color.value
    paragraph = next(iter(every(element, "a:p")), None)
    properties = child(paragraph, "a:pPr")
    if properties is not None and properties.get("algn"):
        level.align = (
            "center" if properties.get("algn") == "ctr" else "end" if properties.get("algn") == "r" else "start"
        )
    with_run(level, child(paragraph, "a:r", "a:rPr"), source.colors)
    left, top, right, bottom = (inset * unit for inset in found.body.insets)
    inner = Frame(
        round(box.x + left, 2), round(box.y + top, 2),
        round(max(1.0, box.width - left - right), 2), round(max(1.0, box.height - top - bottom), 2),
    )  # fmt: skip
    return Words(text, found, inner)


def _still(unit: float) -> Move:
    return Move(unit, unit)


def _flat(elements: list[Element], move: Move, depth: int) -> Iterator[tuple[Element, Move]]:
    """Shapes with what moves them, groups opened."""
    for element in elements:
        kind = local(element)
        if kind == "grpSp" and depth < _DEEPEST:
            yield from _flat(children(element), move.into(child(element, "p:grpSpPr", "a:xfrm")), depth + 1)
        elif kind == "AlternateContent":
            yield from _flat(children(child(element, "mc:Fallback")), move, depth + 1)
        elif kind in {"sp", "pic", "cxnSp", "graphicFrame"}:
            yield element, move


def _hidden(element: Element) -> bool:
    return any(flag(one, "hidden") for one in every(element, "p:cNvPr")[:1])


def _transform(box: Box) -> str:
    parts = [f"translate({box.x:.3f} {box.y:.3f})"]
    if box.rotation:
        parts.append(f"rotate({box.rotation:g} {box.width / 2:.3f} {box.height / 2:.3f})")
    if box.flip_x or box.flip_y:
        dx, dy = (box.width if box.flip_x else 0.0), (box.height if box.flip_y else 0.0)
        parts.append(f"translate({dx:.3f} {dy:.3f}) scale({-1 if box.flip_x else 1} {-1 if box.flip_y else 1})")
    return " ".join(parts)


def _ramp(name: str, stops: str, angle: float | None, box: Box) -> str:
    """A run of colours over a box; a straight one reaches from corner to corner in its direction."""
    middle_x, middle_y = box.width / 2, box.height / 2
    if angle is None:
        radius = (middle_x**2 + middle_y**2) ** 0.5
        return (
            f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="{middle_x:.3f}" cy="{middle_y:.3f}" '
            f'r="{radius:.3f}">{stops}</radialGradient>'
        )
    dx, dy = cos(radians(angle)), sin(radians(angle))
    half = (abs(box.width * dx) + abs(box.height * dy)) / 2
    return (
        f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{middle_x - dx * half:.3f}" y1="{middle_y - dy * half:.3f}" '
        f'x2="{middle_x + dx * half:.3f}" y2="{middle_y + dy * half:.3f}">{stops}</linearGradient>'
    )
