"""What art may be painted with: colours of a surface, none so strong that words in front of them are hard to read."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from cardwright.scene.colors import Color, ColorRole, shade
from cardwright.scene.drawing import Gradient, Paint, Stop
from cardwright.theme import Surface
from cardwright.theme.contrast import contrast, luminance, mixed

READABLE: Final = 4.5  # contrast of words, WCAG 2.2 success criterion 1.4.3
_RESERVE: Final = 1.06  # over it, for rounding where layers lie upon each other
_QUIET: Final = 1.8  # contrast of calm art and background, at most: it stays behind
_STEPS: Final = 100
_MOST: Final = 0.85  # so that layers can still be told apart
_SEEN: Final = 0.2  # of the colour of rules: less is not worth drawing
_LOUD: Final = 0.85
_ALONE: Final = 0.9
_DEPTH: Final = 0.3


@dataclass(frozen=True, slots=True)
class Tones:
    """Paints over a `ground`, each a mixture of it with the `ink`, or with the `dark`.

    `reach` and `depth` are the largest opacities of ink and dark. A weight, from 0 to 1, is a share of that.
    """

    surface: Surface
    ground: Color
    ink: Color
    dark: Color
    reach: float
    depth: float

    @classmethod
    def calm(cls, surface: Surface, strength: float) -> Self:
        """Tones so faint that words may stand anywhere; `strength` is from 0 to 1.

        Of the colour of rules, or where words leave no room for that, of one
        that leads away from theirs.
        """
        away, most = _away(surface), _reach(surface, "line")
        ink, reach = ("line", most) if most >= _SEEN else (away, _DEPTH)
        return cls(surface, "background", ink, away, strength * reach, strength * _DEPTH)

    @classmethod
    def loud(cls, surface: Surface, strength: float) -> Self:
        """Strong tones of the accent on a card's background, for where no words stand."""
        return cls(surface, "background", "accent", _away(surface), strength * _LOUD, strength * _DEPTH * 1.5)

    @classmethod
    def alone(cls, surface: Surface) -> Self:
        """Strong tones of a picture with a ground of its own."""
        if luminance(surface.background) < luminance(surface.text):
            return cls(surface, "tint", "accent", "#000000", _ALONE, _DEPTH)
        return cls(surface, "accent", "background", "#000000", _ALONE, _DEPTH)

    def wash(self, weight: float, layers: int = 1) -> Paint:
        """A fill of ink that lets through what is below it; `layers` of them may lie upon each other."""
        return Paint(self.ink, opacity=_each(self.reach * weight, layers))

    def deepen(self, weight: float, layers: int = 1) -> Paint:
        """The same that leads away from the colour of words."""
        return Paint(self.dark, opacity=_each(self.depth * weight, layers))

    def trace(self, weight: float, width: float, layers: int = 1) -> Paint:
        """A line of ink; so many may lie upon each other."""
        return Paint(stroke=self.ink, stroke_width=width, opacity=_each(self.reach * weight, layers))

    def solid(self, weight: float) -> str:
        """The colour of one wash, as `#rrggbb` that hides what is below it; below 0 that of a deepening."""
        ground = shade(self.ground, self.surface)
        if weight < 0:
            return mixed(ground, self.dark, -weight * self.depth)
        return mixed(ground, shade(self.ink, self.surface), weight * self.reach)

    def fading(self, weight: float, angle: float, layers: int = 1) -> Paint:
        """A wash that grows out of nothing in a direction, in degrees as `Gradient` counts them."""
        most = _each(self.reach * weight, layers)
        return Paint(Gradient((Stop(0, self.ink, 0.0), Stop(1, self.ink, most)), angle))


def subdued(surface: Surface, strength: float) -> float:
    """The opacity at which loud art becomes so faint that words may stand anywhere on it."""
    most = strength * _LOUD
    return min(1.0, _reach(surface, "accent") / most) if most else 1.0


def _each(opacity: float, layers: int) -> float:
    """The opacity of each of several layers that together have one."""
    return round(1 - (1 - opacity) ** (1 / layers), 4)


def _away(surface: Surface) -> str:
    """What leads away from the colour of words."""
    return "#000000" if luminance(surface.background) < luminance(surface.text) else "#ffffff"


@lru_cache(maxsize=64)
def _reach(surface: Surface, ink: ColorRole) -> float:
    """The most of a colour that may be mixed into the background: words stay readable, art stays art."""
    color, ground = shade(ink, surface), surface.background
    bare = [contrast(word, ground) for word in (surface.text, surface.muted, surface.accent)]
    # What cannot be read on the bare background, such as an accent, is no word.
    words = [
        (word, min(own, READABLE * _RESERVE))
        for word, own in zip((surface.text, surface.muted, surface.accent), bare, strict=True)
        if own >= READABLE
    ]
    for step in range(1, _STEPS + 1):
        found = mixed(ground, color, step / _STEPS)
        faint = any(contrast(word, found) < least for word, least in words)
        if faint or contrast(found, ground) > _QUIET:
            return min(_MOST, (step - 1) / _STEPS)
    return _MOST
