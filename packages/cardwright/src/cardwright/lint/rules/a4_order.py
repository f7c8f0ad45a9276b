"""What a screen reader tells in another order than eyes take."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import deck, slide, text
from cardwright.lint.rule import Flaw, Rule, each_page

_HALF: Final = 0.5
_CLEAR: Final = 4.0  # points that one must end before the other begins


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """One flaw a page: how many pairs are told the wrong way round, and the first of them."""
    inverted = [(one, other) for one, other in combinations(page.content, 2) if precedes(other, one, rtl=page.rtl)]
    if inverted:
        yield Flaw(
            page.number, "warning", len(inverted), 0, "it is read out in another order than it is seen in", inverted[0]
        )


def precedes(one: Element, other: Element, *, rtl: bool) -> bool:
    """Whether one is clearly seen before the other: above it in its column, or before it in its row."""
    a, b = one.shown, other.shown
    wide, high = min(a.right, b.right) - max(a.x, b.x), min(a.bottom, b.bottom) - max(a.y, b.y)
    if wide > 0 and high > 0:
        return False
    if wide > _HALF * min(a.width, b.width):
        return a.bottom <= b.y + _CLEAR and a.y < b.y - _CLEAR
    abreast = high > _HALF * max(a.height, b.height)
    before = a.x >= b.right - _CLEAR if rtl else a.right <= b.x + _CLEAR
    return abreast and before


RULE: Final = Rule(
    id="A4",
    name="order",
    title="Reading order is the order seen",
    formula="pairs in which the later one in the file stands above the earlier in its column, or before it in its row",
    limit="any",
    severity="warning",
    grounds="PDF/UA, Matterhorn protocol 09",
    fix="Change the order of the shapes, for instance in the selection pane.",
    check=each_page(check),
    flawed=lambda: deck(slide(text("Second", (68, 300, 400, 60)), text("First", (68, 150, 400, 60)))),
    sound=lambda: deck(
        slide(text("Left", (68, 150, 400, 300)), text("Right", (492, 150, 400, 60)), text("Below", (492, 250, 400, 60)))
    ),
)
