"""Every block in every theme and format: it composes, and nothing is wider than its place."""

from typing import Any

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks import BlockSpec, all_specs
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.maths import extent
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    Image,
    ListNode,
    MathNode,
    Node,
    Panel,
    PictureNode,
    Row,
    Scene,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.compose import compose
from cardwright.scene.estimate import nodes
from cardwright.scene.format import FORMATS
from cardwright.scene.widths import plain, text_width
from cardwright.theme import all_themes

SLACK = 0.51  # points
KINDS = ("cover", "content", "section", "statement", "closing")

every_block = pytest.mark.parametrize("spec", all_specs().values(), ids=lambda spec: spec.type.kind)
# Every format in a light and in a dark theme, every theme on slides.
LOOKS = [
    pytest.param(theme, room, id=f"{theme.id}-{room.name}")
    for theme in all_themes().values()
    for room in FORMATS.values()
    if theme.id in {"paper", "midnight"} or room.name == "16x9"
]
every_look = pytest.mark.parametrize(("theme", "room"), LOOKS)


def picture(width: int = 1200, height: int = 800) -> Image:
    return Image("0" * 64, "image/jpeg", width, height, b"")


def deck_of(spec: BlockSpec[Any]) -> Deck:
    """The example alone and beside text, on every kind of card."""
    some = Paragraph(rich("Rain fills the river; meadows slow it down before it reaches the town."))
    cards: list[Card] = []
    for kind in KINDS:
        for blocks in ((spec.example,), (some, spec.example), (spec.example, some), (spec.example, some, spec.example)):
            cards.append(Card(rich("A title of ordinary length"), blocks, kind))
        cards.append(Card((), (spec.example,), kind))
    return Deck("Examples", cards=tuple(cards))


@every_look
@every_block
def test_the_example_stays_in_its_place(spec: BlockSpec[Any], room: Any, theme: Any) -> None:
    images = {src: picture() for src in spec.sources(spec.example)}
    scene = compose(deck_of(spec), theme, room, images)
    assert len(scene.cards) == 5 * len(KINDS)
    for card in scene.cards:
        assert len({node.id for node in nodes(card.root)}) == len(list(nodes(card.root)))
        assert any(
            isinstance(node, TextNode | ListNode | TableNode | MathNode | ChartNode | PictureNode)
            for node in nodes(card.root)
        )
        inside(card.root, room.width - 2 * scene.margin_x, scene)


def inside(node: Node, width: float, scene: Scene) -> None:
    """Fail when anything below the node asks for more than `width` points."""
    assert width > 0
    match node:
        case Stack():
            for child in node.children:
                inside(child, width, scene)
        case Panel():
            inside(node.child, width - 2 * node.pad_x, scene)
        case Row():
            assert len(node.weights) == len(node.children)
            free = width - node.gap * (len(node.children) - 1)
            for child, weight in zip(node.children, node.weights, strict=True):
                inside(child, free * weight / sum(node.weights), scene)
        case ChartNode():
            assert node.width <= width + SLACK
            x, y, wide, tall = node.plot.area
            assert x >= 0 and y >= 0 and x + wide <= node.width + SLACK and y + tall <= node.height + SLACK
        case PictureNode():
            assert node.ratio > 0
            assert node.max_width <= width + SLACK
            assert node.image in scene.images
        case ShapeNode():
            assert node.width <= width + SLACK
        case DrawingNode():
            assert node.max_width <= width + SLACK
            assert min(node.drawing.width, node.drawing.height) > 0
        case TableNode():
            assert {len(row) for row in (*node.rows, *([node.head] if node.head else []))} == {len(node.weights)}
            assert len(node.weights) == len(node.aligns)
            assert min(node.weights) * width / sum(node.weights) > 2 * node.pad_x
        case TextNode():
            if node.look.style == "stat":  # big figures never break
                assert text_width(plain(node.runs), node.look) <= width + SLACK
        case MathNode():
            assert extent(node.formula.root, display=True).width * node.look.size <= width + SLACK
        case ListNode():
            assert node.items
