"""Text whose language nobody tells the screen reader."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject


def check(subject: Subject) -> Iterator[Flaw]:
    """The deck's own language, and that of every run."""
    if not subject.canvas.language:
        yield Flaw(0, "error", 1, 0, "the deck names no language")
    for page in subject.canvas.pages:
        silent = tuple(
            one
            for one in page.elements
            if any(run.text.strip() and not run.language for p in one.all_paragraphs for run in p.runs)
        )
        if silent:
            yield Flaw(page.number, "error", len(silent), 0, f"{len(silent)} of its texts name no language", silent)


RULE: Final = Rule(
    id="A6",
    name="language",
    title="The language is named",
    formula="a deck, or a run of text, for which no language is set, neither by itself nor by what it inherits from",
    limit="any",
    severity="error",
    grounds="PDF/UA; WCAG 2.2, 3.1.1",
    fix="Set the proofing language of the text.",
    check=check,
    flawed=lambda: deck(slide(title(), text("Words", look={"language": ""}))),
    sound=lambda: deck(slide(title(), text("Words"))),
)
