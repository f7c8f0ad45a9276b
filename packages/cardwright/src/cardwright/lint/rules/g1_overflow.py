"""Text that is larger than its box."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Needs, Page, Profile
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, Severity, each_page

LIMIT: Final = 0.75  # points, a pixel of a screen
_SLACK: Final = {"exact": 0.0, "estimated": 0.03, "guessed": 0.1}  # of the box, that an estimate may be off by


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Page by page: text outside its own box, and content too high for its card."""
    if page.over > LIMIT:
        yield Flaw(page.number, "error", page.over, LIMIT, f"the content is {page.over:.0f} pt higher than its card")
    for element in page.elements:
        if element.needs is None:
            continue
        over = excess(element)
        if over > LIMIT:
            severity: Severity = "warning" if element.measured == "guessed" else "error"
            yield Flaw(
                page.number, severity, over, LIMIT, f"its text needs {over:.0f} pt more than its box has", (element,)
            )


def excess(element: Element) -> float:
    """Points by which a text is larger than its box, less what its measure may be off by."""
    needs, box, slack = element.needs, element.rect, _SLACK[element.measured]
    if needs is None:
        return 0.0
    return max(needs.width * (1 - slack) - box.width, needs.height * (1 - slack) - box.height, 0.0)


RULE: Final = Rule(
    id="G1",
    name="overflow",
    title="Text fits its box",
    formula="height, or width of the widest word, of a text − that of its box; height of the content − that of its card",
    limit="> 0.75 pt",
    severity="error; warning when the text's font is not to be had",
    grounds="office-kit's text audit; the third most frequent complaint about generated decks",
    fix="Shorten the text, set it smaller, or give its box more room.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("A long text", needs=Needs(300, 180)))),
    sound=lambda: deck(slide(title(), text("A short text", needs=Needs(300, 34)))),
)
