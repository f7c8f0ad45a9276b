"""Titles that are paragraphs."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, title
from cardwright.lint.rule import Flaw, Rule, each_page
from cardwright.lint.texts import counted, title_of

LINES, WORDS = 2, 15


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Titles as they are shown."""
    title = title_of(page)
    if title is None:
        return
    words, lines = counted(title.text), sum(max(1, paragraph.lines) for paragraph in title.paragraphs)
    if words > WORDS:
        yield Flaw(page.number, "warning", words, WORDS, f"its title has {words} words", (title,))
    elif lines > LINES:
        yield Flaw(page.number, "warning", lines, LINES, f"its title takes {lines} lines", (title,))


RULE: Final = Rule(
    id="T4",
    name="title-length",
    title="Titles are short",
    formula="lines and words of a title; where a script sets no spaces, two characters count as a word",
    limit="> 2 lines, > 15 words",
    severity="warning",
    grounds="a study of decks that a structural checker had passed",
    fix="Say the point in the title and the rest below it.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(f"{PROSE} {PROSE}", paragraph={"lines": 4}))),
    sound=lambda: deck(slide(title("Why the river needs room"))),
)
