"""Themes: how decks look. One TOML file in `themes/` is one theme; its name is its id.

A theme is tokens only: colour roles for two surfaces, font families, a type
scale, spacing, and where a house has rules for that: a logo, list markers, the
frames of its layouts. It knows no block and no card.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from cardwright.theme.layouts import CardLayout, CardSize, Lists, Logo
from cardwright.theme.surface import Surface, SurfaceName
from cardwright.theme.type_scale import TYPE_SCALE
from cardwright.theme.type_style import TypeStyle

__all__ = [
    "DEFAULT_THEME",
    "FALLBACK",
    "GAPS",
    "Fonts",
    "Spacing",
    "Surface",
    "SurfaceName",
    "Theme",
    "TypeStyle",
    "all_themes",
    "from_toml",
]

DEFAULT_THEME = "paper"
GAPS: Mapping[str, float] = MappingProxyType({"none": 0.0, "tight": 6.0, "snug": 12.0, "normal": 20.0, "wide": 34.0})
FALLBACK = ("Inter",)  # for letters and signs that a theme's own families lack; faces of other scripts follow


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Families as named on Google Fonts. `fallback` is tried in order for what they lack.

    `office` are the families of headings and of other text that office programs
    are told, where these differ from those that decks are set in here.
    """

    heading: str
    body: str
    mono: str
    fallback: tuple[str, ...] = FALLBACK
    math: str = "STIX Two Math"  # a face with the measures that formulas need
    office: tuple[str, str] | None = None


class Spacing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points on a 960-point wide card."""

    margin_x: float
    margin_y: float
    panel_x: float
    panel_y: float
    radius: float
    gaps: Mapping[str, float] = msgspec.field(default_factory=lambda: dict(GAPS))


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole look. `series` colours charts in order, on all surfaces; `art` stands behind openings.

    A theme that comes from an office file has its `size`: slides are as large and
    stand in `layouts`, by the kind of card; `slots` are the file's names for colours.
    """

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
    logo: Logo | None = None
    lists: Lists | None = None
    size: CardSize | None = None
    layouts: Mapping[str, CardLayout] = msgspec.field(default_factory=dict[str, CardLayout])
    slots: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])  # `#rrggbb` to slot

    def surface(self, name: SurfaceName) -> Surface:
        layout = self.layouts.get(name)
        if layout is not None and layout.colors is not None:
            return layout.colors
        return self.inverse if name == "inverse" else self.base

    def freed(self) -> "Theme":
        """The same look for cards that do not stand in its layouts."""
        return msgspec.structs.replace(self, size=None, layouts={}, slots={}) if self.size else self


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
