"""Levels of lists: none is skipped, and a piece of a list begins at the outermost."""

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.list import Item as Point
from cardwright.deck.blocks.list import List
from cardwright.layout import Laid
from cardwright.layout.walk import nodes
from cardwright.scene import Item, ListNode, Run
from cardwright.scene.levels import depths
from hypothesis import given
from hypothesis import strategies as st
from making import built


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], []),
        ([0, 1, 2, 1, 0], [0, 1, 2, 1, 0]),
        ([2, 0], [0, 0]),
        ([2, 2, 0, 1], [0, 0, 0, 1]),
        ([0, 3, 3, 1, 2], [0, 1, 1, 1, 2]),
    ],
)
def test_an_item_stands_below_the_nearest_smaller_level(levels: list[int], expected: list[int]) -> None:
    assert depths(levels) == expected


@given(st.lists(st.integers(0, 8)))
def test_no_level_is_skipped_and_what_skips_none_is_left_alone(levels: list[int]) -> None:
    found = depths(levels)
    assert all(after <= before + 1 for before, after in zip([-1, *found], found, strict=False))
    assert depths(found) == found


def listed(laid: Laid) -> ListNode:
    return next(node for page in laid.pages for node in nodes(page.card.root) if isinstance(node, ListNode))


def test_a_list_that_begins_deep_has_its_markers_where_its_words_are() -> None:
    deck = Deck("Fish", "en", (Card(rich("Fish"), (List((Point(rich("Pike"), 2), Point(rich("Carp"), 0))),)),))
    assert [item.level for item in listed(built(deck).laid).items] == [0, 0]


def test_a_piece_of_a_list_begins_at_its_outermost_level() -> None:
    look = listed(built(Deck("Fish", "en", (Card(rich("Fish"), (List((Point(rich("Pike")),)),)),))).laid).look
    items = tuple(Item((Run(word),), level) for word, level in (("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)))
    assert [item.level for item in ListNode(1, items, look, 4.0).part(2, 5).items] == [0, 0, 0]
