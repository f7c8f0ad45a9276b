"""Colours: hues, and what of a page lies under a text."""

import colorsys
from functools import lru_cache
from typing import Final

from cardwright.lint.canvas import Element, Page, Picture
from cardwright.lint.geometry import area, common
from cardwright.theme.contrast import contrast, mixed
from cardwright.theme.srgb import channels
from cardwright.units import Rect

_HALF: Final = 0.5
_OPAQUE: Final = 0.99

ratio = lru_cache(maxsize=4096)(contrast)


@lru_cache(maxsize=4096)
def hue(color: str) -> float | None:
    """Degrees on the wheel; None for what is nearly grey, black or white."""
    angle, light, strong = colorsys.rgb_to_hls(*channels(color))
    chroma = strong * (1 - abs(2 * light - 1))
    return angle * 360 if chroma >= 0.15 else None  # noqa: PLR2004 - below it a tint reads as grey


def apart(one: float, other: float) -> float:
    """Degrees between two hues, 0 to 180."""
    difference = abs(one - other) % 360
    return min(difference, 360 - difference)


def ground(page: Page, element: Element, place: Rect) -> tuple[tuple[str, ...], Picture | None, Rect]:
    """What lies under a text at a place: colours, or a picture and where that is."""
    if element.fills and element.opacity >= _OPAQUE:
        return element.fills, None, element.rect
    veil = [(element.fills, element.opacity)] if element.fills else []
    below = [other for other in page.elements if other.z < element.z and _covers(other, place)]
    for other in sorted(below, key=lambda one: -one.z):
        if other.picture is not None:
            return (), other.picture, other.rect
        if other.fills and other.opacity >= _OPAQUE:
            return _veiled(veil, other.fills), None, other.rect
        if other.fills:
            veil.append((other.fills, other.opacity))
    whole = Rect(0, 0, page.width, page.height)
    if page.backdrop is not None and not veil:
        return (), page.backdrop, whole
    return _veiled(veil, page.background), None, whole


def _covers(other: Element, place: Rect) -> bool:
    return bool(other.fills or other.picture) and area(common(other.rect, place)) > _HALF * area(place)


def _veiled(veil: list[tuple[tuple[str, ...], float]], colors: tuple[str, ...]) -> tuple[str, ...]:
    for fills, opacity in reversed(veil):
        colors = tuple(mixed(under, fill, opacity) for fill in fills for under in colors)
    return colors
