"""PDF files that screen readers cannot rely on."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject


def check(subject: Subject) -> Iterator[Flaw]:
    """A PDF that could not be written as PDF/UA-1; known only where it was written."""
    if reason := subject.failed.get("pdf"):
        yield Flaw(0, "error", 1, 0, f"the PDF is {reason}")


RULE: Final = Rule(
    id="F2",
    name="pdf-valid",
    title="PDF keeps to PDF/UA-1",
    formula="whether the typesetter, which checks it, could write the PDF as PDF/UA-1; asked when a PDF is made",
    limit="any",
    severity="error",
    grounds="PDF/UA-1 (ISO 14289-1)",
    fix="Mend what the message names; the file is a tagged PDF all the same.",
    check=check,
    flawed=lambda: deck(slide(title()), failed={"pdf": "not PDF/UA-1: the document has no title"}),
    sound=lambda: deck(slide(title()), failed={}),
)
