"""Colours as slots of the file's theme, so that changing the theme in the office program recolours the deck.

The base surface has the slots; slides on the inverse surface name their colours
outright, because a theme has no second set of them.
"""

from dataclasses import dataclass
from typing import Final

from cardwright.export.office.xml import text
from cardwright.scene import ColorRole
from cardwright.theme import SurfaceName, Theme

_SLOTS: Final = {"background": "bg1", "text": "tx1", "panel": "bg2", "muted": "tx2"}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one surface of a theme."""

    theme: Theme
    surface: SurfaceName

    def value(self, role: ColorRole) -> str:
        """`<a:schemeClr>` where the theme has a slot, else the colour itself."""
        color = str(getattr(self.theme.surface(self.surface), role))
        if self.surface == "base" and role in _SLOTS:
            return f'<a:schemeClr val="{_SLOTS[role]}"/>'
        if color == self.theme.series[0]:
            return '<a:schemeClr val="accent1"/>'
        return rgb(color)

    def fill(self, role: ColorRole) -> str:
        return f"<a:solidFill>{self.value(role)}</a:solidFill>"


def rgb(color: str) -> str:
    return f'<a:srgbClr val="{color[1:].upper()}"/>'


def series_fill(theme: Theme, index: int, color: str) -> str:
    """A series' colour: the accent slot of its number, while there are slots."""
    if index < 6 and index < len(theme.series) and theme.series[index] == color:
        return f'<a:solidFill><a:schemeClr val="accent{index + 1}"/></a:solidFill>'
    return f"<a:solidFill>{rgb(color)}</a:solidFill>"


def scheme(theme: Theme) -> str:
    """The colour scheme: the base surface, the chart series as accents."""
    accents = [*theme.series, *[theme.base.accent] * 6][:6]
    colors = {
        "dk1": theme.base.text, "lt1": theme.base.background, "dk2": theme.base.muted, "lt2": theme.base.panel,
        **{f"accent{number}": color for number, color in enumerate(accents, start=1)},
        "hlink": theme.base.accent, "folHlink": theme.base.muted,
    }  # fmt: skip
    body = "".join(f"<a:{name}>{rgb(color)}</a:{name}>" for name, color in colors.items())
    return f'<a:clrScheme name="{text(theme.name)}">{body}</a:clrScheme>'
