"""No card, whatever it holds, reaches over its edges, and nothing on it lies over something else."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from cards import random_laid
from overflow import complaints

EACH = 10  # cards of a deck
LEAST = 60  # decks that a process lays out before another goes on, since the typesetter keeps what it has set


def found(number: int) -> list[str]:
    pages, name = random_laid(number, EACH)
    return [f"{name}, {what}" for what in complaints(pages)]


@pytest.mark.timeout(0)
def test_random_cards_keep_within_their_edges(request: pytest.FixtureRequest) -> None:
    """`--cards 10000` looks at as many."""
    numbers = range(-(-int(request.config.getoption("--cards")) // EACH))
    if len(numbers) <= LEAST:
        assert not [what for number in numbers for what in found(number)]
        return
    with ProcessPoolExecutor(2, get_context("spawn"), max_tasks_per_child=LEAST) as processes:
        assert not [what for found_there in processes.map(found, numbers) for what in found_there]
