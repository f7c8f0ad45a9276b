"""Walls of text."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, Severity, each_page
from cardwright.lint.texts import words

PRESENTED: Final = (80, 120)  # words: more is a warning, more is an error
READ: Final = 250


def check(page: Page, profile: Profile) -> Iterator[Flaw]:
    """Words of each card; where cards share a page, of each of them."""
    if profile == "presented":
        found = words(page)
        if found > PRESENTED[0]:
            severity: Severity = "error" if found > PRESENTED[1] else "warning"
            limit = PRESENTED[1] if severity == "error" else PRESENTED[0]
            yield Flaw(page.number, severity, found, limit, f"it has {found} words, more than {limit}")
        return
    most = max((words(page, section) for section in {one.section for one in page.content}), default=0)
    if most > READ:
        yield Flaw(page.number, "warning", most, READ, f"it has {most} words under one title, more than {READ}")


RULE: Final = Rule(
    id="T5",
    name="density",
    title="Cards are not walls of text",
    formula="words per card, those of charts, headers and footers aside; where several cards share a page, per card on it",
    limit="presented: > 80 warning, > 120 error. read: > 250 warning",
    severity="error or warning",
    grounds="advice on speaking notes is 7 to 20 words beside a speaker, 100 to 250 for reading; "
    "our limits are looser so that kept texts pass",
    fix="Split the card, or move what is spoken into its notes.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text(" ".join([PROSE] * 9), (68, 120, 824, 380)))),
    sound=lambda: deck(slide(title(), text(" ".join([PROSE] * 3), (68, 120, 824, 380)))),
)
