"""Text too small to be read from where its readers are."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, Severity, each_page
from cardwright.lint.texts import body_size, prose, title_size

# Points on a card of 960×540: below the first a warning, below the second an error.
PRESENTED: Final = (24.0, 18.0)
READ: Final = (12.0, 9.0)
TITLE: Final = 36.0
_ROUNDING: Final = 0.05


def check(page: Page, profile: Profile) -> Iterator[Flaw]:
    """Body and title; on cards that are presented also labels, tables and small print, by the limits of what is read."""
    unit = page.unit if profile == "presented" else 1.0
    body = body_size(page)
    floors = PRESENTED if profile == "presented" else READ
    if body and (found := below(body / unit, floors)):
        severity, limit = found
        boxes = _set_in(page, body)
        yield Flaw(
            page.number,
            severity,
            body / unit,
            limit,
            f"its text is {body / unit:.1f} pt, less than {limit:g} pt",
            boxes,
        )
    title = title_size(page) / unit
    if profile == "presented":
        if 0 < title < TITLE - _ROUNDING:
            yield Flaw(page.number, "warning", title, TITLE, f"its title is {title:.1f} pt, less than {TITLE:g} pt")
        yield from _small_print(page, body, unit)


def below(size: float, floors: tuple[float, float]) -> tuple[Severity, float] | None:
    """How bad a size is, and the floor it is below."""
    if size < floors[1] - _ROUNDING:
        return "error", floors[1]
    return ("warning", floors[0]) if size < floors[0] - _ROUNDING else None


def _set_in(page: Page, size: float) -> tuple[Element, ...]:
    mine = set(prose(page))
    return tuple(
        one
        for one in page.content
        if any(p in mine and any(round(run.size, 1) == size for run in p.runs) for p in one.paragraphs)
    )


def _small_print(page: Page, body: float, unit: float) -> Iterator[Flaw]:
    sizes = [
        (run.size, one)
        for one in page.content
        if one.role == "body"
        for p in one.all_paragraphs
        for run in p.runs
        if run.text.strip() and round(run.size, 1) != body
    ]
    sizes += [(one.chart.font_size, one) for one in page.content if one.chart and one.chart.font_size]
    smallest = min(sizes, key=lambda pair: pair[0], default=None)
    if smallest and (found := below(smallest[0] / unit, READ)):
        severity, limit = found
        size = smallest[0] / unit
        yield Flaw(
            page.number,
            severity,
            size,
            limit,
            f"its small print is {size:.1f} pt, less than {limit:g} pt",
            (smallest[1],),
        )


RULE: Final = Rule(
    id="T1",
    name="size-floor",
    title="Text is large enough",
    formula="size in points on a card of 960×540, scaled by height (by width on cards higher than wide). Body: the size of "
    "most characters in paragraphs of four words or more; small print: anything else, such as labels and tables",
    limit="presented: body < 24 warning, < 18 error; title < 36 warning; small print < 12 warning, < 9 error. "
    "read: body < 12 warning, < 9 error",
    severity="error or warning",
    grounds="a study of decks that a structural checker had passed; small print is our addition",
    fix="Set it larger, or say less on the card.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text(PROSE, size=14))),
    sound=lambda: deck(slide(title(), text(PROSE, size=24))),
)
