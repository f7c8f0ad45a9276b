"""File formats that do not say the same."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject


def check(subject: Subject) -> Iterator[Flaw]:
    """The texts of the formats against the first one, page by page, letters and figures only."""
    texts = list(subject.texts.items())
    for name, pages in texts[1:]:
        first, own = texts[0]
        if len(pages) != len(own):
            yield Flaw(0, "error", len(pages), len(own), f"{name} has {len(pages)} pages, {first} has {len(own)}")
            continue
        for number, (mine, theirs) in enumerate(zip(own, pages, strict=True), start=1):
            if letters(mine) != letters(theirs):
                yield Flaw(number, "error", 1, 0, f"{name} does not say what {first} says")


def letters(text: str) -> list[str]:
    """Letters and figures in any order: programs take columns in different ones."""
    return sorted(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


RULE: Final = Rule(
    id="F5",
    name="agreement",
    title="All formats say the same",
    formula="letters and figures of each page in PPTX and HTML against those laid out, charts aside; compared by the tests, "
    "where all of them are made",
    limit="any difference",
    severity="error",
    grounds="exports that lost what the preview showed",
    fix="Report it: this is a fault of the program.",
    check=check,
    flawed=lambda: deck(slide(title()), texts={"html": ("Room",), "pptx": ("Roam",)}),
    sound=lambda: deck(slide(title()), texts={"html": ("Room",), "pptx": ("Room ",)}),
)
