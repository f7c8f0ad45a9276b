"""No card, whatever it holds, reaches over its edges, and nothing on it lies over something else."""

import io
import random

import pytest
from cards import deck_of
from cardwright.images.check import checked
from cardwright.pipeline import Order, laid
from cardwright.scene import Image as Picture
from cardwright.scene.format import FORMATS
from cardwright.theme import all_themes
from cardwright.write import Brief
from overflow import complaints
from PIL import Image

EACH = 10  # cards of a deck
SIZES = {"wide": (1600, 700), "tall": (600, 900), "tiny": (60, 60)}


def drawn(size: tuple[int, int]) -> Picture:
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, "PNG")
    return checked(data.getvalue())


@pytest.mark.timeout(0)
def test_random_cards_keep_within_their_edges(request: pytest.FixtureRequest) -> None:
    """`--cards 10000` looks at as many."""
    images = {name: drawn(size) for name, size in SIZES.items()}
    found: list[str] = []
    for number in range(-(-int(request.config.getoption("--cards")) // EACH)):
        chance = random.Random(number)
        name, theme = chance.choice(list(FORMATS)), chance.choice(list(all_themes()))
        order = Order(Brief(""), theme, name)
        pages = laid(order, deck_of(number, EACH), images, FORMATS[name])
        found += [f"deck {number}, {theme}, {name}, {what}" for what in complaints(pages)]
    assert not found
