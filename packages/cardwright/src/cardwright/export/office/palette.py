"""Colours as slots of the file's theme, so that changing the theme in the office program recolours the deck.

The base surface has the slots; slides on the inverse surface name their colours
outright, because a theme has no second set of them.
"""

from dataclasses import dataclass
from typing import Final

from cardwright.export.office.xml import text
from cardwright.scene.colors import Color, ColorRole, role_of
from cardwright.scene.drawing import Gradient
from cardwright.theme import Surface, SurfaceName, Theme

_SLOTS: Final = {"background": "bg1", "text": "tx1", "panel": "bg2", "muted": "tx2"}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one surface of a theme."""

    theme: Theme
    surface: SurfaceName

    @property
    def colors(self) -> Surface:
        return self.theme.surface(self.surface)

    def value(self, role: ColorRole, opacity: float = 1.0) -> str:
        """`<a:schemeClr>` where the theme has a slot, else the colour itself; `opacity` is from 0 to 1."""
        color = str(getattr(self.colors, role))
        if self.theme.slots:
            return _slotted(self.theme, color, opacity)
        if self.surface == "base" and role in _SLOTS:
            return _element("schemeClr", _SLOTS[role], opacity)
        if color == self.theme.series[0]:
            return _element("schemeClr", "accent1", opacity)
        return rgb(color, opacity)

    def shade(self, color: Color, opacity: float = 1.0) -> str:
        """The element of a role or of a colour outright.

        Raises:
            ValueError: it is neither.
        """
        role = role_of(color)
        return self.value(role, opacity) if role else rgb(color, opacity)

    def painted(self, fill: Color | Gradient | None, opacity: float) -> str:
        """The fill of a drawn shape."""
        if fill is None:
            return "<a:noFill/>"
        if not isinstance(fill, Gradient):
            return f"<a:solidFill>{self.shade(fill, opacity)}</a:solidFill>"
        stops = "".join(
            f'<a:gs pos="{round(stop.at * 100_000)}">{self.shade(stop.color, stop.opacity * opacity)}</a:gs>'
            for stop in fill.stops
        )
        angle = round(fill.angle % 360 * 60_000)
        return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'

    def fill(self, role: ColorRole) -> str:
        return f"<a:solidFill>{self.value(role)}</a:solidFill>"

    def outright(self, color: str) -> str:
        """The fill of a colour that is no role's, `#rrggbb`."""
        return f"<a:solidFill>{_slotted(self.theme, color)}</a:solidFill>"


def rgb(color: str, opacity: float = 1.0) -> str:
    return _element("srgbClr", color[1:].upper(), opacity)


def _element(kind: str, value: str, opacity: float) -> str:
    if opacity >= 1:
        return f'<a:{kind} val="{value}"/>'
    return f'<a:{kind} val="{value}"><a:alpha val="{round(opacity * 100_000)}"/></a:{kind}>'


def _slotted(theme: Theme, color: str, opacity: float = 1.0) -> str:
    """The slot that the theme's own office file has for a colour, else the colour itself."""
    slot = theme.slots.get(color)
    return _element("schemeClr", slot, opacity) if slot else rgb(color, opacity)


def series_fill(theme: Theme, index: int, color: str) -> str:
    """A series' colour: the accent slot of its number, while there are slots."""
    if theme.slots:
        return f"<a:solidFill>{_slotted(theme, color)}</a:solidFill>"
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
