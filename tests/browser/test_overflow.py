"""What no card does on paper no card does in a browser: reach over its edges, or lie over itself."""

import pytest
from browsing import IN_BROWSER
from overflow import in_decks
from overflowing import on_screen

pytestmark = IN_BROWSER
SHARE = 10  # one card in so many of those that layout is asked about


@pytest.mark.timeout(0)
def test_random_cards_keep_within_their_edges(request: pytest.FixtureRequest) -> None:
    """`--cards 100000` looks at 10 000."""
    assert not in_decks(request.config.getoption("--cards") // SHARE, on_screen)
