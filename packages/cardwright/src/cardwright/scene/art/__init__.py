"""Accent art, one kind per file: drawings in a theme's own colours, made by rule from a seed.

A file defines `draw(width, height, tones, seed) -> Iterable[Shape]`; its name is the
kind. Its weight lies at the lower right, so that words that begin at the upper
left are left in peace. The same arguments give the same drawing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final, assert_never

from cardwright.families import members
from cardwright.scene.art.tones import Tones, subdued
from cardwright.scene.drawing import (
    Close,
    Cubic,
    Drawing,
    Gradient,
    Line,
    Move,
    Paint,
    Path,
    Rectangle,
    Shape,
    Step,
    Stop,
)
from cardwright.theme import Surface
from cardwright.units import Rect

MOST_SHAPES: Final = 60
_VEIL_STEPS: Final = 6
_THINNING: Final = 0.95  # of the loud part, in which the veil thins out
_KEPT: Final = 256  # drawings; decks are set several times, once per format

Draw = Callable[[float, float, Tones, int], Iterable[Shape]]


@cache
def all_art() -> Mapping[str, Draw]:
    """Map kind to drawing for every file in this folder that draws, sorted by kind."""
    return {kind: module.draw for kind, module in members(__name__).items() if hasattr(module, "draw")}


@lru_cache(maxsize=_KEPT)
def backdrop(
    kind: str,
    width: float,
    height: float,
    surface: Surface,
    seed: int,
    *,
    strength: float = 1.0,
    calm: float = 1.0,
    rtl: bool = False,
) -> Drawing:
    """Art to stand behind the words of a card.

    Words have a contrast of 4.5 at least with every colour of it in its calm
    part: from the left the share `calm` (0.5 to 1) of the width, or of the
    height from above where the card is higher than wide. Beyond that it grows
    loud. `strength` is from 0 to 1; `rtl` exchanges left and right.

    Raises:
        KeyError: there is no such kind.
    """
    if calm >= 1:
        shapes = tuple(all_art()[kind](width, height, Tones.calm(surface, strength), seed))
    else:
        loud = all_art()[kind](width, height, Tones.loud(surface, strength), seed)
        shapes = (*loud, _veil(width, height, 1 - subdued(surface, strength), calm))
    drawing = Drawing(width, height, shapes)
    return mirrored(drawing) if rtl else drawing


def _veil(width: float, height: float, opacity: float, calm: float) -> Shape:
    """The background laid over art: as thick as words need it, and thinning out where none stand."""
    clear = calm + (1 - calm) * _THINNING
    # It thins out slowly at both ends (3t² - 2t³): a ramp would show as an edge where it begins.
    ramp = ((at, 1 - at * at * (3 - 2 * at)) for at in (part / _VEIL_STEPS for part in range(_VEIL_STEPS + 1)))
    thinning = (Stop(calm + (clear - calm) * at, "background", opacity * share) for at, share in ramp)
    stops = (Stop(0, "background", opacity), *thinning)
    return Rectangle(Rect(0, 0, width, height), Paint(Gradient(stops, 0 if width > height else 90)))


@lru_cache(maxsize=_KEPT)
def picture(
    kind: str, width: float, height: float, surface: Surface, seed: int, *, radius: float = 0.0, rtl: bool = False
) -> Drawing:
    """Art as a picture of its own, on a ground that fills the frame.

    Raises:
        KeyError: there is no such kind.
    """
    tones = Tones.alone(surface)
    ground = Rectangle(Rect(0, 0, width, height), Paint(tones.ground), radius)
    drawing = Drawing(width, height, (ground, *all_art()[kind](width, height, tones, seed)), radius)
    return mirrored(drawing) if rtl else drawing


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing as a mirror shows it, left and right exchanged."""
    return replace(drawing, shapes=tuple(_turned(shape, drawing.width) for shape in drawing.shapes))


def _turned(shape: Shape, width: float) -> Shape:
    paint = shape.paint
    if isinstance(paint.fill, Gradient):
        paint = replace(paint, fill=replace(paint.fill, angle=180 - paint.fill.angle))
    if isinstance(shape, Path):
        return Path(tuple(_step(step, width) for step in shape.steps), paint)
    return replace(shape, box=replace(shape.box, x=width - shape.box.right), paint=paint)


def _step(step: Step, width: float) -> Step:
    match step:
        case Move() | Line():
            return step._replace(x=width - step.x)
        case Cubic(x1, y1, x2, y2, x, y):
            return Cubic(width - x1, y1, width - x2, y2, width - x, y)
        case Close():
            return step
        case _:
            assert_never(step)
