"""Random decks, looked at on paper and in a browser."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from browsing import CHROMIUM, FLAGS, rectangles
from cards import random_laid
from cardwright.export.html import EXPORTER
from cardwright.layout import Laid
from cardwright.units import Rect
from overflow import EACH, complaints
from playwright.sync_api import Page, sync_playwright

_HEIGHTS = """() => Array.from(document.querySelectorAll('.in'), (card) =>
    card.getBoundingClientRect().height * getComputedStyle(card).getPropertyValue('--w') / card.getBoundingClientRect().width)"""
# Texts that are wider than their own box; what scrolls by itself may be.
_CUT = """() => Array.from(document.querySelectorAll('.k:not(pre)'))
    .filter((text) => text.scrollWidth > text.clientWidth + 1 && !text.closest('.tb, .cg, pre'))
    .map((text) => `${text.closest('[data-n]')?.dataset.n}: ${text.textContent.slice(0, 40)}`)"""


def on_paper(number: int) -> list[str]:
    """What is wrong with a deck as it is laid out."""
    laid, name = random_laid(number, EACH)
    return [f"{name}, {what}" for what in complaints(laid)]


def on_screen(number: int) -> list[str]:
    """What is wrong with a deck as Chromium shows it."""
    laid, name = random_laid(number, EACH)
    page = _page()
    path = Path(mkdtemp()) / "deck.html"
    path.write_bytes(EXPORTER(laid))
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    path.unlink()
    path.parent.rmdir()
    return [f"{name}, {what}" for what in (*complaints(_as_seen(laid, page)), *page.evaluate(_CUT))]


@cache
def _page() -> Page:
    """An empty page, which ends with its process."""
    browser = sync_playwright().start().chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    return browser.new_page(viewport={"width": 1100, "height": 1400})


def _as_seen(laid: Laid, page: Page) -> Laid:
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
