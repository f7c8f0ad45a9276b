"""Export formats, one per file: laid-out pages in, one file's bytes out.

A file here defines `EXPORTER`; its name is the value of `exportAs`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal, Protocol

from cardwright.families import members
from cardwright.layout import Laid


class Exporter(Protocol):
    """Turn laid-out pages into one file.

    Rules, checked for every format by the shared kit: equal pages give equal
    bytes; no network, no clock, no random.
    """

    @property
    def media_type(self) -> str: ...
    @property
    def suffix(self) -> str:
        """Of the file name, with its dot."""
        ...

    @property
    def fixed_pages(self) -> bool:
        """True when all pages must have one size (so fluid decks are set anew)."""
        ...

    @property
    def fonts(self) -> Literal["embedded", "named", "drawn"]:
        """Whether the file brings its fonts along, only names them, or has no text at all."""
        ...

    def losses(self, laid: Laid) -> tuple[str, ...]:
        """What such a file cannot carry of these pages, each in a few plain words."""
        ...

    def __call__(self, laid: Laid) -> bytes: ...


@cache
def all_exporters() -> Mapping[str, Exporter]:
    """Map format name to exporter for every file in this folder that has one, sorted by name."""
    return {name: module.EXPORTER for name, module in members(__name__).items() if hasattr(module, "EXPORTER")}
