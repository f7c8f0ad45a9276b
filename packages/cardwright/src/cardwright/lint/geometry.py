"""Rectangles against each other."""

from collections.abc import Iterable

from cardwright.units import Rect


def area(rect: Rect) -> float:
    return max(0.0, rect.width) * max(0.0, rect.height)


def common(one: Rect, other: Rect) -> Rect:
    """Where both are; of no size where they do not meet."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, max(0.0, min(one.right, other.right) - x), max(0.0, min(one.bottom, other.bottom) - y))


def holds(outer: Rect, inner: Rect, slack: float = 1.0) -> bool:
    """Whether one lies wholly in the other, give or take `slack` points."""
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def center(rect: Rect) -> tuple[float, float]:
    return rect.x + rect.width / 2, rect.y + rect.height / 2


def gaps(spans: Iterable[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    """What of low…high no span covers, from low to high."""
    found: list[tuple[float, float]] = []
    reached = low
    for start, stop in sorted(spans):
        if start > reached:
            found.append((reached, min(start, high)))
        reached = max(reached, stop)
        if reached >= high:
            return found
    if reached < high:
        found.append((reached, high))
    return found
