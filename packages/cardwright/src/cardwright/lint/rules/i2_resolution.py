"""Pictures with too few pixels."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Picture, Profile
from cardwright.lint.examples import deck, picture, slide, title
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 96  # pixels an inch
_INCH: Final = 72.0  # points


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Pictures at the size they are shown."""
    for element in page.elements:
        shown, at = element.picture, element.rect
        if shown is None or not shown.width or at.width <= 0 or not page.shows(element):
            continue
        density = shown.width / at.width * _INCH
        if density < LIMIT - 1:
            yield Flaw(page.number, "warning", density, LIMIT, f"it has only {density:.0f} pixels an inch", (element,))


RULE: Final = Rule(
    id="I2",
    name="resolution",
    title="Pictures are sharp",
    formula="pixels after cropping ÷ inches shown",
    limit="< 96 pixels an inch",
    severity="warning",
    grounds="a screen shows that many",
    fix="Use a larger picture, or show it smaller.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), picture(picture=Picture(196, 147, b"\x89PNG")))),
    sound=lambda: deck(slide(title(), picture())),
)
