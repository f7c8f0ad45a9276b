"""Too many sizes of type."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject

CARD, DECK = 4, 6  # sizes


def check(subject: Subject) -> Iterator[Flaw]:
    """Whole points; code, charts, headers and footers aside."""
    every: set[int] = set()
    for page in subject.canvas.pages:
        sizes = in_use(page)
        every |= sizes
        if len(sizes) > CARD:
            yield Flaw(
                page.number, "warning", len(sizes), CARD, f"it uses {len(sizes)} sizes of type: {_listed(sizes)} pt"
            )
    if len(every) > DECK:
        yield Flaw(0, "warning", len(every), DECK, f"the deck uses {len(every)} sizes of type: {_listed(every)} pt")


def in_use(page: Page) -> set[int]:
    """Sizes of type on a page, in whole points."""
    return {
        round(run.size)
        for element in page.content
        for paragraph in element.all_paragraphs
        for run in paragraph.runs
        if run.text.strip() and not run.code
    }


def _listed(sizes: set[int]) -> str:
    return ", ".join(str(size) for size in sorted(sizes))


RULE: Final = Rule(
    id="T3",
    name="sizes",
    title="Few sizes of type",
    formula="sizes in whole points, per card and per deck; code, charts, headers and footers aside",
    limit="> 4 per card, > 6 per deck",
    severity="warning",
    grounds="a study of decks that a structural checker had passed",
    fix="Use the sizes of the theme's type scale.",
    check=check,
    flawed=lambda: deck(slide(title(), *[text("Words", (68, 120 + 60 * n, 400, 40), 14 + 2 * n) for n in range(5)])),
    sound=lambda: deck(slide(title(), text("Words", size=24), text("A source", (68, 460, 400, 20), 14))),
)
