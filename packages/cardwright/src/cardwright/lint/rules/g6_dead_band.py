"""An empty stripe across the card."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.geometry import gaps
from cardwright.lint.rule import Flaw, Rule, each_page

LIMIT: Final = 0.25  # of the card's height


def check(page: Page, profile: Profile) -> Iterator[Flaw]:
    """Title cards are sparse on purpose, and a text that is read may end anywhere on its page."""
    if page.opening or page.backdrop is not None:
        return
    top, bottom = tallest(page, to_end=profile == "presented" and not page.flows)
    share = (bottom - top) / page.height if page.height else 0.0
    if share > LIMIT:
        yield Flaw(
            page.number,
            "warning",
            share,
            LIMIT,
            f"{share:.0%} of its height is empty from side to side, from {top:.0f} pt",
        )


def tallest(page: Page, *, to_end: bool = True) -> tuple[float, float]:
    """Top and bottom of the highest band between the margins in which nothing stands."""
    spans = [(one.shown.y, one.shown.bottom) for one in page.visible]
    low, high = page.margins[1], page.height - page.margins[1]
    if not to_end:
        high = min(high, max((bottom for _, bottom in spans), default=low))
    return max(gaps(spans, low, high), key=lambda gap: gap[1] - gap[0], default=(low, low))


RULE: Final = Rule(
    id="G6",
    name="dead-band",
    title="No empty stripe across the card",
    formula="height of the tallest empty band from side to side, margins excepted, ÷ height of the card; "
    "title cards excepted, and what follows the last line of a page that is read",
    limit="> 25 %",
    severity="warning",
    grounds="decks that a structural checker had passed with 37 to 42 % of a card empty",
    fix="Set the content larger, spread it, or put more on the card.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text(PROSE, (68, 130, 824, 68)))),
    sound=lambda: deck(slide(title(), text(PROSE, (68, 150, 824, 68)), text(PROSE, (68, 330, 824, 68)))),
)
