"""What no card does on paper no card does in a browser: reach over its edges, or lie over itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from browsing import IN_BROWSER, rectangles
from cards import random_laid
from cardwright.export.html import EXPORTER
from cardwright.layout import Laid
from cardwright.units import Rect
from overflow import complaints
from playwright.sync_api import Browser, Page

pytestmark = IN_BROWSER
EACH = 10  # cards of a deck
SHARE = 10  # one card in so many of those that layout is asked about
_HEIGHTS = """() => Array.from(document.querySelectorAll('.in'), (card) =>
    card.getBoundingClientRect().height * getComputedStyle(card).getPropertyValue('--w') / card.getBoundingClientRect().width)"""
# Texts that are wider than their own box; what scrolls by itself may be.
_CUT = """() => Array.from(document.querySelectorAll('.k:not(pre)'))
    .filter((text) => text.scrollWidth > text.clientWidth + 1 && !text.closest('.tb, .cg, pre'))
    .map((text) => `${text.closest('[data-n]')?.dataset.n}: ${text.textContent.slice(0, 40)}`)"""


def as_seen(laid: Laid, page: Page) -> Laid:
    """The layout with heights and places as the browser has them."""
    seen, heights = rectangles(page), page.evaluate(_HEIGHTS)
    pages = [
        replace(
            one,
            height=tall,
            places={node: Rect(*seen[one.number, node]) for node in one.places if (one.number, node) in seen},
        )
        for one, tall in zip(laid.pages, heights, strict=True)
    ]
    return replace(laid, pages=tuple(pages))


@pytest.mark.timeout(0)
def test_random_cards_keep_within_their_edges(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """`--cards 100000` looks at 10 000."""
    found: list[str] = []
    path = tmp_path / "deck.html"
    page = browser.new_page(viewport={"width": 1100, "height": 1400})
    for number in range(-(-int(request.config.getoption("--cards")) // EACH // SHARE)):
        laid, name = random_laid(number, EACH)
        path.write_bytes(EXPORTER(laid))
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        found += [f"{name}, {what}" for what in (*complaints(as_seen(laid, page)), *page.evaluate(_CUT))]
    page.close()
    assert not found
