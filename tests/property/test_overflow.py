"""No card, whatever it holds, reaches over its edges, and nothing on it lies over something else."""

import pytest
from cards import random_laid
from overflow import complaints

EACH = 10  # cards of a deck


@pytest.mark.timeout(0)
def test_random_cards_keep_within_their_edges(request: pytest.FixtureRequest) -> None:
    """`--cards 10000` looks at as many."""
    found: list[str] = []
    for number in range(-(-int(request.config.getoption("--cards")) // EACH)):
        pages, name = random_laid(number, EACH)
        found += [f"{name}, {what}" for what in complaints(pages)]
    assert not found
