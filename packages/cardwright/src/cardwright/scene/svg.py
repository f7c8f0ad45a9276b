"""A drawing as SVG: the same text in the web page, in PDF and PNG, and as a file of its own."""

from functools import lru_cache
from typing import Final, assert_never

from cardwright.scene.colors import shade
from cardwright.scene.drawing import Close, Cubic, Drawing, Ellipse, Gradient, Line, Move, Paint, Path, Rectangle, Shape
from cardwright.theme import Surface

_FORMS: Final[dict[type, str]] = {
    Move: "M%.2f %.2f",
    Line: "L%.2f %.2f",
    Cubic: "C%.2f %.2f %.2f %.2f %.2f %.2f",
    Close: "Z",
}
_IDS: Final = "\x1a"  # a character that no markup holds
_NAMESPACE: Final = 'xmlns="http://www.w3.org/2000/svg"'


def svg(drawing: Drawing, surface: Surface, *, ids: str = "d", attributes: str = "") -> str:
    """The drawing as one element, its colours those of a surface.

    `ids` begins the ids inside, which must be unique on a page. `attributes`
    are put into the tag as they are.

    Raises:
        ValueError: a colour is neither a role nor `#rrggbb`.
    """
    size = f"{number(drawing.width)} {number(drawing.height)}"
    return f'<svg {_NAMESPACE} viewBox="0 0 {size}"{attributes}>{_content(drawing, surface).replace(_IDS, ids)}</svg>'


@lru_cache(maxsize=128)  # the page and the typesetter draw the same
def _content(drawing: Drawing, surface: Surface) -> str:
    """What stands in the element; its ids begin with `_IDS`."""
    writer = _Writer(surface)
    body = "".join([writer.shape(shape) for shape in drawing.shapes])
    if drawing.radius:
        frame = (
            f'<rect width="{number(drawing.width)}" height="{number(drawing.height)}" rx="{number(drawing.radius)}"/>'
        )
        writer.definitions.append(f'<clipPath id="{_IDS}c">{frame}</clipPath>')
        body = f'<g clip-path="url(#{_IDS}c)">{body}</g>'
    return (f"<defs>{''.join(writer.definitions)}</defs>" if writer.definitions else "") + body


def svg_file(drawing: Drawing, surface: Surface) -> bytes:
    """The drawing as a file, its size in CSS pixels the frame's in points."""
    size = f' width="{number(drawing.width)}" height="{number(drawing.height)}"'
    return svg(drawing, surface, attributes=size).encode()


def number(value: float) -> str:
    """A length with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


class _Writer:
    """Writes shapes, and gathers what they refer to."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.definitions: list[str] = []

    def shape(self, shape: Shape) -> str:
        painted = self._paint(shape)
        match shape:
            case Path():
                return f'<path d="{_data(shape)}"{painted}/>'
            case Rectangle(box=box):
                place = (
                    f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
                )
                corners = f' rx="{number(shape.radius)}"' if shape.radius else ""
                return f"<rect {place}{corners}{painted}/>"
            case Ellipse(box=box):
                x, y = box.x + box.width / 2, box.y + box.height / 2
                radii = f'rx="{number(box.width / 2)}" ry="{number(box.height / 2)}"'
                return f'<ellipse cx="{number(x)}" cy="{number(y)}" {radii}{painted}/>'
            case _:
                assert_never(shape)

    def _paint(self, shape: Shape) -> str:
        paint = shape.paint
        faded = number(paint.opacity)
        parts = [f' fill="{self._fill(shape, paint)}"']
        if paint.fill is not None and paint.opacity < 1:
            parts.append(f' fill-opacity="{faded}"')
        if paint.fill is not None and isinstance(shape, Path):
            parts.append(' fill-rule="evenodd"')
        if paint.stroke is not None and paint.stroke_width > 0:
            width = number(paint.stroke_width)
            ends = "" if not isinstance(shape, Path) else ' stroke-linecap="round" stroke-linejoin="round"'
            parts.append(f' stroke="{shade(paint.stroke, self._surface)}" stroke-width="{width}"{ends}')
            if paint.opacity < 1:
                parts.append(f' stroke-opacity="{faded}"')
        return "".join(parts)

    def _fill(self, shape: Shape, paint: Paint) -> str:
        if paint.fill is None:
            return "none"
        if not isinstance(paint.fill, Gradient):
            return shade(paint.fill, self._surface)
        name = f"{_IDS}g{len(self.definitions)}"
        (x1, y1), (x2, y2) = paint.fill.line(shape.box)
        line = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        stops = "".join(
            f'<stop offset="{number(stop.at)}" stop-color="{shade(stop.color, self._surface)}"'
            + (f' stop-opacity="{number(stop.opacity)}"/>' if stop.opacity < 1 else "/>")
            for stop in paint.fill.stops
        )
        self.definitions.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" {line}>{stops}</linearGradient>'
        )
        return f"url(#{name})"


def _data(path: Path) -> str:
    """A path's steps; hundreds of numbers, so they are written as they come, with their zeros."""
    return "".join([_FORMS[type(step)] % step for step in path.steps])
