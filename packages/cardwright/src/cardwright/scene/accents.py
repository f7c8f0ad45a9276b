"""Pictures that a theme brings along: for cards with few words, where somebody asked for pictures and there are none."""

from dataclasses import dataclass
from typing import Final, Literal

from cardwright.deck import Card, Deck, plain, words
from cardwright.scene import DrawingNode, icons
from cardwright.scene.art import picture
from cardwright.scene.art.chance import seed_of
from cardwright.scene.drawing import Drawing, Line, Move, Paint, Path, Rectangle, circle
from cardwright.theme import Surface, Theme
from cardwright.units import Rect

# Nothing, the theme's art, a place to put a picture into, or an icon for what the card is about.
Accents = Literal["none", "art", "placeholder", "icon"]
_SYMBOL: Final = 0.3  # of the shorter side of an empty place
_PICTOGRAM: Final = 0.46  # of the shorter side of its panel
_LOOKED_AT: Final = 40  # words


@dataclass(frozen=True, slots=True)
class Accent:
    """What one card may show beside its words."""

    kind: Accents
    theme: Theme
    surface: Surface
    seed: int
    rtl: bool
    icon: str = ""

    def node(self, id: int, width: float, height: float) -> DrawingNode:
        """The picture at a size in points."""
        return DrawingNode(id, self._drawing(width, height), focus="bottom" if self.kind == "art" else "middle")

    def _drawing(self, width: float, height: float) -> Drawing:
        width, height, radius = round(width, 1), round(height, 1), self.theme.spacing.radius
        if self.kind == "placeholder":
            return placeholder(width, height, radius)
        if self.kind == "icon":
            return pictogram(self.icon, width, height, radius)
        return picture(self.theme.art, width, height, self.surface, self.seed, radius=radius, rtl=self.rtl)


def offered(kind: Accents, theme: Theme, surface: Surface, deck: Deck, index: int, *, rtl: bool) -> Accent | None:
    """What card `index` of a deck may show; None when nothing is asked for, the theme has no art, or no icon fits."""
    icon = _icon(deck.cards[index], deck.language) if kind == "icon" else ""
    if kind == "none" or (kind == "art" and not theme.art) or (kind == "icon" and not icon):
        return None
    return Accent(kind, theme, surface, seed_of(deck.title, "accent", str(index)), rtl, icon)


def _icon(card: Card, language: str) -> str:
    """The icon for a word of the title, else of what the card says; empty when none is known."""
    texts = (plain(card.title), words(card))
    found = (icons.named(word, language) for text in texts for word in text.split()[:_LOOKED_AT])
    return next(filter(None, found), "")


def pictogram(name: str, width: float, height: float, radius: float) -> Drawing:
    """An icon in the middle of a panel."""
    side = min(width, height) * _PICTOGRAM
    (outline,) = icons.drawing(name).shapes
    assert isinstance(outline, Path)
    scale = side / icons.SIDE
    moved = outline.placed(scale, (width - side) / 2, (height - side) / 2)
    panel = Rectangle(Rect(0, 0, width, height), Paint("panel"), radius)
    return Drawing(width, height, (panel, moved), radius)


def placeholder(width: float, height: float, radius: float) -> Drawing:
    """An empty place for a picture: a frame and the sign for a picture, hills under a sun."""
    side = min(width, height) * _SYMBOL
    x, y, thick = (width - side) / 2, (height - side * 0.8) / 2, max(1.0, side * 0.035)
    frame = Rectangle(Rect(0.75, 0.75, width - 1.5, height - 1.5), Paint("panel", "line", 1.5), max(0.0, radius - 0.75))
    window = Rectangle(Rect(x, y, side, side * 0.8), Paint(stroke="muted", stroke_width=thick), side * 0.09)
    sun = circle(x + side * 0.3, y + side * 0.26, side * 0.085, Paint(stroke="muted", stroke_width=thick))
    hills = Path(
        (
            Move(x + side * 0.02, y + side * 0.68),
            Line(x + side * 0.33, y + side * 0.44),
            Line(x + side * 0.5, y + side * 0.58),
            Line(x + side * 0.71, y + side * 0.32),
            Line(x + side * 0.98, y + side * 0.58),
        ),
        Paint(stroke="muted", stroke_width=thick),
    )
    return Drawing(width, height, (frame, window, sun, hills), radius)
