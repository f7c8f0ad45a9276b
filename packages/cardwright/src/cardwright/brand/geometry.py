"""Outlines of shapes as SVG paths in a box of their own, from the presets that house styles use and from drawn ones.

Formulas of presets are those of ECMA-376's presetShapeDefinitions, with their usual adjustments.
"""

import re
from collections.abc import Callable, Mapping
from math import atan2, cos, radians, sin
from typing import Final

from cardwright.brand.xml import Element, child, children, local, number

_GUIDE: Final = re.compile(r"val (-?\d{1,9})")
_DEGREE: Final = 60_000
_MOST_STEPS: Final = 5_000


def outline(properties: Element, width: float, height: float, unit: float) -> str | None:
    """The `d` of a shape's path, from 0, 0 to `width`, `height`; None for a kind that is not known.

    `unit` is the length of one EMU, in which drawn paths are that have no size of their own.
    """
    drawn = child(properties, "a:custGeom")
    if drawn is not None:
        return _drawn(drawn, width, height, unit)
    preset = child(properties, "a:prstGeom")
    make = _PRESETS.get((preset.get("prst") or "") if preset is not None else "rect")
    return make(width, height, _adjustments(preset)) if make else None


Adjust = Mapping[str, float]


def _adjustments(preset: Element) -> Adjust:
    """Adjustments as shares, by name."""
    found: dict[str, float] = {}
    for guide in children(child(preset, "a:avLst")):
        if match := _GUIDE.fullmatch(guide.get("fmla") or ""):
            found[guide.get("name") or ""] = min(10.0, max(-10.0, int(match[1]) / 100_000))
    return found


def _polygon(*corners: tuple[float, float]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in corners) + "Z"


def _rounded(w: float, h: float, top_left: float, top_right: float, bottom_right: float, bottom_left: float) -> str:
    parts = [f"M{top_left:.3f} 0H{w - top_right:.3f}"]
    for radius, arc_to, line in (
        (top_right, (w, top_right), f"V{h - bottom_right:.3f}"),
        (bottom_right, (w - bottom_right, h), f"H{bottom_left:.3f}"),
        (bottom_left, (0.0, h - bottom_left), f"V{top_left:.3f}"),
        (top_left, (top_left, 0.0), "Z"),
    ):
        if radius > 0:
            parts.append(f"A{radius:.3f} {radius:.3f} 0 0 1 {arc_to[0]:.3f} {arc_to[1]:.3f}")
        parts.append(line)
    return "".join(parts)


def _radius(w: float, h: float, adjust: Adjust, name: str = "adj", usual: float = 0.16667) -> float:
    return min(w, h) * min(0.5, max(0.0, adjust.get(name, usual)))


def _slant(w: float, h: float, adjust: Adjust, usual: float = 0.25) -> float:
    return min(w, min(w, h) * max(0.0, adjust.get("adj", usual)))


def _two_rounded(w: float, h: float, adjust: Adjust) -> str:
    upper, lower = _radius(w, h, adjust, "adj1"), _radius(w, h, adjust, "adj2", 0.0)
    return _rounded(w, h, upper, upper, lower, lower)


def _pointed(w: float, h: float, adjust: Adjust, *, back: bool) -> str:
    depth = _slant(w, h, adjust, 0.5)
    tail = ((depth, h / 2),) if back else ()
    return _polygon((0, 0), (w - depth, 0), (w, h / 2), (w - depth, h), (0, h), *tail)


def _ellipse(w: float, h: float, _: Adjust) -> str:
    return (
        f"M0 {h / 2:.3f}A{w / 2:.3f} {h / 2:.3f} 0 1 1 {w:.3f} {h / 2:.3f}A{w / 2:.3f} {h / 2:.3f} 0 1 1 0 {h / 2:.3f}Z"
    )


def _hexagon(w: float, h: float, a: Adjust) -> str:
    depth = _slant(w, h, a)
    return _polygon((0, h / 2), (depth, 0), (w - depth, 0), (w, h / 2), (w - depth, h), (depth, h))


_PRESETS: Final[Mapping[str, Callable[[float, float, Adjust], str]]] = {
    "rect": lambda w, h, _: _polygon((0, 0), (w, 0), (w, h), (0, h)),
    "roundRect": lambda w, h, a: _rounded(w, h, *[_radius(w, h, a)] * 4),
    "round1Rect": lambda w, h, a: _rounded(w, h, 0, _radius(w, h, a), 0, 0),
    "round2SameRect": _two_rounded,
    "round2DiagRect": lambda w, h, a: _rounded(
        w,
        h,
        _radius(w, h, a, "adj1"),
        _radius(w, h, a, "adj2", 0),
        _radius(w, h, a, "adj1"),
        _radius(w, h, a, "adj2", 0),
    ),
    "ellipse": _ellipse,
    "line": lambda w, h, _: f"M0 0L{w:.3f} {h:.3f}",
    "straightConnector1": lambda w, h, _: f"M0 0L{w:.3f} {h:.3f}",
    "triangle": lambda w, h, a: _polygon((w * min(1.0, max(0.0, a.get("adj", 0.5))), 0), (w, h), (0, h)),
    "rtTriangle": lambda w, h, _: _polygon((0, 0), (w, h), (0, h)),
    "diamond": lambda w, h, _: _polygon((w / 2, 0), (w, h / 2), (w / 2, h), (0, h / 2)),
    "parallelogram": lambda w, h, a: _polygon((_slant(w, h, a), 0), (w, 0), (w - _slant(w, h, a), h), (0, h)),
    "trapezoid": lambda w, h, a: _polygon((_slant(w, h, a), 0), (w - _slant(w, h, a), 0), (w, h), (0, h)),
    "hexagon": _hexagon,
    "homePlate": lambda w, h, a: _pointed(w, h, a, back=False),
    "chevron": lambda w, h, a: _pointed(w, h, a, back=True),
}


def _drawn(shape: Element, width: float, height: float, unit: float) -> str | None:
    """A drawn outline; None when its points are computed, or too many."""
    parts: list[str] = []
    for path in children(child(shape, "a:pathLst")):
        wide, tall = number(path, "w"), number(path, "h")
        scale_x, scale_y = (width / wide if wide else unit), (height / tall if tall else unit)
        pen = _PathPen(scale_x, scale_y)
        for step in children(path):
            if len(parts) > _MOST_STEPS or not pen.take(step):
                return None
        parts += pen.parts
    return "".join(parts) or None


class _PathPen:
    """Follows the steps of a drawn path."""

    def __init__(self, scale_x: float, scale_y: float) -> None:
        self._scale = (scale_x, scale_y)
        self._at = (0.0, 0.0)
        self.parts: list[str] = []

    def take(self, step: Element) -> bool:
        """Whether the step could be followed."""
        kind = local(step)
        if kind == "close":
            self.parts.append("Z")
            return True
        if kind == "arcTo":
            return self._arc(step)
        points = [self._point(one) for one in children(step)]
        letter = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q"}.get(kind)
        wanted = {"M": 1, "L": 1, "C": 3, "Q": 2}.get(letter or "", 0)
        known = [point for point in points if point is not None]
        if letter is None or len(known) != len(points) or len(points) != wanted:
            return False
        self.parts.append(letter + " ".join(f"{x:.3f} {y:.3f}" for x, y in known))
        self._at = known[-1]
        return True

    def _point(self, element: Element) -> tuple[float, float] | None:
        try:
            return int(element.get("x")) * self._scale[0], int(element.get("y")) * self._scale[1]
        except (TypeError, ValueError):  # the name of a guide
            return None

    def _arc(self, step: Element) -> bool:
        try:
            width, height, start, swing = (int(step.get(name)) for name in ("wR", "hR", "stAng", "swAng"))
        except (TypeError, ValueError):
            return False
        rx, ry = width * self._scale[0], height * self._scale[1]
        first, last = (_on_ellipse(angle / _DEGREE, rx, ry) for angle in (start, start + swing))
        middle = (self._at[0] - rx * cos(first), self._at[1] - ry * sin(first))
        self._at = (middle[0] + rx * cos(last), middle[1] + ry * sin(last))
        large, clockwise = int(abs(swing) > 180 * _DEGREE), int(swing > 0)  # noqa: PLR2004
        self.parts.append(f"A{rx:.3f} {ry:.3f} 0 {large} {clockwise} {self._at[0]:.3f} {self._at[1]:.3f}")
        return True


def _on_ellipse(degrees: float, rx: float, ry: float) -> float:
    """The parameter of the point that is seen under an angle from the middle of an ellipse."""
    angle = radians(degrees)
    return atan2(sin(angle) * rx, cos(angle) * ry) if rx and ry else angle
