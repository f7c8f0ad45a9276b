"""Colours of a presentation: the scheme's slots, their mapping, and what may be done to a colour.

After ECMA-376 part 1, §20.1.2.3. Tints and shades are taken in linear light, as
PowerPoint shows them.
"""

import colorsys
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PIL import ImageColor

from cardwright.brand.xml import Element, children, local, number
from cardwright.theme.srgb import channel, channels, light, written

SLOTS: Final = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
USUAL: Final[Mapping[str, str]] = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_HEX: Final = re.compile(r"[0-9a-fA-F]{6}")
_SHORT: Final = (("dk", "dark"), ("lt", "light"), ("med", "medium"))
_SYSTEM: Final = {"windowText": "#000000", "window": "#ffffff"}
_WHOLE: Final = 100_000  # of a percentage
_DEGREE: Final = 60_000

Change = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Color:
    """`value` is `#rrggbb`, `alpha` 0 to 1."""

    value: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Colors:
    """A scheme with the mapping of one master or layout; `own` stands for the colour of a style that is filled in."""

    scheme: Mapping[str, str]
    mapping: Mapping[str, str]
    own: Color | None = None

    def with_own(self, own: Color | None) -> "Colors":
        return replace(self, own=own)

    def slot(self, name: str) -> str:
        """`#rrggbb` of a slot, by its own name or by that of its role."""
        return self.scheme.get(self.mapping.get(name, name)) or self.scheme.get(USUAL.get(name, name), "#000000")

    def within(self, element: Element) -> Color | None:
        """The colour that an element holds; None when it holds none."""
        for one in children(element):
            if (found := self.of(one)) is not None:
                return found
        return None

    def of(self, element: Element) -> Color | None:
        """The colour that an element is; None when it is no colour."""
        color = self._plain(element)
        if color is None:
            return None
        for change in children(element):
            color = _changed(color, local(change), number(change, "val", _WHOLE))
        return color

    def _plain(self, element: Element) -> Color | None:
        value = element.get("val") or ""
        match local(element):
            case "srgbClr":
                return Color(f"#{value.lower()}") if _HEX.fullmatch(value) else None
            case "sysClr":
                last = element.get("lastClr") or ""
                return Color(f"#{last.lower()}" if _HEX.fullmatch(last) else _SYSTEM.get(value, "#000000"))
            case "schemeClr":
                return self.own or Color(self.slot("tx1")) if value == "phClr" else Color(self.slot(value))
            case "prstClr":
                return _named(value)
            case "scrgbClr":
                red, green, blue = (number(element, name) / _WHOLE for name in "rgb")
                return Color(written(*map(channel, (red, green, blue))))
            case "hslClr":
                turn = number(element, "hue") / _DEGREE / 360
                light, strength = number(element, "lum") / _WHOLE, number(element, "sat") / _WHOLE
                return Color(written(*colorsys.hls_to_rgb(turn, light, strength)))
            case _:
                return None


def scheme(theme: Element) -> dict[str, str]:
    """The twelve colours of a theme part, by slot."""
    bare = Colors({}, {})
    found: dict[str, str] = {}
    for element in theme.iter():
        if local(element) == "clrScheme":
            for slot in children(element):
                if local(slot) in SLOTS and (color := bare.within(slot)):
                    found[local(slot)] = color.value
            break
    return found


def over(color: Color, ground: str) -> str:
    """What a colour that can be seen through shows on a ground, `#rrggbb`."""
    pairs = zip(channels(color.value), channels(ground), strict=True)
    return written(*(high * color.alpha + low * (1 - color.alpha) for high, low in pairs))


def _named(name: str) -> Color | None:
    for short, long in _SHORT:
        if name.startswith(short) and not name.startswith(long):
            name = long + name[len(short) :]
    try:
        red, green, blue = ImageColor.getrgb(name.lower())[:3]
    except ValueError:
        return None
    return Color(written(red / 255, green / 255, blue / 255))


def _changed(color: Color, change: str, value: int) -> Color:
    part = value / _WHOLE
    match change:
        case "alpha":
            return replace(color, alpha=min(1.0, max(0.0, part)))
        case "alphaMod":
            return replace(color, alpha=min(1.0, max(0.0, color.alpha * part)))
        case "tint":
            return _linear(color, lambda light: light * part + 1 - part)
        case "shade":
            return _linear(color, lambda light: light * part)
        case "lumMod" | "lumOff" | "lum" | "satMod" | "satOff" | "sat" | "hueMod" | "hueOff" | "hue":
            return _turned(color, change, value / _DEGREE / 360 if change in {"hue", "hueOff"} else part)
        case "inv":
            return replace(color, value=written(*(1 - one for one in channels(color.value))))
        case "gray":
            red, green, blue = channels(color.value)
            return replace(color, value=written(*[0.2126 * red + 0.7152 * green + 0.0722 * blue] * 3))
        case "comp":
            return _turned(color, "hueOff", 0.5)
        case _:
            return color


def _turned(color: Color, change: str, value: float) -> Color:
    """One of hue, lightness and strength (HSL) multiplied, moved or set."""
    hue, light, strength = colorsys.rgb_to_hls(*channels(color.value))
    which, how = change[:3], change[3:]
    now = {"hue": hue, "lum": light, "sat": strength}
    moved = now[which] * value if how == "Mod" else now[which] + value if how == "Off" else value
    now[which] = moved % 1.0 if which == "hue" else min(1.0, max(0.0, moved))
    return replace(color, value=written(*colorsys.hls_to_rgb(now["hue"], now["lum"], now["sat"])))


def _linear(color: Color, change: Change) -> Color:
    return replace(color, value=written(*(channel(change(light(one))) for one in channels(color.value))))
