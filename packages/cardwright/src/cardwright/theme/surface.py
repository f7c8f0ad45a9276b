"""Colours that belong together, by what they are for."""

from typing import TypeAlias

import msgspec

from cardwright.theme.contrast import mixed

SurfaceName: TypeAlias = str  # `base`, `inverse`, or the name of a layout that has colours of its own
_TINT = 0.13
_STRIPE = 0.6


class Surface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours (`#rrggbb`) that belong together on one background."""

    background: str
    panel: str  # fill of boxes on the background
    text: str
    muted: str  # secondary text; still 4.5:1 on background and on panel
    line: str  # rules, table borders, grid lines
    accent: str
    on_accent: str  # text on an accent fill
    title: str = ""  # of titles, where they differ from other text

    @property
    def heading(self) -> str:
        """The colour of titles."""
        return self.title or self.text

    @property
    def tint(self) -> str:
        """A breath of the accent on the background, for boxes that stand out a little more than panels."""
        return mixed(self.background, self.accent, _TINT)

    @property
    def stripe(self) -> str:
        """Half a panel, for every other row of a table."""
        return mixed(self.background, self.panel, _STRIPE)
