"""Colours and fonts of a PPTX's theme, and colours as they come out: mapped, changed, mixed."""

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PIL import ImageColor

from cardwright.lint.pptx.xml import A, child, share
from cardwright.theme.srgb import Channels, channels, written

_DEFAULT_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_PREFIXES: Final = {"dk": "dark", "lt": "light", "med": "medium"}
_SYSTEM: Final = {"window": "#ffffff", "windowText": "#000000"}


@dataclass(frozen=True, slots=True)
class Color:
    """`#rrggbb` and its opacity."""

    value: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """The twelve colours by name, the slots they are mapped to, and the families by slots such as `+mj-lt`."""

    scheme: Mapping[str, str] = field(default_factory=dict[str, str])
    slots: Mapping[str, str] = field(default_factory=lambda: _DEFAULT_MAP)
    fonts: Mapping[str, str] = field(default_factory=dict[str, str])

    def font(self, typeface: str) -> str:
        """The family that a typeface names, outright or by its slot."""
        return self.fonts.get(typeface, "") if typeface.startswith("+") else typeface


def theme_of(root: Any, slots: Mapping[str, str] | None = None) -> Theme:
    """The theme of a theme part; `slots` is the master's or a slide's colour map."""
    elements = child(root, f"{A}themeElements")
    scheme: dict[str, str] = {}
    for one in child(elements, f"{A}clrScheme") if child(elements, f"{A}clrScheme") is not None else ():
        found = color_of(one, Theme())
        if found is not None:
            scheme[_local(one)] = found.value
    return Theme(scheme, slots or _DEFAULT_MAP, dict(_families(child(elements, f"{A}fontScheme"))))


def _families(fonts: Any) -> Iterator[tuple[str, str]]:
    for slot, name in (("mj", "majorFont"), ("mn", "minorFont")):
        for short, tag in (("lt", "latin"), ("ea", "ea"), ("cs", "cs")):
            found = child(fonts, f"{A}{name}", f"{A}{tag}")
            yield f"+{slot}-{short}", str(found.get("typeface", "")) if found is not None else ""


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def color_of(parent: Any, theme: Theme, placeholder: Color | None = None) -> Color | None:
    """The colour that stands in an element such as `a:solidFill`; `placeholder` is what `phClr` means there."""
    if parent is None:
        return None
    for one in parent:
        base = _base(one, theme, placeholder)
        if base is not None:
            return _changed(base, one)
    return None


def _base(one: Any, theme: Theme, placeholder: Color | None) -> Color | None:
    name, value = _local(one), one.get("val", "")
    match name:
        case "srgbClr":
            return Color(f"#{value.lower()}") if len(value) == 6 else None  # noqa: PLR2004
        case "schemeClr":
            if value == "phClr":
                return placeholder
            found = theme.scheme.get(theme.slots.get(value, value))
            return Color(found) if found else None
        case "sysClr":
            last = one.get("lastClr")
            return Color(f"#{last.lower()}" if last else _SYSTEM.get(value, "#000000"))
        case "prstClr":
            return _preset(value)
        case "scrgbClr":
            return Color(written(*(share(one.get(part)) for part in "rgb")))
        case "hslClr":
            hue = int(one.get("hue", "0")) / 21_600_000
            return Color(written(*colorsys.hls_to_rgb(hue, share(one.get("lum")), share(one.get("sat")))))
        case _:
            return None


def _preset(name: str) -> Color | None:
    for short, long in _PREFIXES.items():
        if name.startswith(short) and name[len(short) : len(short) + 1].isupper():
            name = long + name[len(short) :]
    found = ImageColor.colormap.get(name.lower())
    return Color(found.lower()) if isinstance(found, str) else None


def _changed(color: Color, element: Any) -> Color:
    """The colour after the changes listed in its element, in their order."""
    rgb, alpha = channels(color.value), color.alpha
    for change in element:
        name, value = _local(change), change.get("val")
        if name == "alpha":
            alpha = share(value)
        elif name in {"tint", "shade"}:
            amount, toward = share(value), 1.0 if name == "tint" else 0.0
            rgb = (
                rgb[0] * amount + toward * (1 - amount),
                rgb[1] * amount + toward * (1 - amount),
                rgb[2] * amount + toward * (1 - amount),
            )
        elif name in _HLS:
            rgb = _in_hls(
                rgb, name, share(value) if name[:3] != "hue" or name.endswith("Mod") else int(value) / 21_600_000
            )
        elif name == "gray":
            rgb = (sum(rgb) / 3, sum(rgb) / 3, sum(rgb) / 3)
        elif name == "inv":
            rgb = (1 - rgb[0], 1 - rgb[1], 1 - rgb[2])
    return Color(written(*rgb), alpha)


_HLS: Final = frozenset(f"{part}{change}" for part in ("hue", "lum", "sat") for change in ("", "Mod", "Off"))


def _in_hls(rgb: Channels, name: str, amount: float) -> Channels:
    parts: dict[str, float] = dict(zip(("hue", "lum", "sat"), colorsys.rgb_to_hls(*rgb), strict=True))
    part, change = name[:3], name[3:]
    old = parts[part]
    new = old * amount if change == "Mod" else old + amount if change == "Off" else amount
    parts[part] = new % 1.0 if part == "hue" else min(1.0, max(0.0, new))
    return colorsys.hls_to_rgb(parts["hue"], parts["lum"], parts["sat"])
