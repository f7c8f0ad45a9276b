"""Which card is where on a page: what views and comments are told apart by."""

import re

import pytest
from cardwright.export.html import EXPORTER, viewer_page
from making import made

_NUMBER = re.compile(rb'data-card="(\d+)"')


@pytest.mark.parametrize("dimensions", ["16x9", "fluid", "a4", "letter", "pageless", "4x5"])
def test_every_card_is_found_in_its_order_whatever_shares_a_page(dimensions: str) -> None:
    deck = made("report.md", dimensions)
    page = viewer_page(deck.laid, asset_base="/static", image_url=str, page_url="")
    numbers = [int(number) for number in _NUMBER.findall(page)]
    assert numbers == sorted(numbers)  # a card that was split comes again at once
    assert set(numbers) == set(range(1, len(deck.deck.cards) + 1))


def test_a_file_tells_nothing() -> None:
    text = EXPORTER(made("report.md").laid).decode()
    assert not re.search(r"sendBeacon|fetch\(|XMLHttpRequest|/views|connect-src", text)
