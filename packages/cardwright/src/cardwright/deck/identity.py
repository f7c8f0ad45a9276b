"""Which card is which: ids that stay with a card when its deck is written anew.

A deck has no ids in it, so that it can be written by hand. What a card is
called stands beside it, as a list of ids in the order of the cards. After an
edit, a card is taken for the one that says the same, else for one with the
same title, else for the one between the same neighbours if the two are alike: if
at least half of their runs of three letters agree (the coefficient of Dice,
"Measures of the amount of ecologic association between species", Ecology
26:297), which needs no words to be told apart. Whatever is left is new.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from cardwright.deck import Card, plain, words

_ALIKE = 0.5  # from 0, nothing in common, to 1
_RUN = 3  # letters


def first_ids(deck_of: str, count: int) -> list[str]:
    """The ids of a deck's cards before any edit: 15 letters or digits each, the same on every call.

    `deck_of` is the id of whatever the deck belongs to; two of those share no ids.
    """
    return [hashlib.sha256(f"{deck_of} card {number}".encode()).hexdigest()[:15] for number in range(1, count + 1)]


def carried(before: Sequence[Card], ids: Sequence[str], after: Sequence[Card], fresh: Callable[[], str]) -> list[str]:
    """The ids of the cards `after`, where `ids` are those of the cards `before`; `fresh` makes one."""
    pairs: dict[int, int] = {}  # place after → place before
    for key in (_whole, _titled):
        _pair(before, after, pairs, key)
    _pair_between(before, after, pairs)
    return [ids[pairs[at]] if at in pairs else fresh() for at in range(len(after))]


def _whole(card: Card) -> str:
    return msgspec.json.encode(card).decode()


def _titled(card: Card) -> str:
    return " ".join(plain(card.title).split())


def _pair(before: Sequence[Card], after: Sequence[Card], pairs: dict[int, int], key: Callable[[Card], str]) -> None:
    """Pair cards with the same key, the first with the first; a key that is empty says nothing."""
    taken = set(pairs.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for at, card in enumerate(before):
        if at not in taken:
            waiting[key(card)].append(at)
    for at, card in enumerate(after):
        if at not in pairs and key(card) and waiting[key(card)]:
            pairs[at] = waiting[key(card)].pop(0)


def _pair_between(before: Sequence[Card], after: Sequence[Card], pairs: dict[int, int]) -> None:
    """Pair what stands between the same two neighbours, in order, as far as it is alike."""
    fixed = [(-1, -1), *sorted(pairs.items()), (len(after), len(before))]
    for (left, old_left), (right, old_right) in pairwise(fixed):
        taken = set(pairs.values())
        old = [at for at in range(old_left + 1, old_right) if at not in taken]
        between = zip(range(left + 1, right), old, strict=False)
        pairs.update({at: old_at for at, old_at in between if _alike(before[old_at], after[at])})


def _alike(one: Card, other: Card) -> bool:
    here, there = _runs(one), _runs(other)
    total = here.total() + there.total()
    return total > 0 and 2 * (here & there).total() >= _ALIKE * total


def _runs(card: Card) -> Counter[str]:
    text = "".join(words(card).split())
    return Counter(text[at : at + _RUN] for at in range(max(1, len(text) - _RUN + 1)) if text)
