"""Long text set in the middle."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 0.5  # of the paragraphs
LINES: Final = 2


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Paragraphs of more than two lines, titles aside."""
    long = [
        (paragraph, one)
        for one in page.content
        if one.role == "body"
        for paragraph in one.paragraphs
        if paragraph.lines > LINES
    ]
    centred = [pair for pair in long if pair[0].align == "center"]
    share = len(centred) / len(long) if long else 0.0
    if share > LIMIT:
        boxes = tuple(dict.fromkeys(one for _, one in centred))
        yield Flaw(
            page.number, "warning", share, LIMIT, f"{len(centred)} of {len(long)} long paragraphs are centred", boxes
        )


RULE: Final = Rule(
    id="T7",
    name="centred-prose",
    title="Long paragraphs are not centred",
    formula="share of paragraphs over two lines that are centred, titles aside",
    limit="> 50 %",
    severity="warning",
    grounds="eyes look for the start of the next line",
    fix="Align long paragraphs at their start.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text(" ".join([PROSE] * 3), paragraph={"align": "center", "lines": 4}))),
    sound=lambda: deck(slide(title(), text(" ".join([PROSE] * 3), paragraph={"lines": 4}))),
)
