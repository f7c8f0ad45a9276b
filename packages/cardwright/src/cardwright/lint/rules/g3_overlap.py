"""Text over text, and text across the edge of a picture."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import deck, picture, slide, text, title
from cardwright.lint.geometry import area, common, holds
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 0.01  # of the smaller one
_TOUCH: Final = 1.0  # points; less is rounding
_FIGURES: Final = frozenset({"picture", "table", "chart"})


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Pairs that hide parts of each other. A text wholly within a picture below it is there on purpose."""
    solid = [one for one in page.elements if one.is_content and page.shows(one) and area(one.shown) > 0]
    for one, other in combinations(solid, 2):
        if one.kind in _FIGURES and other.kind in _FIGURES:
            continue
        share = overlap(one, other)
        if share > LIMIT and not _layered(one, other):
            message = f"{share:.0%} of the smaller one is covered" if share < 1 else "one covers the other"
            yield Flaw(page.number, "error", share, LIMIT, message, (one, other))


def overlap(one: Element, other: Element) -> float:
    """Share of the smaller of two elements that both take, of what they show rather than of their boxes."""
    a, b = one.shown, other.shown
    if min(a.right, b.right) - max(a.x, b.x) <= _TOUCH or min(a.bottom, b.bottom) - max(a.y, b.y) <= _TOUCH:
        return 0.0
    return area(common(a, b)) / min(area(a), area(b))


def _layered(one: Element, other: Element) -> bool:
    """Whether a text lies wholly on a picture that is below it."""
    low, high = sorted((one, other), key=lambda element: element.z)
    return low.kind == "picture" and high.kind not in _FIGURES and holds(low.rect, high.shown)


RULE: Final = Rule(
    id="G3",
    name="overlap",
    title="Nothing covers anything else",
    formula="area(A ∩ B) ÷ area of the smaller, of two texts, or of a text and a picture, table or chart; "
    "texts count where their letters stand, and one wholly on a picture below it is a layer put there on purpose",
    limit="> 1 %",
    severity="error",
    grounds="Kikuchi 2021 (overlap loss); PPTBench",
    fix="Move one of them, or put the text wholly onto the picture.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("One", (68, 150, 400, 60)), text("Two", (200, 180, 400, 60)))),
    sound=lambda: deck(slide(title(), picture((500, 150, 392, 294)), text("A caption", (520, 390, 300, 40), z=999))),
)
