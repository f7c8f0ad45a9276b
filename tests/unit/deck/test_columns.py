"""Columns whose pictures could not be had leave no hole: what is left is set wider, captions below it."""

from collections.abc import Mapping

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.image import Image as ImageBlock
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.scene import Image, Row, TextNode
from cardwright.scene.compose import compose
from cardwright.scene.estimate import nodes
from cardwright.scene.format import FORMATS
from cardwright.scene.widths import plain
from cardwright.theme import all_themes

SRC = "https://example.org/levee.jpg"
TEXT = Paragraph(rich("The meadow takes the water of a whole night."))
PICTURE = ImageBlock(SRC, "", rich("The levee stands back"))
PHOTOGRAPH = Image("0" * 64, "image/jpeg", 1200, 800, b"")


def composed(columns: Columns, images: Mapping[str, Image]) -> tuple[int, list[str]]:
    """How many rows of columns a card with these columns has, and its texts in order."""
    deck = Deck("Rivers", cards=(Card(rich("How it works"), (columns, TEXT)),))
    (card,) = compose(deck, all_themes()["paper"], FORMATS["letter"], images).cards
    found = list(nodes(card.root))
    texts = [plain(node.runs).replace("\u00a0", " ") for node in found if isinstance(node, TextNode)]
    return sum(isinstance(node, Row) for node in found), texts


@pytest.mark.parametrize("columns", [((TEXT,), (PICTURE,)), ((PICTURE,), (TEXT,))])
def test_a_lost_picture_leaves_its_caption_below_the_text(
    columns: tuple[tuple[Paragraph | ImageBlock, ...], ...],
) -> None:
    rows, texts = composed(Columns(columns), {})
    assert rows == 0
    assert texts[1:3] == ["The meadow takes the water of a whole night.", "The levee stands back"]


def test_a_picture_that_is_there_stands_beside_the_text() -> None:
    rows, texts = composed(Columns(((TEXT,), (PICTURE,))), {SRC: PHOTOGRAPH})
    assert rows == 1
    assert "The levee stands back" in texts


def test_captions_alone_are_still_shown() -> None:
    _, texts = composed(Columns(((PICTURE,), (PICTURE,))), {})
    assert texts.count("The levee stands back") == 2
