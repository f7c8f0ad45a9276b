"""Edges that nearly align, which looks like an oversight."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import box, deck, slide, title
from cardwright.lint.geometry import holds
from cardwright.lint.rule import Flaw, Rule, each_page
from cardwright.units import Rect

LEAST, MOST = 0.5, 6.0  # points; less is not seen, more is meant
_THIN: Final = 8.0  # points; rules and bars align with what they belong to
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Edged:
    """An element with the places of those of its edges that can be seen.

    `letters` is the size of its first letters where only these can be seen; 0 for what has a border.
    """

    element: Element
    rect: Rect
    edges: dict[str, float]
    letters: float


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """One flaw a page, of the pair that misses by most."""
    edged = [_edged(one, rtl=page.rtl) for one in page.visible if min(one.rect.width, one.rect.height) >= _THIN]
    found = [(miss, one, other) for one, other in combinations(edged, 2) if (miss := _missed_by(one, other))]
    if found:
        worst, one, other = max(found, key=lambda pair: pair[0])
        more = f", as do {len(found) - 1} more pairs" if len(found) > 1 else ""
        message = f"their edges miss each other by {worst:.1f} pt{more}"
        yield Flaw(page.number, "warning", worst, LEAST, message, (one.element, other.element))


def _missed_by(one: _Edged, other: _Edged) -> float:
    """Points by which edges of two elements nearly meet, 0 when they meet or are far apart."""
    pairs = [abs(place - other.edges[name]) for name, place in one.edges.items() if name in other.edges]
    if _tops_compare(one, other):
        pairs.append(abs(one.rect.y - other.rect.y))
    worst = max([pair for pair in pairs if LEAST < pair <= MOST], default=0.0)
    if not worst or holds(one.rect, other.rect) or holds(other.rect, one.rect):
        return 0.0
    # Where one pair of edges meets, the two are aligned and the others follow from their sizes.
    level = min(one.rect.bottom, other.rect.bottom) - max(one.rect.y, other.rect.y)
    beside = level > _HALF * min(one.rect.height, other.rect.height)
    return worst if beside or min(pairs) > LEAST else 0.0


def _tops_compare(one: _Edged, other: _Edged) -> bool:
    """Whether two stand side by side with tops that can be compared: letters of two sizes have none in common."""
    a, b = one.rect, other.rect
    high = min(a.bottom, b.bottom) - max(a.y, b.y)
    apart = a.right <= b.x or b.right <= a.x
    return apart and high > _HALF * min(a.height, b.height) and abs(one.letters - other.letters) <= LEAST


def _edged(element: Element, *, rtl: bool) -> _Edged:
    """An element with its edges: of a text only the one it is set against."""
    at = element.rect
    middle = at.x + at.width / 2
    if element.kind != "text" or element.fills or element.outlined:
        return _Edged(element, at, {"left": at.x, "right": at.right, "center": middle}, 0.0)
    letters = next((run.size for paragraph in element.paragraphs for run in paragraph.runs), 0.0)
    align = element.paragraphs[0].align if element.paragraphs else "start"
    if align == "center":
        return _Edged(element, at, {"center": middle}, letters)
    right = (align == "end") != rtl
    return _Edged(element, at, {"right": at.right} if right else {"left": at.x}, letters)


RULE: Final = Rule(
    id="G4",
    name="near-miss",
    title="Edges align or clearly differ",
    formula="difference of two left, right, top or centre edges; of a text only the edge it is set against is seen, "
    "tops are compared of what stands side by side",
    limit="0.5 to 6 pt",
    severity="warning",
    grounds="hands-on-deck; a millimetre is felt, half a point is not (our limits)",
    fix="Give both the same edge.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), box((68, 150, 400, 120)), box((71, 300, 500, 120)))),
    sound=lambda: deck(slide(title(), box((68, 150, 400, 120)), box((68, 300, 500, 120)))),
)
