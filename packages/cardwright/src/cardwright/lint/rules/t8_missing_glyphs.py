"""Characters that come out as empty boxes."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from cardwright.faces import is_shipped, uncovered
from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, Severity, each_page

_SHOWN: Final = 8  # characters named in a message
# Marks, joiners and selectors change what stands beside them; private characters belong to fonts of their own.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """One flaw a page, with the characters."""
    mine = [(one, frozenset(_characters(one))) for one in page.elements]
    lacking = uncovered(frozenset(char for _, own in mine for char in own))
    if not lacking:
        return
    boxes = tuple(one for one, own in mine if own & lacking)
    # A font that is not shipped may have them.
    severity: Severity = "error" if all(_in_shipped(one) for one in boxes) else "warning"
    named = " ".join(sorted(lacking)[:_SHOWN])
    yield Flaw(
        page.number, severity, len(lacking), 0, f"no shipped font has {len(lacking)} of its characters: {named}", boxes
    )


def _characters(element: Element) -> Iterator[str]:
    for paragraph in element.all_paragraphs:
        for char in {*paragraph.text}:
            if char > "~" and unicodedata.category(char) not in _INVISIBLE and not "\ufe00" <= char <= "\ufe0f":
                yield char


def _in_shipped(element: Element) -> bool:
    return all(is_shipped(run.font) for paragraph in element.all_paragraphs for run in paragraph.runs if run.font)


RULE: Final = Rule(
    id="T8",
    name="missing-glyphs",
    title="Every character can be drawn",
    formula="characters for which no shipped font has a glyph",
    limit="any",
    severity="error; warning when the text names a font that is not shipped, for that may have them",
    grounds="they come out as empty boxes",
    fix="Replace the characters, or install a font that has them.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("Runes: ᚱᚢᚾ"))),
    sound=lambda: deck(slide(title(), text("Straße, 川, река, 🙂"))),
)
