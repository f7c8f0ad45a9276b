"""Which cards have their theme's art behind them, and where it may be loud.

Openings on wide cards keep their words to the near side, so that art can be
strong at the far one. Elsewhere it stays so calm that words may stand anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.deck import Card
from cardwright.scene import ChartNode, Furniture, Node, Panel, PictureNode, Stack, TableNode
from cardwright.scene.art import backdrop
from cardwright.scene.art.chance import seed_of
from cardwright.scene.art.tones import subdued
from cardwright.scene.drawing import Drawing
from cardwright.scene.estimate import height, nodes
from cardwright.scene.format import Format
from cardwright.theme import SurfaceName, Theme

OPENINGS: Final = frozenset({"cover", "section", "closing"})
_NEAR: Final = 0.58  # of a wide card's width that words keep to
_ABOVE: Final = 0.78  # of a high card's height that words are sure to keep to
_SHORT: Final = 0.4  # of a high card's height, as estimated, that words may take for that
_WIDE: Final = 1.2  # times as wide as high, at least


@dataclass(frozen=True, slots=True)
class Scenery:
    """The art of one deck in one format."""

    theme: Theme
    room: Format
    margin_x: float
    margin_y: float
    rtl: bool
    title: str  # of the deck, from which its art is drawn

    def clear(self, card: Card, edges: Sequence[Furniture]) -> float:
        """The share of the width between the margins that words of a card shall keep to."""
        if not (self._opens(card) and self._wide and self._may_be_loud(edges)):
            return 1.0
        return (_NEAR * self.room.width - self.margin_x) / (self.room.width - 2 * self.margin_x)

    def behind(
        self, card: Card, index: int, root: Stack, surface: SurfaceName, edges: Sequence[Furniture]
    ) -> tuple[Drawing | None, float]:
        """The art behind a card, and the opacity at which words may stand anywhere on it."""
        if not self.theme.art or not self._opens(card, statements=True) or any(map(_is_shown, nodes(root))):
            return None, 1.0
        used = height(root, self.room.width - 2 * self.margin_x)
        tall = self.room.height or self.room.min_height or used + 2 * self.margin_y
        loud = self._opens(card) and self._may_be_loud(edges)
        calm = 1.0 if not loud else _NEAR if self._wide else _ABOVE if used <= _SHORT * tall else 1.0
        drawn = backdrop(
            self.theme.art,
            self.room.width,
            round(tall, 1),
            self.theme.surface(surface),
            seed_of(self.title, str(index)),
            strength=self.theme.art_strength,
            calm=calm,
            rtl=self.rtl,
        )
        return drawn, subdued(self.theme.surface(surface), self.theme.art_strength) if calm < 1 else 1.0

    def _opens(self, card: Card, *, statements: bool = False) -> bool:
        """Whether a card is an opening, or a statement; documents have art behind a screen's cover only."""
        if self.room.kind == "page":
            return card.kind == "cover" and not self.room.flow
        return card.kind in OPENINGS or (statements and card.kind == "statement")

    @property
    def _wide(self) -> bool:
        return self.room.width > _WIDE * (self.room.height or self.room.min_height or self.room.width)

    def _may_be_loud(self, edges: Sequence[Furniture]) -> bool:
        """Whether nothing in the margins stands where art is loud."""
        if not self.theme.art:
            return False
        if not self._wide:
            return not any(edge.position.startswith("bottom") for edge in edges)
        near = "right" if self.rtl else "left"
        return all(edge.position.endswith(near) for edge in edges)


def _is_shown(node: Node) -> bool:
    """Whether a node is something to look at, in front of which or behind which art would be too much."""
    return isinstance(node, PictureNode | ChartNode | TableNode) or (isinstance(node, Panel) and node.fill is not None)
