"""Figures on square cards."""

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks import all_specs
from making import built


@pytest.mark.parametrize("kind", ["cycle", "funnel", "pyramid", "steps", "stats", "timeline"])
def test_a_figure_and_what_it_shows_stand_on_one_card(kind: str) -> None:
    card = Card(rich("A title of ordinary length"), (all_specs()[kind].example,))
    assert len(built(Deck("Rivers", "en", (card,)), "1x1").laid.pages) == 1
