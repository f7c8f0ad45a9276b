"""Cutting a row of weights into groups: fairly, and where a cut hurts least."""

from collections.abc import Sequence
from typing import Final

_FINEST: Final = 360  # pieces looked at one by one; more are first taken together in equal numbers
_HEAVIEST: Final = 3.0  # times its fair share that a group of several pieces may weigh


def groups(weights: Sequence[float], costs: Sequence[float], number: int) -> list[int]:
    """Ends of `number` groups of neighbours, the last one being `len(weights)`.

    Args:
        weights: One per piece, above 0.
        costs: What a cut before each piece costs; 1.0 is as bad as a group that
            weighs twice its fair share. The first one is not used.
        number: 1 to `len(weights)`.

    The sum of squared relative deviations and of the costs is the least there
    is, up to `_FINEST` pieces; beyond, cuts are only made at every k-th piece.
    """
    step = -(-len(weights) // max(_FINEST, 2 * number))
    starts = range(0, len(weights), step)
    sums = [sum(weights[at : at + step]) for at in starts]
    cheap = [costs[at] for at in starts]
    return [min(end * step, len(weights)) for end in _best(sums, cheap, number)]


def _best(weights: Sequence[float], costs: Sequence[float], number: int) -> list[int]:
    total, size = sum(weights), len(weights)
    share = total / number
    before = [0.0]
    for weight in weights:
        before.append(before[-1] + weight)
    infinite = float("inf")
    best = [infinite] * (size + 1)
    best[0] = 0.0
    came: list[list[int]] = []
    for group in range(1, number + 1):
        row, source = [infinite] * (size + 1), [0] * (size + 1)
        for end in range(group, size - (number - group) + 1):
            row[end], source[end] = _last_group(best, before, costs, share, group, end)
        best = row
        came.append(source)
    ends: list[int] = []
    end = size
    for source in reversed(came):
        ends.append(end)
        end = source[end]
    return ends[::-1]


def _last_group(
    best: Sequence[float], before: Sequence[float], costs: Sequence[float], share: float, group: int, end: int
) -> tuple[float, int]:
    """The least cost of `group` groups that end at `end`, and where the last of them starts."""
    found, at = float("inf"), end - 1
    for start in range(end - 1, group - 2, -1):
        weight = before[end] - before[start]
        if weight > share * _HEAVIEST and found < float("inf"):
            break
        cost = best[start] + (weight / share - 1) ** 2 + (costs[start] if start else 0.0)
        if cost < found:
            found, at = cost, start
    return found, at


def seats(weights: Sequence[float], limits: Sequence[int], number: int) -> list[int]:
    """How many cards each section gets: one each, the others in proportion to weight.

    Nobody gets more than its limit; the sum is `number`, or the sum of the
    limits if that is less. `number` is at least `len(weights)`.
    """
    given = [1] * len(weights)
    for _ in range(min(number, sum(limits)) - len(weights)):
        open_ = [at for at in range(len(weights)) if given[at] < limits[at]]
        given[max(open_, key=lambda at: weights[at] / (given[at] + 0.5))] += 1
    return given
