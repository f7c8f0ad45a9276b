"""Cards keep their ids when the deck around them, or they themselves, are written anew."""

from itertools import count

import pytest
from cardwright.deck import Card, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.identity import carried, first_ids
from hypothesis import given
from hypothesis import strategies as st

WEIR = "The weir at Harrow Mill was opened in spring, and fish pass it again."
MEADOW = "The levee at Long Meadow stands three hundred metres further back."
BANKS = "Willows, alders and poplars shade eleven kilometres of the banks."


def card(title: str, text: str = "") -> Card:
    return Card(rich(title), (Paragraph(rich(text)),) if text else ())


def after(before: list[Card], cards: list[Card]) -> list[str]:
    """The ids of `cards`, where those of `before` are a, b, c … and fresh ones new1, new2 …"""
    fresh = count(1)
    return carried(before, [chr(97 + at) for at in range(len(before))], cards, lambda: f"new{next(fresh)}")


DECK = [card("Weir", WEIR), card("Meadow", MEADOW), card("Banks", BANKS)]


@pytest.mark.parametrize(
    ("cards", "ids"),
    [
        (DECK, ["a", "b", "c"]),
        (DECK[::-1], ["c", "b", "a"]),
        (DECK[1:], ["b", "c"]),
        ([DECK[0], card("Thanks"), *DECK[1:]], ["a", "new1", "b", "c"]),
        ([card("Weir", MEADOW), *DECK[1:]], ["a", "b", "c"]),  # the title stays
        ([card("The weir", WEIR + " Eels too."), *DECK[1:]], ["a", "b", "c"]),  # most of the words stay
        ([card("Salmon", BANKS[::-1]), *DECK[1:]], ["new1", "b", "c"]),  # nothing stays
        ([DECK[0], DECK[0]], ["a", "new1"]),
        ([], []),
    ],
    ids=["same", "turned", "dropped", "added", "rewritten", "renamed", "replaced", "doubled", "emptied"],
)
def test_a_card_is_known_by_what_stays_of_it(cards: list[Card], ids: list[str]) -> None:
    assert after(DECK, cards) == ids


def test_cards_without_titles_are_told_apart_by_their_words() -> None:
    before = [card("", WEIR), card("", MEADOW)]
    assert after(before, [card("", WEIR + " Since April."), card("", MEADOW)]) == ["a", "b"]
    assert after(before, [card("", BANKS), card("", MEADOW)]) == ["new1", "b"]


def test_words_are_not_needed_to_tell_what_is_alike() -> None:
    before = [card("", "五つの町は川に再び場所を与えることに合意し、両岸の土地を買った。")]
    assert after(before, [card("", "五つの町は川に再び場所を与えることに合意した。")]) == ["a"]
    assert after(before, [card("", "予算は四百万ユーロで、半分は国が出す。")]) == ["new1"]


def test_first_ids_are_the_same_each_time_and_nobody_elses() -> None:
    assert first_ids("g_1", 3) == first_ids("g_1", 4)[:3]
    assert len({*first_ids("g_1", 500), *first_ids("g_2", 500)}) == 1000
    assert all(len(one) == 15 and one.isalnum() and one == one.lower() for one in first_ids("g_1", 50))


cards = st.builds(card, st.sampled_from(["", "Weir", "Meadow", "Banks"]), st.sampled_from(["", WEIR, MEADOW, BANKS]))


@given(st.lists(cards, max_size=8), st.lists(cards, max_size=8))
def test_ids_are_unique_and_an_edit_of_nothing_changes_none(before: list[Card], cards: list[Card]) -> None:
    ids = after(before, cards)
    assert len(ids) == len(set(ids)) == len(cards)
    old = [chr(97 + at) for at in range(len(before))]
    assert carried(before, old, before, str) == old
