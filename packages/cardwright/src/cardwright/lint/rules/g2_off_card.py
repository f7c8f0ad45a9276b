"""What hangs over the card's edge."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 0.5  # points


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Content that is not wholly on the page; pictures may bleed over an edge that they reach from side to side."""
    for element in page.elements:
        if not element.is_content or _is_backdrop(page, element) or not page.shows(element):
            continue
        over = outside(page, element)
        if over > LIMIT:
            yield Flaw(page.number, "error", over, LIMIT, f"it hangs {over:.0f} pt over the card's edge", (element,))


def outside(page: Page, element: Element) -> float:
    """Points by which an element's box leaves the page on its worst side."""
    at = element.rect
    return max(-at.x, -at.y, at.right - page.width, at.bottom - page.height, 0.0)


def _is_backdrop(page: Page, element: Element) -> bool:
    """A picture that fills the card, cropped by its edges."""
    at = element.rect
    return element.kind == "picture" and at.width >= page.width - 1 and at.height >= page.height - 1


RULE: Final = Rule(
    id="G2",
    name="off-card",
    title="Everything stays on its card",
    formula="points by which the box of a text, picture, table or chart leaves the card; "
    "titles that stand wholly beside it for screen readers, and pictures that fill it, excepted",
    limit="> 0.5 pt",
    severity="error",
    grounds="hands-on-deck",
    fix="Move or shrink it so that it lies within the card.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("Too far right", (600, 150, 400, 60)))),
    sound=lambda: deck(slide(title(), text("Where it belongs", (492, 150, 400, 60)))),
)
