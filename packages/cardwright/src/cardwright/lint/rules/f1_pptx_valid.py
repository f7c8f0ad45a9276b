"""PPTX files that office programs want to repair."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Package
from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject

_SHOWN: Final = 20  # problems; a broken file has one a part


def check(subject: Subject) -> Iterator[Flaw]:
    """Relations that lead nowhere, ids that stand twice, parts without a content type."""
    problems = subject.canvas.package.problems if subject.canvas.package else ()
    for problem in problems[:_SHOWN]:
        yield Flaw(0, "error", 1, 0, problem)


RULE: Final = Rule(
    id="F1",
    name="pptx-valid",
    title="PPTX keeps to its format",
    formula="relations without a target, shapes with the same id, parts without a content type. Our own files are "
    "also checked against the ECMA-376 schemas by the tests",
    limit="any",
    severity="error",
    grounds="office-kit; repair dialogs of office programs",
    fix="Save the file once in an office program.",
    check=check,
    flawed=lambda: deck(slide(title()), package=Package(("ppt/slides/slide1.xml: rId7 leads nowhere",))),
    sound=lambda: deck(slide(title()), package=Package(levels=(3,))),
)
