"""Card after card that looks the same."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from cardwright.lint.canvas import Page
from cardwright.lint.examples import PROSE, deck, picture, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject

LIMIT: Final = 3  # cards in a row
_GRID: Final = 6  # columns to which places are rounded


def check(subject: Subject) -> Iterator[Flaw]:
    """Runs of cards with the same things in the same columns; only where cards are presented."""
    if subject.canvas.profile != "presented":
        return
    for _, group in groupby(subject.canvas.pages, key=arrangement):
        pages = list(group)
        if len(pages) > LIMIT:
            message = f"cards {pages[0].number} to {pages[-1].number} are laid out alike"
            yield Flaw(pages[LIMIT].number, "info", len(pages), LIMIT, message)


def arrangement(page: Page) -> frozenset[tuple[str, int, int]]:
    """What stands in which columns, roughly."""
    step = page.width / _GRID or 1.0
    return frozenset(
        (f"{one.kind} {one.role}", round(one.rect.x / step), round(one.rect.width / step)) for one in page.content
    )


RULE: Final = Rule(
    id="K5",
    name="monotony",
    title="Cards do not all look the same",
    formula="cards in a row with the same kinds of content in the same columns (sixths of the width); presented only",
    limit="> 3",
    severity="info",
    grounds="SlidesGen-Bench (rhythm)",
    fix="Let a picture, a figure or a quotation take turns with text.",
    check=check,
    flawed=lambda: deck(*[slide(title(f"No. {n}"), text(PROSE), number=n, name=f"No. {n}") for n in range(1, 6)]),
    sound=lambda: deck(
        *[
            slide(title(f"No. {n}"), *([picture()] if n == 3 else [text(PROSE)]), number=n, name=f"No. {n}")
            for n in range(1, 6)
        ]  # noqa: PLR2004
    ),
    gate=True,
)
