"""No card, whatever it holds, reaches over its edges, and nothing on it lies over something else."""

import pytest
from overflow import in_decks
from overflowing import on_paper


@pytest.mark.timeout(0)
def test_random_cards_keep_within_their_edges(request: pytest.FixtureRequest) -> None:
    """`--cards 10000` looks at as many."""
    assert not in_decks(request.config.getoption("--cards"), on_paper)
