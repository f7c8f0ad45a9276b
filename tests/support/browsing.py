"""Chromium, driven: what all tests of pages share."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed: the page was seen by no browser"),
]


@dataclass
class Seen:
    """A page in a browser, everything it complained about and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list[str])
    requests: list[str] = field(default_factory=list[str])

    @classmethod
    def watching(cls, page: Page) -> Self:
        """What will be seen on a page that was not opened yet."""
        seen = cls(page)
        page.on("console", lambda said: seen.complaints.append(said.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("request", lambda request: seen.requests.append(request.url))
        return seen

    def open(self, url: str) -> Self:
        self.page.goto(url)
        self.page.wait_for_load_state("networkidle")
        return self


@contextmanager
def windows(browser: Browser) -> Generator[Callable[..., Page]]:
    """Opens empty pages of a size, each in a fresh context with options of its own; closes all of them."""
    contexts: list[BrowserContext] = []

    def opened(width: int = 1280, height: int = 800, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def rectangles(page: Page) -> dict[tuple[int, int], tuple[float, float, float, float]]:
    """(page, node) → x, y, width, height in points of the card."""
    found = page.evaluate(
        """() => Array.from(document.querySelectorAll('[data-n]'), (node) => {
            const card = node.closest('.in'), at = node.getBoundingClientRect(), from = card.getBoundingClientRect();
            const unit = from.width / getComputedStyle(card).getPropertyValue('--w');
            return [node.dataset.n, [at.x - from.x, at.y - from.y, at.width, at.height].map((length) => length / unit)];
        })"""
    )
    return {tuple(int(part) for part in name.split(".")): tuple(lengths) for name, lengths in found}
