"""Cards in a theme's own layouts: what a card says, each part of it in the frame that the layout has for it.

A layout is taken when all that a card says has a place in it; the last resort
is the one for contents, whose frame takes anything.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from cardwright.deck import Block, Card, Text, notes, plain
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.sketch import Style, Tag
from cardwright.scene import Anchor, ListNode, Node, PictureNode, Region, ShapeNode, Stack, TextNode, footnotes
from cardwright.scene.arrange import TextSide, arranged
from cardwright.scene.cards import Place, all_kinds
from cardwright.scene.estimate import height, nodes
from cardwright.scene.looks import sized, within
from cardwright.scene.orphans import kept_together
from cardwright.scene.pen import Pen
from cardwright.scene.reading import BELOW_TITLE, shows_picture
from cardwright.scene.widths import lines, longest_word
from cardwright.theme.layouts import CardLayout, Frame, LayoutName, TextFrame
from cardwright.units import Rect

_STEPS: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)  # of a title's size, tried from large to small
# How much higher than its frame a text may be thought to be, since it can be set smaller: a little, and a few calm words more.
_OVER, _OPENING_OVER = 1.1, 1.5
_BELOW_OPENING: Final[dict[Style, Style]] = {"body": "lead", "heading": "lead", "caption": "lead", "subheading": "lead"}


@dataclass(frozen=True, slots=True)
class Framed:
    """A card in a layout: a root for each of its regions."""

    layout: str
    roots: tuple[Stack, ...]
    regions: tuple[Region, ...]


def framed(card: Card, pen: Pen, index: int, text_side: TextSide = "") -> Framed:
    """The card in the first layout that suits it; `pen` is as wide as the card."""
    for name, arrange in _choices(card):
        if (layout := pen.theme.layouts.get(name)) and (
            made := arrange(_Hand.of(name, layout, pen, card), card, index)
        ):
            return _footed(made, card, pen)
    made = _content(_Hand.of("content", pen.theme.layouts["content"], pen, card), card, index, text_side)
    return _footed(made, card, pen)


def _footed(made: Framed, card: Card, pen: Pen) -> Framed:
    """The card's notes at the end of the region that holds the body, or of the last one where none does."""
    if not made.roots or not any(notes(card)):
        return made
    bodies = [at for at, region in enumerate(made.regions) if region.slot.startswith("body")]
    at = bodies[-1] if bodies else len(made.roots) - 1
    below = footnotes.foot(card, replace(pen, width=made.regions[at].at.width))
    if below is None:
        return made
    root = replace(made.roots[at], children=(*made.roots[at].children, below))
    return replace(made, roots=(*made.roots[:at], root, *made.roots[at + 1 :]))


@dataclass(frozen=True, slots=True)
class _Hand:
    """A layout with the pen that draws in it."""

    name: LayoutName
    layout: CardLayout
    pen: Pen
    card: Card

    @classmethod
    def of(cls, name: LayoutName, layout: CardLayout, pen: Pen, card: Card) -> "_Hand":
        """The layout's own text styles in place of the theme's."""
        styles = dict(pen.theme.styles)
        if layout.title:
            styles["heading"] = layout.title.style
        if layout.body:
            own = layout.body[0].style
            styles["body"] = styles["lead"] = own
        theme = msgspec.structs.replace(pen.theme, styles=styles)
        return cls(name, layout, replace(pen, theme=theme, surface=name if layout.colors else "base"), card)

    def rect(self, frame: Frame) -> Rect:
        scale = self.pen.room.scale
        return Rect(*(round(side * scale, 3) for side in (frame.x, frame.y, frame.width, frame.height)))

    def within(self, frame: Frame) -> Pen:
        at = self.rect(frame)
        return replace(self.pen, width=at.width, figure_height=at.height)

    def beside_notes(self, frame: Frame) -> Pen:
        """The pen for a frame at whose end the card's notes stand."""
        pen = self.within(frame)
        return replace(pen, figure_height=footnotes.room(footnotes.foot(self.card, pen), pen, pen.figure_height))

    def title(self, text: Text, tag: Tag) -> tuple[tuple[Stack, Region], ...]:
        """The title in its frame, as large as the layout says or as it fits; nothing for a card without one."""
        frame = self.layout.title
        if frame is None or not plain(text).strip():
            return ()
        pen, at = self.within(frame), self.rect(frame)
        words, full = plain(text), pen.look("heading")
        full = within(full, longest_word(words, full), at.width)
        steps = [sized(full, step) for step in _STEPS]
        fits = (look for look in steps if lines(words, look, at.width) * look.size * look.line <= at.height + 1)
        look = next(fits, steps[-1])
        node = TextNode(next(pen.ids), kept_together(pen.runs(text), look, at.width), look, tag, frame.align)
        return ((Stack(next(pen.ids), (node,), 0.0), Region(at, "title", frame.anchor, steady=True)),)

    def body(
        self, frame: TextFrame, drawn: Sequence[Node], gap: float, slot: str = "body", anchor: Anchor | None = None
    ) -> tuple[Stack, Region]:
        aligned = [_aligned(node, frame) for node in drawn]
        root = Stack(next(self.pen.ids), tuple(aligned), round(gap, 2))
        return root, Region(self.rect(frame), slot, anchor or frame.anchor)

    def picture(self, block: Block) -> tuple[Stack, Region] | None:
        """A picture that fills the layout's place for one, cropped as far as it may be."""
        frame = self.layout.picture
        if frame is None:
            return None
        pen = self.within(frame)
        node = pen.block(block)
        if not isinstance(node, PictureNode):  # one with a caption is more than a picture
            return None
        shown = pen.filling(node.image, node.alt, pen.figure_height)
        if shown is None:
            return None
        root = Stack(next(pen.ids), (replace(shown, radius=0.0),), 0.0)
        return root, Region(self.rect(frame), "picture", "middle")


Arrange = Callable[[_Hand, Card, int], Framed | None]


def _choices(card: Card) -> Iterator[tuple[LayoutName, Arrange]]:
    if card.kind in {"cover", "section", "closing"}:
        yield card.kind, _opening
    elif card.kind == "statement":
        yield "statement", _statement
    else:
        yield "columns", _columns
        yield "picture", _pictured


def _made(hand: _Hand, parts: Sequence[tuple[Stack, Region]]) -> Framed:
    return Framed(hand.name, tuple(root for root, _ in parts), tuple(region for _, region in parts))


def _content(hand: _Hand, card: Card, index: int, text_side: TextSide) -> Framed:
    """A title, and whatever there is in the frame for contents."""
    title = hand.title(card.title, "h2")
    if not hand.layout.body or not card.blocks:
        return _made(hand, title)
    frame = hand.layout.body[0]
    pen = hand.beside_notes(frame)
    plan = arranged(_untitled(card), pen, pen.figure_height, index, text_side, framed=True)
    return _made(hand, (*title, hand.body(frame, plan.nodes, plan.gap)))


def _untitled(card: Card) -> Card:
    """The card without its title, which stands elsewhere."""
    return msgspec.structs.replace(card, title=())


def _opening(hand: _Hand, card: Card, index: int) -> Framed | None:
    """A cover, section or closing: its title, a few words, a picture where the layout has a place for one."""
    if hand.layout.title is None or not plain(card.title).strip():
        return None
    title = hand.title(card.title, "h1" if card.kind == "cover" else "h2")
    pictured = [block for block in card.blocks if shows_picture(block, hand.pen)]
    told = [block for block in card.blocks if block not in pictured]
    picture = hand.picture(pictured[0]) if len(pictured) == 1 else None
    if pictured and picture is None:
        return None
    below = _words(hand, hand.layout.body[:1], [told], _BELOW_OPENING, _OPENING_OVER)
    if below is None:
        return None
    return _made(hand, (*title, *below, *([picture] if picture else [])))


def _statement(hand: _Hand, card: Card, index: int) -> Framed | None:
    """One thing said large, in the middle of its frame."""
    if not card.blocks:
        return _opening(hand, card, index)
    if not hand.layout.body:
        return None
    frame = hand.layout.body[0]
    pen = hand.beside_notes(frame)
    made = all_kinds()["statement"](_untitled(card), pen, Place(index, index + 1, pen.figure_height))
    title = hand.title(card.title, "h2")
    return _made(hand, (*title, hand.body(frame, made.nodes, made.gap, anchor="middle")))


def _columns(hand: _Hand, card: Card, index: int) -> Framed | None:
    """Two columns of words in the two frames that the layout has for them."""
    block = card.blocks[0] if len(card.blocks) == 1 else None
    if not isinstance(block, Columns) or len(block.columns) != len(hand.layout.body) or _uneven(block):
        return None
    both = _words(hand, hand.layout.body, block.columns, BELOW_TITLE)
    return _made(hand, (*hand.title(card.title, "h2"), *both)) if both else None


def _uneven(block: Columns) -> bool:
    return bool(block.weights) and max(block.weights) > 1.35 * min(block.weights)


def _pictured(hand: _Hand, card: Card, index: int) -> Framed | None:
    """Words, and a picture in the layout's place for one."""
    pictured = [block for block in card.blocks if shows_picture(block, hand.pen)]
    told = [block for block in card.blocks if block not in pictured]
    if len(pictured) != 1 or not told or not hand.layout.body:
        return None
    picture, said = hand.picture(pictured[0]), _words(hand, hand.layout.body[:1], [told], BELOW_TITLE)
    if picture is None or said is None:
        return None
    parts = (picture, *said) if pictured[0] is card.blocks[0] else (*said, picture)
    return _made(hand, (*hand.title(card.title, "h2"), *parts))


def _words(
    hand: _Hand,
    frames: Sequence[TextFrame],
    told: Sequence[Sequence[Block]],
    styles: dict[Style, Style],
    over: float = _OVER,
) -> tuple[tuple[Stack, Region], ...] | None:
    """Texts and lists, each in its frame; None when something else is among them, or more than fits."""
    found: list[tuple[Stack, Region]] = []
    for at, blocks in enumerate(told):
        if not blocks:
            continue
        if at >= len(frames):
            return None
        pen = replace(hand.beside_notes(frames[at]), styles=styles)
        drawn = pen.headed([node for block in blocks if (node := pen.block(block)) is not None])
        root, region = hand.body(frames[at], drawn, pen.gap("snug"), f"body-{at + 1}" if at else "body")
        if not _is_plain(root) or height(root, region.at.width) > pen.figure_height * over:
            return None
        found.append((root, region))
    return tuple(found)


def _is_plain(root: Node) -> bool:
    """Whether a frame holds nothing but words."""
    return all(isinstance(node, TextNode | ListNode | Stack) for node in nodes(root)) and any(
        isinstance(node, TextNode | ListNode) and node.look.style != "code" for node in nodes(root)
    )


def _aligned(node: Node, frame: TextFrame) -> Node:
    """Texts at the side of their frame; what is no text keeps its place."""
    if frame.align == "start" or isinstance(node, ShapeNode):
        return node
    if isinstance(node, TextNode):
        return replace(node, align=frame.align)
    if isinstance(node, Stack):
        return replace(node, children=tuple(_aligned(child, frame) for child in node.children))
    return node
