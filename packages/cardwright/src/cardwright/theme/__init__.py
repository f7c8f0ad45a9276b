"""Themes: how decks look. One TOML file in `themes/` is one theme; its name is its id.

A theme is tokens only: colour roles for two surfaces, font families, a type
scale, spacing. It knows no block and no card.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from cardwright.theme.contrast import mixed
from cardwright.theme.type_scale import TYPE_SCALE

DEFAULT_THEME = "paper"
_TINT = 0.13
_STRIPE = 0.6
GAPS: Mapping[str, float] = MappingProxyType({"none": 0.0, "tight": 6.0, "snug": 12.0, "normal": 20.0, "wide": 34.0})
FALLBACK = ("Inter",)  # for letters and signs that a theme's own families lack; faces of other scripts follow
SurfaceName = Literal["base", "inverse"]


class Surface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours (`#rrggbb`) that belong together on one background."""

    background: str
    panel: str  # fill of boxes on the background
    text: str
    muted: str  # secondary text; still 4.5:1 on background and on panel
    line: str  # rules, table borders, grid lines
    accent: str
    on_accent: str  # text on an accent fill

    @property
    def tint(self) -> str:
        """A breath of the accent on the background, for boxes that stand out a little more than panels."""
        return mixed(self.background, self.accent, _TINT)

    @property
    def stripe(self) -> str:
        """Half a panel, for every other row of a table."""
        return mixed(self.background, self.panel, _STRIPE)


class TypeStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one text style is set. `size` is points on a 960-point wide card."""

    size: float
    line: float  # line height as a multiple of the size
    weight: Literal[400, 600, 700] = 400
    role: Literal["text", "muted", "accent", "on-accent"] = "text"
    font: Literal["heading", "body", "mono", "math"] = "body"
    italic: bool = False
    tracking: float = 0.0  # em


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Families as named on Google Fonts. `fallback` is tried in order for what they lack."""

    heading: str
    body: str
    mono: str
    fallback: tuple[str, ...] = FALLBACK
    math: str = "STIX Two Math"  # a face with the measures that formulas need


class Spacing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points on a 960-point wide card."""

    margin_x: float
    margin_y: float
    panel_x: float
    panel_y: float
    radius: float
    gaps: Mapping[str, float] = msgspec.field(default_factory=lambda: dict(GAPS))


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole look. `series` colours charts in order, on both surfaces; `art` stands behind openings."""

    id: str
    name: str
    color_keywords: tuple[str, ...]
    tone_keywords: tuple[str, ...]
    dark: bool
    base: Surface
    inverse: Surface  # covers, section breaks and closings
    series: tuple[str, ...]
    fonts: Fonts
    styles: Mapping[str, TypeStyle]
    spacing: Spacing
    art: str = ""  # a kind of accent art, by the name of its file in `scene/art`; empty for none
    cover: str = "aside"  # how a cover's words stand, by the name of a file in `scene/covers`
    art_strength: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
    tables: Literal["rules", "zebra"] = "rules"  # what parts the rows of a table

    def surface(self, name: SurfaceName) -> Surface:
        return self.base if name == "base" else self.inverse


@cache
def all_themes() -> Mapping[str, Theme]:
    """Map theme id to theme for every file in `themes/`, sorted by id.

    Raises:
        msgspec.ValidationError: a file does not describe a theme; the message says where.
    """
    found: dict[str, Theme] = {}
    folder = resources.files(__name__) / "themes"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            found[file.name[:-5]] = from_toml(file.name[:-5], file.read_text("utf-8"))
    return found


def from_toml(id: str, text: str) -> Theme:
    """The theme a TOML text describes; styles it does not name follow the common type scale."""
    tokens = tomllib.loads(text)
    own = tokens.pop("styles", {})
    styles = {name: {**common, **own.get(name, {})} for name, common in TYPE_SCALE.items()}
    extra = {name: style for name, style in own.items() if name not in styles}
    return msgspec.convert({"id": id, **tokens, "styles": {**styles, **extra}}, Theme)
