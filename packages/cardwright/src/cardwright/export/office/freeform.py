"""Drawn shapes as DrawingML: presets where there are some, else paths of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self, assert_never

from cardwright.export.office.palette import Palette
from cardwright.export.office.xml import emu, frame
from cardwright.scene.clip import Frame
from cardwright.scene.drawing import Close, Cubic, Drawing, Ellipse, Line, Move, Paint, Path, Rectangle, Shape, Step
from cardwright.units import Rect


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing on a slide: `scale` times its size, its frame's corner at x, y."""

    drawing: Drawing
    visible: Rect  # of the drawing, in its own points
    scale: float
    x: float
    y: float

    @classmethod
    def covering(cls, at: Rect, drawing: Drawing) -> Self:
        """In the middle of a place, as large as it must be to leave nothing of it empty."""
        scale, x, y = drawing.covering(at)
        visible = Rect((at.x - x) / scale, (at.y - y) / scale, at.width / scale, at.height / scale)
        return cls(drawing, visible, scale, x, y)

    def shapes(self, palette: Palette) -> Iterator[Shape]:
        """The shapes as they stand on the slide, without what cannot be seen: slides hide nothing."""
        frame = Frame.of(self.visible, self.drawing.radius)
        for shape in self.drawing.shapes:
            for part in frame.cut(shape, palette.colors):
                yield self._moved(part)

    def _moved(self, shape: Shape) -> Shape:
        paint = replace(shape.paint, stroke_width=shape.paint.stroke_width * self.scale)
        match shape:
            case Path():
                return Path(tuple(self._step(step) for step in shape.steps), paint)
            case Rectangle():
                return Rectangle(self._rect(shape.box), paint, shape.radius * self.scale)
            case Ellipse():
                return Ellipse(self._rect(shape.box), paint)
            case _:
                assert_never(shape)

    def _rect(self, box: Rect) -> Rect:
        scale = self.scale
        return Rect(self.x + box.x * scale, self.y + box.y * scale, box.width * scale, box.height * scale)

    def _step(self, step: Step) -> Step:
        x, y, scale = self.x, self.y, self.scale
        match step:
            case Move():
                return Move(x + step.x * scale, y + step.y * scale)
            case Line():
                return Line(x + step.x * scale, y + step.y * scale)
            case Cubic(x1, y1, x2, y2, x3, y3):
                return Cubic(
                    x + x1 * scale, y + y1 * scale, x + x2 * scale, y + y2 * scale, x + x3 * scale, y + y3 * scale
                )
            case Close():
                return step
            case _:
                assert_never(step)


def properties(shape: Shape, palette: Palette) -> str:
    """Place, geometry, fill and line of a shape."""
    paint = shape.paint
    fill = palette.painted(paint.fill, paint.opacity)
    return f"{frame(shape.box)}{_geometry(shape)}{fill}{_line(paint, palette)}"


def _line(paint: Paint, palette: Palette) -> str:
    if paint.stroke is None or not paint.stroke_width:
        return "<a:ln><a:noFill/></a:ln>"
    color = palette.shade(paint.stroke, paint.opacity)
    return f'<a:ln w="{emu(paint.stroke_width)}" cap="rnd"><a:solidFill>{color}</a:solidFill><a:round/></a:ln>'


def _geometry(shape: Shape) -> str:
    match shape:
        case Path():
            return _path(shape)
        case Rectangle():
            return preset("roundRect" if shape.radius else "rect", shape.box, shape.radius)
        case Ellipse():
            return preset("ellipse", shape.box)
        case _:
            assert_never(shape)


def preset(kind: str, at: Rect, radius: float = 0.0) -> str:
    """A geometry that office programs know by name; `radius` is that of a `roundRect`."""
    guide = ""
    if kind == "roundRect":
        share = round(min(0.5, radius / max(0.1, min(at.width, at.height))) * 100_000)
        guide = f'<a:gd name="adj" fmla="val {share}"/>'
    return f'<a:prstGeom prst="{kind}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _path(path: Path) -> str:
    """A path in its own box, whose corner is its origin."""
    box = path.box
    left, top = emu(box.x), emu(box.y)

    def point(x: float, y: float) -> str:
        return f'<a:pt x="{emu(x) - left}" y="{emu(y) - top}"/>'

    parts: list[str] = []
    for step in path.steps:
        match step:
            case Move():
                parts.append(f"<a:moveTo>{point(step.x, step.y)}</a:moveTo>")
            case Line():
                parts.append(f"<a:lnTo>{point(step.x, step.y)}</a:lnTo>")
            case Cubic(x1, y1, x2, y2, x, y):
                parts.append(f"<a:cubicBezTo>{point(x1, y1)}{point(x2, y2)}{point(x, y)}</a:cubicBezTo>")
            case Close():
                parts.append("<a:close/>")
            case _:
                assert_never(step)
    return _custom(box, "".join(parts))


def closed(at: Rect, corners: Sequence[tuple[float, float]]) -> str:
    """A shape with straight sides; its corners are in points from the top left of its place."""
    first, *others = [f'<a:pt x="{emu(x)}" y="{emu(y)}"/>' for x, y in corners]
    lines = "".join([f"<a:lnTo>{point}</a:lnTo>" for point in others])
    return _custom(at, f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>")


def _custom(box: Rect, steps: str) -> str:
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{emu(box.width)}" h="{emu(box.height)}">{steps}</a:path></a:pathLst></a:custGeom>'
    )
