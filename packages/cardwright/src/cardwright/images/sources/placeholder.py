"""Empty places, to be filled by hand."""

from typing import Final

from cardwright.images.sources import SourceSpec

SPEC: Final = SourceSpec("placeholder")
