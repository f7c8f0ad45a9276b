"""Pictograms: an icon for what a card's title names, drawn large in the theme's colours; no service is asked."""

from typing import Final

from cardwright.images.sources import SourceSpec

SPEC: Final = SourceSpec("icon")
