"""Pictures pulled out of shape."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Picture, Profile
from cardwright.lint.examples import deck, picture, slide, title
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 0.02


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Pictures whose size in pixels is known."""
    for element in page.elements:
        shown, at = element.picture, element.rect
        if shown is None or not all((shown.width, shown.height, at.width, at.height)):
            continue
        pull = abs(at.width / at.height / (shown.width / shown.height) - 1)
        if pull > LIMIT:
            yield Flaw(page.number, "error", pull, LIMIT, f"it is pulled out of shape by {pull:.0%}", (element,))


RULE: Final = Rule(
    id="I1",
    name="distortion",
    title="Pictures keep their shape",
    formula="|aspect shown ÷ aspect of the picture after cropping − 1|",
    limit="> 2 %",
    severity="error",
    grounds="AeSlides",
    fix="Crop the picture instead of stretching it.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), picture((500, 150, 392, 200)))),
    sound=lambda: deck(slide(title(), picture((500, 150, 392, 200), picture=Picture(784, 400, b"\x89PNG")))),
)
