"""Fonts that the reader's machine may not have."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import FontUse
from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject


def check(subject: Subject) -> Iterator[Flaw]:
    """Families that a file only names, and such that had to be replaced."""
    for use in subject.canvas.fonts:
        if use.embedded:
            continue
        if not use.available:
            yield Flaw(0, "info", use.characters, 0, f"{use.family} is not to be had; another font sets its text")
        elif use.embedded is False:
            yield Flaw(0, "info", use.characters, 0, f"{use.family} is named but not in the file")


RULE: Final = Rule(
    id="F4",
    name="fonts",
    title="Fonts travel with the file",
    formula="families that a PPTX names without embedding them; families of a theme that are not installed",
    limit="any",
    severity="info",
    grounds="without the font text breaks in other places; embedded fonts are shown by some programs only",
    fix="Install the font where the file is shown, embed it, or send a PDF.",
    check=check,
    flawed=lambda: deck(slide(title()), fonts=(FontUse("Inter", 120, embedded=False),)),
    sound=lambda: deck(slide(title()), fonts=(FontUse("Inter", 120),)),
)
