"""Text that does not stand out from what is behind it."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Page, Picture, Profile, Run
from cardwright.lint.colors import ground, ratio
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.pixels import under
from cardwright.lint.rule import Flaw, Rule, each_page
from cardwright.units import Rect

TEXT, LARGE = 4.5, 3.0
_LARGE: Final = 18.0  # points from which text is large, bold text from 14
_LARGE_BOLD: Final = 14.0
_PERCENTILE: Final = 0.05
_ROUNDING: Final = 0.005

Colors = tuple[str, ...]


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """The worst letters of each element; where nothing tells their colour, nothing is said."""
    for element in page.elements:
        if not page.shows(element):
            continue
        worst = min(_ratios(page, element), key=lambda pair: pair[0] / pair[1], default=None)
        if worst and worst[0] < worst[1] - _ROUNDING:
            message = f"its contrast is {worst[0]:.2f}:1, less than {worst[1]:g}:1"
            yield Flaw(page.number, "error", worst[0], worst[1], message, (element,))


def _ratios(page: Page, element: Element) -> Iterator[tuple[float, float]]:
    """Contrast and the least it should be, of each look in an element."""
    if element.table is None:
        looks = {run for p in element.paragraphs for run in p.runs if run.color and run.text.strip()}
        if looks:
            colors, picture, at = ground(page, element, element.shown)
            for run in looks:
                yield _against(run, colors, picture, at, element.shown), needed(run, page)
        return
    beneath = ground(page, element, element.rect)
    for row in element.table.rows:
        for cell in row:
            for run in {run for p in cell.paragraphs for run in p.runs if run.color and run.text.strip()}:
                colors, picture, at = (cell.fills, None, element.rect) if cell.fills else beneath
                yield _against(run, colors, picture, at, element.rect), needed(run, page)


def needed(run: Run, page: Page) -> float:
    """The least contrast of a text; large text may have less."""
    size = run.size / page.unit
    return LARGE if size >= _LARGE or (run.bold and size >= _LARGE_BOLD) else TEXT


def _against(run: Run, colors: Colors, picture: Picture | None, at: Rect, place: Rect) -> float:
    if picture is None:
        return min((ratio(run.color, color) for color in colors), default=21.0)
    found = sorted(
        ratio(run.color, f"#{red:02x}{green:02x}{blue:02x}") for red, green, blue in set(under(picture, at, place))
    )
    return found[int(len(found) * _PERCENTILE)] if found else 21.0


RULE: Final = Rule(
    id="C1",
    name="contrast",
    title="Text stands out",
    formula="(L₁ + 0.05) ÷ (L₂ + 0.05) of text and what is behind it, L the relative luminance; over a picture the 5th "
    "percentile of the colours below the text, over a gradient its worst stop",
    limit="< 4.5; large text (18 pt, or 14 pt bold) < 3",
    severity="error",
    grounds="WCAG 2.2, 1.4.3",
    fix="Use a darker or lighter colour, or put a plain area behind the text.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("Pale words", size=16, look={"color": "#c3c9c0"}))),
    sound=lambda: deck(slide(title(), text("Dark words", size=16))),
)
