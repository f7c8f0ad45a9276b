"""Boxes in boxes in boxes."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import box, deck, slide, title
from cardwright.lint.geometry import area, holds
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 3  # boxes, one in another
_WHOLE: Final = 0.95  # of the card; what is larger is its background


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """The deepest box of the page, when it lies in two others."""
    boxes = [
        one
        for one in page.elements
        if one.kind in {"shape", "text"} and (one.fills or one.outlined) and page.shows(one)
        and area(one.rect) < _WHOLE * page.width * page.height
    ]  # fmt: skip
    chains = [_chain(one, boxes) for one in boxes]
    deepest: list[Element] = max(chains, key=len, default=list[Element]())
    if len(deepest) >= LIMIT:
        yield Flaw(
            page.number, "warning", len(deepest), LIMIT, f"{len(deepest)} boxes stand one in another", tuple(deepest)
        )


def _chain(box: Element, boxes: list[Element]) -> list[Element]:
    """A box and those around it, the innermost first."""
    around = [
        one for one in boxes if one is not box and holds(one.rect, box.rect, 0.0) and area(one.rect) > area(box.rect)
    ]
    return [box, *sorted(around, key=lambda one: area(one.rect))]


RULE: Final = Rule(
    id="G9",
    name="nesting",
    title="Boxes are not nested three deep",
    formula="boxes with a fill or a border, each within the next; the card's background excepted",
    limit="≥ 3",
    severity="warning",
    grounds="a study of decks that a structural checker had passed",
    fix="Take a box away; space groups as well as borders do.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), box((68, 150, 400, 300)), box((88, 170, 300, 200)), box((108, 190, 100, 80)))),
    sound=lambda: deck(slide(title(), box((68, 150, 400, 300)), box((88, 170, 300, 200)))),
)
