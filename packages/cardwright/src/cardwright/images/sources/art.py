"""The theme's own art."""

from typing import Final

from cardwright.images.sources import SourceSpec

SPEC: Final = SourceSpec("art")
