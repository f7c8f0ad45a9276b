"""A title whose last line is one short word."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule, each_page
from cardwright.lint.texts import title_of
from cardwright.words import WIDE

LIMIT: Final = 8  # characters; a longer word fills a line well enough


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Titles of several lines."""
    title = title_of(page)
    for paragraph in title.paragraphs if title else ():
        last = paragraph.last.strip()
        alone = last and not any(char.isspace() or char == "\u00a0" for char in last)
        most = 1 if last and WIDE.search(last) else LIMIT
        if title and alone and len(last) <= most:
            yield Flaw(page.number, "info", 1, 1, f"“{last}” stands alone on its title's last line", (title,))


RULE: Final = Rule(
    id="T6",
    name="orphans",
    title="No lone word on a title's last line",
    formula="last line of a title that breaks holds one word of up to eight letters, or one character of a script without spaces",
    limit="any",
    severity="info",
    grounds="typographic custom",
    fix="Reword the title, or keep its last two words together.",
    check=each_page(check),
    flawed=lambda: deck(
        slide(title("Why the river needs more and more of its old room", paragraph={"lines": 2, "last": "room"}))
    ),
    sound=lambda: deck(
        slide(
            title(
                "Why the river needs more and more of its old room", paragraph={"lines": 2, "last": "of its old room"}
            )
        )
    ),
)
