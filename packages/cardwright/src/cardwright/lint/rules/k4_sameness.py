"""Cards that say the same twice."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.source import body
from cardwright.lint.subject import Subject
from cardwright.words import terms

LIMIT: Final = 0.8
_LENGTH: Final = 3  # words of a shingle
_FEWEST: Final = 6  # shingles of a card that can be compared

Shingles = frozenset[tuple[str, ...]]


def check(subject: Subject) -> Iterator[Flaw]:
    """Pairs of cards, titles aside."""
    cards = [(page.number, own) for page in subject.canvas.pages if len(own := shingles(body(page))) >= _FEWEST]
    for (first, one), (number, other) in combinations(cards, 2):
        share = len(one & other) / len(one | other)
        if share > LIMIT:
            yield Flaw(number, "warning", share, LIMIT, f"{share:.0%} of what it says stands on card {first} already")


def shingles(text: str) -> Shingles:
    """All rows of three words."""
    words = terms(text)
    return frozenset(zip(*(words[at:] for at in range(_LENGTH)), strict=False))


RULE: Final = Rule(
    id="K4",
    name="sameness",
    title="No card says what another says",
    formula="rows of three words that two cards share ÷ rows that either has, titles aside",
    limit="> 80 %",
    severity="warning",
    grounds="decks that are filled up to a number of cards",
    fix="Take one of the cards out.",
    check=check,
    flawed=lambda: deck(slide(title(), text(PROSE)), slide(title("Again"), text(PROSE), number=2, name="Again")),
    sound=lambda: deck(
        slide(title(), text(PROSE)),
        slide(title("More"), text("Rain fills the river in spring."), number=2, name="More"),
    ),
    gate=True,
)
