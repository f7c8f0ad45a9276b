"""Colours that the theme does not have."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page
from cardwright.lint.colors import apart, hue
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject

LIMIT: Final = 0
_SAME: Final = 15.0  # degrees within which a hue is the theme's own, lighter or darker


def check(subject: Subject) -> Iterator[Flaw]:
    """Hues of texts and areas that are far from all of the theme's; code is coloured by its own rules."""
    own = [angle for color in subject.canvas.palette if (angle := hue(color)) is not None]
    if not subject.canvas.palette:
        return
    for page in subject.canvas.pages:
        strange = sorted(color for color in _used(page) if _is_strange(color, own))
        if strange:
            named = ", ".join(strange[:6])
            yield Flaw(page.number, "info", len(strange), LIMIT, f"colours whose hue is not of the theme: {named}")


def _used(page: Page) -> set[str]:
    found: set[str] = set()
    for element in page.elements:
        found.update(element.fills)
        found.update(run.color for p in element.all_paragraphs for run in p.runs if run.color and not run.code)
        if element.table:
            found.update(fill for row in element.table.rows for cell in row for fill in cell.fills)
    return found


def _is_strange(color: str, own: list[float]) -> bool:
    angle = hue(color)
    return angle is not None and all(apart(angle, one) > _SAME for one in own)


RULE: Final = Rule(
    id="C2",
    name="colors",
    title="Colours are the theme's",
    formula="colours of texts and areas whose hue is more than 15° from every hue of the theme; greys, code and pictures aside",
    limit="> 0",
    severity="info",
    grounds="a theme is recoloured in one place only when all use it",
    fix="Use a colour of the theme.",
    check=check,
    flawed=lambda: deck(slide(title(), text("Magenta", look={"color": "#b0107a"}))),
    sound=lambda: deck(slide(title(), text("Green", look={"color": "#1f6f5c"}))),
)
