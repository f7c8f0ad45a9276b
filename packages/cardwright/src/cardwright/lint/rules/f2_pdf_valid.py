"""PDF files that screen readers and archives cannot rely on."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject


def check(subject: Subject) -> Iterator[Flaw]:
    """A PDF that could not be written as PDF/UA-1 and PDF/A-2a; known only where it was written."""
    if reason := subject.failed.get("pdf"):
        yield Flaw(0, "error", 1, 0, f"the PDF is {reason}")


RULE: Final = Rule(
    id="F2",
    name="pdf-valid",
    title="PDF keeps to PDF/UA-1 and PDF/A-2a",
    formula="whether the typesetter, which checks it, could write the PDF as both; asked when a PDF is made",
    limit="any",
    severity="error",
    grounds="PDF/UA-1 (ISO 14289-1), PDF/A-2 (ISO 19005-2)",
    fix="Mend what the message names; the file is a tagged PDF all the same.",
    check=check,
    flawed=lambda: deck(slide(title()), failed={"pdf": "not PDF/UA-1: the document has no title"}),
    sound=lambda: deck(slide(title()), failed={}),
)
