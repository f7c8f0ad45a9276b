"""Titles that look like text."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, each_page
from cardwright.lint.texts import body_size, title_of, title_size

LIMIT: Final = 1.5  # times the body's size
_ROUNDING: Final = 0.005


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Cards that show a title and have prose."""
    body, title, shown = body_size(page), title_size(page), title_of(page)
    if body and title and shown and title / body < LIMIT - _ROUNDING:
        value = title / body
        yield Flaw(
            page.number, "warning", value, LIMIT, f"its title is only {value:.2f} times as large as its text", (shown,)
        )


RULE: Final = Rule(
    id="T2",
    name="hierarchy",
    title="Titles stand out from text",
    formula="size of the title ÷ size of the body",
    limit="< 1.5",
    severity="warning",
    grounds="a study of decks that a structural checker had passed",
    fix="Set the title larger or the text smaller.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(size=28), text(PROSE, size=24))),
    sound=lambda: deck(slide(title(size=36), text(PROSE, size=24))),
)
