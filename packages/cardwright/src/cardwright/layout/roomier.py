"""A picture that a full card left little room for gets more where its part of that card has little else."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cardwright.layout.walk import characters, nodes
from cardwright.scene import Image, Node, Panel, PictureNode, Row, SceneCard, Stack
from cardwright.scene.estimate import height

_WORDS: Final = 260  # characters of a heading, a caption and a credit; more is text that a picture stands beside


def roomier(card: SceneCard, width: float, room: float, images: Mapping[str, Image]) -> SceneCard:
    """The card with its only picture as large as it may be, not beyond its pixels; any other card as it is.

    Args:
        card: A part of a card that was split.
        width: Of the content, in points.
        room: Its height.
        images: All pictures, by the scene's names for them.
    """
    pictures = [node for node in nodes(card.root) if isinstance(node, PictureNode)]
    rows = any(isinstance(node, Row | Panel) for node in nodes(card.root))
    if len(pictures) != 1 or rows or not pictures[0].max_width or characters(card.root) > _WORDS:
        return card
    (picture,) = pictures
    free = room - (height(card.root, width) - height(picture, width))
    wide = round(min(width, free * picture.ratio, float(images[picture.image].width)), 2)
    if wide <= picture.max_width:
        return card
    return replace(card, root=_with(card.root, replace(picture, max_width=wide)))


def _with(stack: Stack, picture: PictureNode) -> Stack:
    return replace(stack, children=tuple(_changed(child, picture) for child in stack.children))


def _changed(node: Node, picture: PictureNode) -> Node:
    if isinstance(node, PictureNode):
        return picture
    return _with(node, picture) if isinstance(node, Stack) else node
