"""A card that leans to one side."""

from collections.abc import Iterator
from math import hypot
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.geometry import area, center
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 0.20  # of half the diagonal


def check(page: Page, profile: Profile) -> Iterator[Flaw]:
    """Cards that are shown whole; title cards may lean."""
    if page.opening or page.flows or profile == "read":
        return
    share = lean(page)
    if share > LIMIT:
        yield Flaw(page.number, "info", share, LIMIT, f"its weight lies {share:.0%} of the way to a corner")


def lean(page: Page) -> float:
    """Distance of the centre of what is shown from the card's own, as a share of half the diagonal."""
    parts = [(area(one.shown), center(one.shown)) for one in page.content]
    total = sum(weight for weight, _ in parts)
    if not total:
        return 0.0
    x = sum(weight * at[0] for weight, at in parts) / total
    y = sum(weight * at[1] for weight, at in parts) / total
    return hypot(x - page.width / 2, y - page.height / 2) / (hypot(page.width, page.height) / 2)


RULE: Final = Rule(
    id="G8",
    name="balance",
    title="The card's weight is in its middle",
    formula="distance of the centre of all content, weighted by area, from the card's centre ÷ half the diagonal; "
    "title cards and pages that are read excepted",
    limit="> 20 %",
    severity="info",
    grounds="Ngo 2003 (balance)",
    fix="Spread the content, or set something against it on the other side.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(at=(68, 56, 200, 44)), text(PROSE, (68, 110, 240, 120)))),
    sound=lambda: deck(slide(title(), text(PROSE, (68, 150, 824, 300)))),
)
