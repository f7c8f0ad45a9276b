"""A panel's bar, and shapes that its fill may be cut to, as corners relative to a box that is not measured yet.

Corners are given for text that runs from left to right; from right to left
they are mirrored, so that an arrow always points to what is read next.
"""

from collections.abc import Sequence
from typing import Final

from cardwright.scene import Corner, Outline, Panel
from cardwright.units import Rect

_BAR: Final = 4.0  # points; the painter and the stylesheet draw it as wide


def arrow(depth: float, *, first: bool) -> Outline:
    """A step that points to the next one by `depth` points; all but the first are notched by as much."""
    notch: Outline = () if first else ((0.0, depth, 0.5, 0.0),)
    return (
        (0.0, 0.0, 0.0, 0.0),
        (1.0, -depth, 0.0, 0.0),
        (1.0, 0.0, 0.5, 0.0),
        (1.0, -depth, 1.0, 0.0),
        (0.0, 0.0, 1.0, 0.0),
        *notch,
    )


def trapezoid(top: float, bottom: float) -> Outline:
    """A layer that takes these shares of the width at its upper and at its lower edge, in the middle."""
    upper, lower = (1.0 - top) / 2, (1.0 - bottom) / 2
    return (
        (upper, 0.0, 0.0, 0.0),
        (1.0 - upper, 0.0, 0.0, 0.0),
        (1.0 - lower, 0.0, 1.0, 0.0),
        (lower, 0.0, 1.0, 0.0),
    )


def bar(panel: Panel, at: Rect, *, rtl: bool) -> Rect:
    """Where the bar of a panel stands that is at a place: half over the edge that it marks."""
    if panel.edge == "top":
        return Rect(at.x, at.y - _BAR / 2, at.width, _BAR)
    return Rect((at.right if rtl else at.x) - _BAR / 2, at.y, _BAR, at.height)


def points(outline: Sequence[Corner], width: float, height: float, *, rtl: bool) -> list[tuple[float, float]]:
    """The corners in points within a box of that size."""
    found = [(share * width + dx, part * height + dy) for share, dx, part, dy in outline]
    return [(width - x, y) for x, y in found] if rtl else found
