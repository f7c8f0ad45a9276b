"""What every way to set a cover must do."""

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.layout.walk import nodes
from cardwright.scene import TextNode
from cardwright.scene.compose import compose
from cardwright.scene.covers import covers
from cardwright.scene.format import FORMATS
from cardwright.theme import all_themes
from making import built
from msgspec.structs import replace
from overflow import complaints

WORDS = ("A river with room again", "Twelve months in which the lower valley got its floods back.", "Ruth Aldane, 2024")
LONG = ("Everything that anybody in the valley has ever wanted to know about floods", "Words " * 60, "More " * 30)


def deck(words: tuple[str, ...], language: str = "en") -> Deck:
    title, *rest = map(rich, words)
    return Deck("River", language, (Card(title, tuple(map(Paragraph, rest)), "cover"),))


def test_there_are_six() -> None:
    assert len(covers()) == 6


@pytest.mark.parametrize("theme", all_themes())
def test_a_theme_names_one_that_there_is(theme: str) -> None:
    assert all_themes()[theme].cover in covers()


def test_each_is_used_by_a_theme() -> None:
    assert {theme.cover for theme in all_themes().values()} == set(covers())


@pytest.mark.parametrize("dimensions", ["16x9", "4x3", "fluid"])
@pytest.mark.parametrize("name", covers())
def test_all_words_are_there_in_their_order(name: str, dimensions: str) -> None:
    theme = replace(all_themes()["swiss"], cover=name)
    scene = compose(deck(WORDS), theme, FORMATS[dimensions], {})
    said = ["".join(run.text for run in node.runs) for node in nodes(scene.cards[0].root) if isinstance(node, TextNode)]
    assert [" ".join(text.split()) for text in said] == list(WORDS)


@pytest.mark.parametrize("words", [WORDS, WORDS[:1], ("", *WORDS[1:]), LONG])
@pytest.mark.parametrize("theme", all_themes())
def test_nothing_reaches_over_the_edge(theme: str, words: tuple[str, ...]) -> None:
    assert complaints(built(deck(words), "16x9", theme).laid) == []
