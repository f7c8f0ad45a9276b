"""Drawn shapes as DrawingML: presets where there are some, else paths of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self, assert_never

from cardwright.export.office.palette import Palette
from cardwright.export.office.xml import emu, frame
from cardwright.scene.clip import Frame
from cardwright.scene.drawing import Close, Cubic, Drawing, Ellipse, Line, Move, Paint, Path, Rectangle, Shape, Step
from cardwright.units import EMU_PER_POINT, Rect

# Whole numbers, as formats: a path has hundreds of them.
_UNIT: Final = float(EMU_PER_POINT)
_POINT: Final = '<a:pt x="%.0f" y="%.0f"/>'
_MOVE: Final = f"<a:moveTo>{_POINT}</a:moveTo>"
_LINE: Final = f"<a:lnTo>{_POINT}</a:lnTo>"
_CUBIC: Final = f"<a:cubicBezTo>{_POINT * 3}</a:cubicBezTo>"


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
        stays = self.scale == 1.0 and not self.x and not self.y
        for shape in self.drawing.shapes:
            for part in frame.cut(shape, palette.colors):
                yield part if stays else self._moved(part)

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
    paint, box = shape.paint, shape.box
    fill = palette.painted(paint.fill, paint.opacity)
    return f"{frame(box)}{_geometry(shape, box)}{fill}{_line(paint, palette)}"


def _line(paint: Paint, palette: Palette) -> str:
    if paint.stroke is None or not paint.stroke_width:
        return "<a:ln><a:noFill/></a:ln>"
    color = palette.shade(paint.stroke, paint.opacity)
    return f'<a:ln w="{emu(paint.stroke_width)}" cap="rnd"><a:solidFill>{color}</a:solidFill><a:round/></a:ln>'


def _geometry(shape: Shape, box: Rect) -> str:
    match shape:
        case Path():
            return _path(shape, box)
        case Rectangle():
            return preset("roundRect" if shape.radius else "rect", box, shape.radius)
        case Ellipse():
            return preset("ellipse", box)
        case _:
            assert_never(shape)


def preset(kind: str, at: Rect, radius: float = 0.0) -> str:
    """A geometry that office programs know by name; `radius` is that of a `roundRect`."""
    guide = ""
    if kind == "roundRect":
        share = round(min(0.5, radius / max(0.1, min(at.width, at.height))) * 100_000)
        guide = f'<a:gd name="adj" fmla="val {share}"/>'
    return f'<a:prstGeom prst="{kind}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _path(path: Path, box: Rect) -> str:
    """A path in its own box, whose corner is its origin."""
    left, top = emu(box.x), emu(box.y)
    parts: list[str] = []
    for step in path.steps:
        match step:
            case Move():
                parts.append(_MOVE % (step.x * _UNIT - left, step.y * _UNIT - top))
            case Line():
                parts.append(_LINE % (step.x * _UNIT - left, step.y * _UNIT - top))
            case Cubic(x1, y1, x2, y2, x, y):
                parts.append(
                    _CUBIC
                    % (
                        x1 * _UNIT - left, y1 * _UNIT - top, x2 * _UNIT - left, y2 * _UNIT - top,
                        x * _UNIT - left, y * _UNIT - top,
                    )
                )  # fmt: skip
            case Close():
                parts.append("<a:close/>")
            case _:
                assert_never(step)
    return _custom(box, "".join(parts).replace('"-0"', '"0"'))


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
