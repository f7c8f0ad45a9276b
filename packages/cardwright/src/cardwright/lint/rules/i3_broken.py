"""Pictures that show nothing."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Picture, Profile
from cardwright.lint.examples import deck, picture, slide, title
from cardwright.lint.pixels import is_blank
from cardwright.lint.rule import Flaw, Rule, each_page


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Pictures without bytes, and such of one single colour that are not decoration."""
    for element in page.elements:
        shown = element.picture
        if shown is None or not page.shows(element):
            continue
        if not shown.data:
            yield Flaw(page.number, "error", 1, 0, "its picture is missing", (element,))
        elif not element.decorative and is_blank(shown):
            yield Flaw(page.number, "error", 1, 0, "its picture is a single colour", (element,))


RULE: Final = Rule(
    id="I3",
    name="broken",
    title="Pictures show something",
    formula="a picture without bytes, or of one colour",
    limit="any",
    severity="error",
    grounds="black pictures that were paid for",
    fix="Put another picture in its place, or take it out.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), picture(picture=Picture(784, 588)))),
    sound=lambda: deck(slide(title(), picture())),
)
