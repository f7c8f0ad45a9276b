"""Deck × theme × format → scene: which boxes a card is made of, and on what surface.

Blocks say what they consist of (see `deck/sketch.py`); this decides how a
card's blocks stand together: title above, a figure beside its text, a
gallery, a cover. Portrait formats stack what wide ones set side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from cardwright.deck import Card, Deck, plain
from cardwright.deck.blocks import Block, spec_of
from cardwright.deck.blocks.chart import Chart
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.image import Image as ImageBlock
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Timeline
from cardwright.scene import Image, Node, Scene, SceneCard, Stack
from cardwright.scene.format import Format
from cardwright.scene.furniture import HeaderFooter
from cardwright.scene.pen import Pen, look
from cardwright.theme import Spacing, SurfaceName, Theme

RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ckb", "dv"})
_WIDE = (Chart, Table, Stats, Timeline, Columns, Code)  # blocks that want the whole width
_FIGURES = (ImageBlock, Chart)  # blocks that may stand beside text
_ENOUGH_TEXT = 60  # characters that make it worth setting a figure beside its text
_TOO_MUCH_TEXT = 520


def compose(
    deck: Deck, theme: Theme, room: Format, images: Mapping[str, Image], furniture: HeaderFooter | None = None
) -> Scene:
    """The scene of a deck; `images` maps a block's `src` to its checked picture."""
    composer = _Composer(theme, room, images, furniture, deck.language.split("-")[0].lower() in RTL_LANGUAGES, len(deck.cards))
    cards = tuple(composer.card(card, index) for index, card in enumerate(deck.cards))
    margin_x, margin_y = margins(theme.spacing, room)
    return Scene(deck.title, deck.language, room, theme, cards, margin_x, margin_y, dict(images))


def margins(spacing: Spacing, room: Format) -> tuple[float, float]:
    """Points left and right, above and below; narrower cards have narrower ones."""
    factor = {"slide": 1.0, "page": 0.85, "social": 0.72}[room.kind]
    return round(spacing.margin_x * factor, 2), round(spacing.margin_y * factor, 2)


@dataclass(frozen=True, slots=True)
class _Composer:
    theme: Theme
    room: Format
    images: Mapping[str, Image]
    furniture: HeaderFooter | None
    rtl: bool
    count: int

    def card(self, card: Card, index: int) -> SceneCard:
        surface = self._surface(card)
        margin_x, margin_y = margins(self.theme.spacing, self.room)
        high = (self.room.height or self.room.min_height or 900.0) - 2 * margin_y
        pen = Pen(
            self.theme, self.room, self.images, count(1), self.room.width - 2 * margin_x, surface, self.rtl,
            figure_height=round(high * (0.62 if self.room.kind == "slide" else 0.42), 1),
        )  # fmt: skip
        opening = card.kind in {"cover", "section", "closing"}
        nodes = self._opening(card, pen) if opening else self._content(card, pen, index)
        statement = not opening and _is_statement(card)
        gap = pen.gap("normal") * (1.15 if self.room.kind == "slide" else 1.0)
        return SceneCard(
            id=f"card-{index + 1}",
            title=plain(card.title),
            root=Stack(0, tuple(nodes), round(gap, 2)),
            surface=surface,
            rtl=self.rtl,
            anchor="middle" if opening or statement or self.room.kind == "social" else "top",
            grow=not opening and self.room.kind != "page",
            furniture=self.furniture.on(index, self.count, self.room, self.images) if self.furniture else (),
            furniture_look=look(self.theme, self.room, "caption"),
            notes=card.notes,
            kind=card.kind,
        )

    def _surface(self, card: Card) -> SurfaceName:
        """Openings stand on the inverse surface, except on paper, where ink is dear and pages flow."""
        return "inverse" if card.kind in {"cover", "section", "closing"} and self.room.kind != "page" else "base"

    def _opening(self, card: Card, pen: Pen) -> list[Node]:
        """A cover, section break or closing: a large title, then its text set large and calm."""
        nodes: list[Node] = [pen.accent_rule()]
        if card.title:
            nodes.append(pen.text(card.title, "title", tag="h1" if card.kind == "cover" else "h2"))
        body = replace(pen, lead=True)
        nodes += [node for block in card.blocks if (node := body.block(block)) is not None]
        return nodes

    def _content(self, card: Card, pen: Pen, index: int) -> list[Node]:
        nodes: list[Node] = [pen.text(card.title, "heading", tag="h2")] if card.title else []
        return [*nodes, *self._body(card.blocks, pen, index)]

    def _body(self, blocks: Sequence[Block], pen: Pen, index: int) -> list[Node]:
        pictures = [block for block in blocks if isinstance(block, ImageBlock) and block.src in self.images]
        figure = self._figure_beside(blocks)
        if figure is not None and not pen.narrow:
            return [self._beside(figure, [block for block in blocks if block is not figure], pen, index)]
        if len(pictures) > 1 and not pen.narrow:
            rest = [block for block in blocks if block not in pictures]
            return [*_drawn(rest, pen), *_gallery(pictures, pen)]
        return _drawn(blocks, pen)

    def _figure_beside(self, blocks: Sequence[Block]) -> Block | None:
        """The one picture or chart that stands beside the card's text, if that is how the card reads best."""
        figures = [block for block in blocks if self._is_figure(block)]
        others = [block for block in blocks if not self._is_figure(block) and not isinstance(block, ImageBlock)]
        if len(figures) != 1 or any(isinstance(block, _WIDE) for block in others):
            return None
        length = sum(_length(block) for block in others)
        return figures[0] if _ENOUGH_TEXT <= length <= _TOO_MUCH_TEXT else None

    def _is_figure(self, block: Block) -> bool:
        if isinstance(block, ImageBlock):
            return block.src in self.images
        return isinstance(block, _FIGURES)

    def _beside(self, figure: Block, text: Sequence[Block], pen: Pen, index: int) -> Node:
        """Text and figure side by side; pictures change sides from card to card."""
        weights = (1.0, 1.0) if isinstance(figure, ImageBlock) else (0.8, 1.0)
        left, right = pen.split(weights)
        swapped = isinstance(figure, ImageBlock) and index % 2 == 1
        words, shown = (right, left) if swapped else (left, right)
        body = words.stack(_drawn(text, words))
        drawn = shown.block(figure)
        if drawn is None:
            return body
        children = (drawn, body) if swapped else (body, drawn)
        return pen.row(children, weights[::-1] if swapped else weights)


def _drawn(blocks: Sequence[Block], pen: Pen) -> list[Node]:
    return [node for block in blocks if (node := pen.block(block)) is not None]


def _gallery(pictures: Sequence[Block], pen: Pen) -> list[Node]:
    """Pictures in rows of two or three."""
    abreast = 2 if len(pictures) in {2, 4} else 3
    rows: list[Node] = []
    for start in range(0, len(pictures), abreast):
        part = pictures[start : start + abreast]
        pens = pen.split([1.0] * len(part), "normal")
        drawn = [node for block, cell in zip(part, pens, strict=True) if (node := cell.block(block)) is not None]
        if drawn:
            rows.append(pen.row(drawn, [1.0] * len(drawn), "normal"))
    return rows


def _is_statement(card: Card) -> bool:
    """A card that is one quotation, one row of figures or one line and nothing else."""
    if card.kind == "statement":
        return True
    return len(card.blocks) == 1 and isinstance(card.blocks[0], Quote)


def _length(block: Block) -> int:
    return len(spec_of(block).words(block))
