"""From flaws to one number in which a single bad flaw cannot be averaged away.

Every rule gives each page a grade v from 0 to 1. A page's score combines them as
Harrington does (S. Harrington et al., "Aesthetic measures for automated document
layout", DocEng 2004): V = (Σ wᵢ (ε + vᵢ)^−p)^(−1/p) − ε, here with equal weights,
p = 2 and ε = 0.05. The deck's is the root of its mean page times its worst page.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final

from cardwright.lint.rule import Flaw, Severity

_EPSILON: Final = 0.05
_POWER: Final = 2.0
# The grade of a flaw just past its limit, and of one far past it.
_GRADES: Final[dict[Severity, tuple[float, float]]] = {"error": (0.15, 0.0), "warning": (0.7, 0.3), "info": (0.97, 0.9)}


def grade(flaw: Flaw) -> float:
    """How good a page is by the rule that found the flaw: the farther from the limit, the lower."""
    near, far = _GRADES[flaw.severity]
    low, high = sorted((abs(flaw.value), abs(flaw.limit)))
    excess = 1.0 if high == 0 else 1.0 - low / high
    return near - (near - far) * excess


def combined(grades: Iterable[float], count: int) -> float:
    """Harrington's combination of `count` grades, of which those not given are 1."""
    some = list(grades)
    total = sum((_EPSILON + one) ** -_POWER for one in some) + (count - len(some)) * (_EPSILON + 1.0) ** -_POWER
    return max(0.0, (total / count) ** (-1.0 / _POWER) - _EPSILON)


def of_deck(pages: Sequence[float]) -> float:
    """The deck's score from those of its pages; a deck without pages is worth nothing."""
    return sqrt(sum(pages) / len(pages) * min(pages)) if pages else 0.0
