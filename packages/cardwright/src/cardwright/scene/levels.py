"""Levels of list items, none of which is skipped."""

from collections.abc import Iterable


def depths(levels: Iterable[int]) -> list[int]:
    """For each level how many of those before it the item stands below: a list begins at 0 and deepens by 1.

    An item belongs to the nearest one above it of a smaller level, however much smaller, as in an outline.
    """
    above: list[int] = []
    found: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        found.append(len(above))
        above.append(level)
    return found
