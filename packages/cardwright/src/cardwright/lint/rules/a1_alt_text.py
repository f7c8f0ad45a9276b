"""Pictures that those who cannot see them hear nothing of."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import chart, deck, picture, slide, title
from cardwright.lint.rule import Flaw, Rule, each_page

_SEEN: Final = frozenset({"picture", "chart"})


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Pictures and charts without words that are not marked as decoration."""
    for element in page.elements:
        if element.kind in _SEEN and not element.alt.strip() and not element.decorative:
            yield Flaw(page.number, "error", 1, 0, f"nothing says what the {element.kind} shows", (element,))


RULE: Final = Rule(
    id="A1",
    name="alt-text",
    title="Pictures and charts are described",
    formula="a picture or chart without alternative text that is not marked as decoration",
    limit="any",
    severity="error",
    grounds="accessibility checkers of office programs; WCAG 2.2, 1.1.1",
    fix="Describe it in a sentence, or mark it as decoration.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), picture(alt=""))),
    sound=lambda: deck(slide(title(), chart())),
)
