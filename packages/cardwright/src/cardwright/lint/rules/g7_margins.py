"""Content in the margin."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 1.0  # point, which rounding may take


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Content nearer to an edge than the theme's margin; headers, footers and pictures up to the edge excepted."""
    for element in page.content:
        short = intrusion(page, element)
        if short > LIMIT and not _bleeds(page, element):
            yield Flaw(page.number, "warning", short, LIMIT, f"it reaches {short:.0f} pt into the margin", (element,))


def intrusion(page: Page, element: Element) -> float:
    """Points by which what an element shows lies in the page's margins."""
    at, (wide, high) = element.shown, page.margins
    return max(wide - at.x, at.right - (page.width - wide), high - at.y, at.bottom - (page.height - high), 0.0)


def _bleeds(page: Page, element: Element) -> bool:
    """Whether it is a picture that reaches an edge."""
    at = element.rect
    reaches = at.x <= LIMIT or at.y <= LIMIT or at.right >= page.width - LIMIT or at.bottom >= page.height - LIMIT
    return element.kind == "picture" and reaches


RULE: Final = Rule(
    id="G7",
    name="margins",
    title="Margins stay free",
    formula="points by which content reaches into the theme's margin (of a PPTX: the margin its master's placeholders "
    "keep); headers, footers and pictures up to the edge excepted",
    limit="any, beyond a point of rounding",
    severity="warning",
    grounds="every card of a theme has the same frame",
    fix="Keep the content within the margins.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("Too far left", (20, 150, 400, 60)))),
    sound=lambda: deck(
        slide(title(), text("Within", (68, 150, 400, 60)), text("7", (860, 500, 60, 20), role="margin"))
    ),
)
