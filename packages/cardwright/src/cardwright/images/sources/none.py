"""No pictures but those that the text names."""

from typing import Final

from cardwright.images.sources import SourceSpec

SPEC: Final = SourceSpec()
