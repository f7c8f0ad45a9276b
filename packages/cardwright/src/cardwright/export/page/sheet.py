"""A deck's own stylesheet: theme tokens, looks and generated classes."""

import re
from typing import Final

from cardwright.export.page.classes import hex_color, number
from cardwright.layout.column import CODE_SIZE
from cardwright.layout.encode import NOTE_RISE, NOTE_SIZE
from cardwright.scene import Scene
from cardwright.theme import Fonts, Surface, contrast

_UNSAFE: Final = re.compile(r"[^\w \-.]")
_GENERIC: Final = {"heading": "sans-serif", "body": "sans-serif", "mono": "monospace", "math": "math"}
_ROLES: Final = ("background", "panel", "text", "muted", "line", "accent", "on_accent", "tint", "stripe")


def tokens(scene: Scene) -> str:
    """Custom properties of the page and of the two surfaces."""
    chosen = scene.format
    height = chosen.height or chosen.min_height or chosen.width * 1.3
    page = [
        f"--w:{number(chosen.width)}",
        f"--fs:{number(chosen.scale)}",
        f"--mx:{number(scene.margin_x)}",
        f"--my:{number(scene.margin_y)}",
        f"--code:{number(CODE_SIZE)}em",
        f"--note:{number(NOTE_SIZE)}em",
        f"--rise:{number(NOTE_RISE / NOTE_SIZE)}em",
        f"--ratio:{number(chosen.width / height)}",
        *[f"--font-{role}:{stack(scene.theme.fonts, role)}" for role in _GENERIC],
        *_chrome(scene.theme.base, dark=scene.theme.dark),
    ]
    scheme = "dark" if scene.theme.dark else "light"
    own = [name for name, layout in scene.theme.layouts.items() if layout.colors]
    surfaces = "".join([_surface(name, scene.theme.surface(name)) for name in ("base", "inverse", *own)])
    return f":root{{color-scheme:{scheme};{';'.join(page)}}}{surfaces}"


def stack(fonts: Fonts, role: str) -> str:
    """The families of a role, most wanted first, as a CSS list."""
    names = families(fonts, role)
    return ",".join([*[f"'{family(name)}'" for name in names], _generic(names[0], role)])


def families(fonts: Fonts, role: str) -> list[str]:
    """The families of a role, most wanted first, in the order layout tries them."""
    own = {"heading": fonts.heading, "body": fonts.body, "mono": fonts.mono, "math": fonts.math}[role]
    return list(dict.fromkeys([own, fonts.body, *fonts.fallback]))


def family(name: str) -> str:
    """A family's name without anything that could end a CSS string."""
    return _UNSAFE.sub("", name)


def paper(sizes: dict[tuple[float, float], str]) -> str:
    """Page rules: one page per card. `sizes` maps (width, height) in points to a page name."""
    rules = [f"@page {name}{{size:{number(width)}pt {number(height)}pt}}" for (width, height), name in sizes.items()]
    named = [f".{name}{{page:{name}}}" for name in sizes.values()]
    return f"@page{{margin:0}}{''.join(rules)}@media print{{{''.join(named)}}}"


def mixed(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second`, as `#rrggbb`; `first` when either is no such colour."""
    if len(hex_color(first)) != 7 or len(hex_color(second)) != 7 or "#" not in first[:1] + second[:1]:
        return first
    return contrast.mixed(first, second, share)


def _generic(own: str, role: str) -> str:
    return "serif" if "serif" in own.lower() and "sans" not in own.lower() else _GENERIC[role]


def _chrome(surface: Surface, *, dark: bool) -> list[str]:
    ground, ink = hex_color(surface.background), hex_color(surface.text)
    desk = mixed(ground, "#000000", 0.35) if dark else mixed(ground, ink, 0.05)
    return [
        f"--shelf:{ground}",
        f"--desk:{desk}",
        f"--edge:{mixed(ground, ink, 0.16)}",
        f"--ink:{ink}",
        f"--dim:{mixed(ground, ink, 0.72)}",
        f"--mark:{hex_color(surface.accent)}",
        f"--on-mark:{hex_color(surface.on_accent)}",
    ]


def _surface(name: str, surface: Surface) -> str:
    roles = (*_ROLES, "heading") if surface.title else _ROLES
    colors = [f"--{role.replace('_', '-')}:{hex_color(getattr(surface, role))}" for role in roles]
    return f".su-{name}{{{';'.join(colors)}}}"
