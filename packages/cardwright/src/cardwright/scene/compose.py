"""Deck × theme × format → scene: which boxes a card is made of, and on what surface.

Blocks say what they consist of (`deck/sketch.py`, drawn by `pen.py`); the kinds
of card (`cards/`) decide how blocks stand together; this puts them in one scene.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Final

from cardwright.deck import Card, Deck, name
from cardwright.deck.blocks import spec_of
from cardwright.language import language
from cardwright.scene import Image, Node, PictureNode, Scene, SceneCard, Stack, footnotes
from cardwright.scene.accents import Accents, offered
from cardwright.scene.arrange import TextSide
from cardwright.scene.cards import Composed, Place, all_kinds
from cardwright.scene.contents import contents
from cardwright.scene.estimate import nodes
from cardwright.scene.format import Format
from cardwright.scene.framed import Framed, framed
from cardwright.scene.furniture import HeaderFooter, of_layout, running
from cardwright.scene.looks import look
from cardwright.scene.pen import Pen
from cardwright.scene.scenery import OPENINGS, Scenery
from cardwright.theme import Spacing, SurfaceName, Theme
from cardwright.theme.localised import localised

_ANY_HEIGHT: Final = 900.0  # points, of a card that grows without a least height


def compose(
    deck: Deck,
    theme: Theme,
    room: Format,
    images: Mapping[str, Image],
    furniture: HeaderFooter | None = None,
    text_side: TextSide = "",
    accents: Accents = "none",
) -> Scene:
    """The scene of a deck.

    `images` maps a block's `src` to its checked picture, `text_side` is where
    text stands beside it. `accents` are the pictures shown where there are few
    words and nothing else to see, on every other card at most.
    """
    margin_x, margin_y = margins(theme.spacing, room)
    spoken = language(deck.language)
    theme, rtl = localised(theme, spoken), spoken.script.rtl
    if furniture is None and room.flow and deck.cards:
        furniture = running(deck.title, covered=deck.cards[0].kind == "cover", rtl=rtl)
    tall = (room.height or room.min_height or _ANY_HEIGHT) - 2 * margin_y
    cards: list[SceneCard] = []
    turns: Counter[str] = Counter()
    scenery = Scenery(theme, room, margin_x, margin_y, rtl, deck.title)
    numbers = footnotes.places(deck)
    pictured = False  # whether the last card showed an accent or a picture
    for index, card in enumerate(deck.cards):
        edges = furniture.on(index, len(deck.cards), room, images) if furniture else ()
        surface = _surface(card, room)
        pen = Pen(
            theme, room, images, count(1), round(room.width - 2 * margin_x, 2), surface, rtl, turn=_turn(card, turns),
            language=deck.language, notes=numbers,
        )  # fmt: skip
        drawn = SceneCard(
            id=f"card-{index + 1}",
            title=name(card),
            root=Stack(0, (), 0.0),
            surface=surface,
            rtl=rtl,
            furniture=edges,
            furniture_look=look(theme, room, "caption"),
            notes=card.notes,
            kind=card.kind,
        )
        if theme.size:
            hidden = furniture is not None and furniture.hidden(index, len(deck.cards))
            cards.append(_in_layout(drawn, framed(card, pen, index, text_side), pen, hidden=hidden))
            continue
        accent = None if pictured else offered(accents, theme, theme.surface(surface), deck, index, rtl=rtl)
        below = footnotes.foot(card, pen)
        left = footnotes.room(below, pen, tall)
        place = Place(index, len(deck.cards), left, text_side, scenery.clear(card, edges), accent)
        made = all_kinds()[card.kind](card, pen, place)
        listed = contents(deck.cards, pen) if room.flow and card.kind == "cover" and not index else None
        root = Stack(0, made.nodes if listed is None else _above(made, listed, pen), round(made.gap, 2), index + 1)
        root = footnotes.footed(root, below, pen)
        pictured = made.accented or any(isinstance(node, PictureNode) for node in nodes(root))
        behind, calm = scenery.behind(card, index, root, surface, edges)
        cards.append(
            replace(
                drawn, root=root, anchor=made.anchor, grow=made.grow, backdrop=behind, backdrop_calm=calm,
                accented=made.accented,
            )
        )  # fmt: skip
    told = footnotes.numbered(cards) if numbers else tuple(cards)
    return Scene(deck.title, deck.language, room, theme, told, margin_x, margin_y, dict(images))


def _above(made: Composed, listed: Node, pen: Pen) -> tuple[Node, ...]:
    """A cover's words, and well below them what the document holds."""
    return (pen.stack([pen.stack(made.nodes, "normal"), listed], "wide"),)


def _in_layout(card: SceneCard, made: Framed, pen: Pen, *, hidden: bool) -> SceneCard:
    """The card where the theme's layout has its parts."""
    layout = pen.theme.layouts[made.layout]
    return replace(
        card,
        root=Stack(0, made.roots, 0.0),
        surface=made.layout if layout.colors else "base",
        layout=made.layout,
        regions=made.regions,
        ground=layout.ground,
        furniture=of_layout(layout, pen.room, card.furniture, hidden=hidden),
    )


def margins(spacing: Spacing, room: Format) -> tuple[float, float]:
    """Points left and right, above and below: as the theme says on slides, else by the page's own size."""
    if room.kind == "slide":
        return spacing.margin_x * room.scale, spacing.margin_y * room.scale
    if room.kind == "social":
        return round(room.width * 0.083, 1), round((room.height or room.width) * 0.09, 1)
    return round(room.width * (0.11 if room.flow else 0.12), 1), 60.0 if room.flow else 44.0


def _turn(card: Card, turns: Counter[str]) -> int:
    """How many cards showed this card's main block before, so that the same block looks another way next time."""
    kind = next((block.kind for block in card.blocks if spec_of(block).varies), "")
    turns[kind] += 1
    return turns[kind] - 1


def _surface(card: Card, room: Format) -> SurfaceName:
    """Openings stand on the inverse surface, except in documents, where only a screen's cover does."""
    if room.kind == "page":
        return "inverse" if card.kind == "cover" and not room.flow else "base"
    return "inverse" if card.kind in OPENINGS else "base"
