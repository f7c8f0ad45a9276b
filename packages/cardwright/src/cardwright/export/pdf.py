"""PDF: tagged, with subset fonts, written by the typesetter that laid the pages out."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from cardwright.errors import LayoutFailed
from cardwright.export import Exporter
from cardwright.layout import Laid
from cardwright.layout.typesetter import Studio

_STANDARDS: Final = (("ua-1", "a-2a"), ("ua-1",), ())  # accessible and for archives, or as much of it as a deck allows


@dataclass(frozen=True, slots=True)
class Pdf:
    media_type: str = "application/pdf"
    suffix: str = ".pdf"
    fixed_pages: bool = False
    fonts: Literal["embedded", "named", "drawn"] = "embedded"

    def __call__(self, laid: Laid) -> bytes:
        """The deck as PDF/UA-1 and PDF/A-2a; where the typesetter finds it short of that, as a plain tagged PDF."""
        with Studio.holding(laid.scene.images) as studio:
            for standards in _STANDARDS[:-1]:
                with suppress(LayoutFailed):
                    return studio.pdf(laid.source, standards)
            return studio.pdf(laid.source)

    def losses(self, laid: Laid) -> tuple[str, ...]:
        """Only the typesetter knows what a standard asks of a deck, and it tells when it is asked to write one."""
        found: dict[str, None] = {}
        with Studio.holding(laid.scene.images) as studio:
            for name in _STANDARDS[0]:
                try:
                    studio.pdf(laid.source, [name])
                except LayoutFailed as error:
                    found[f"not PDF/{name.upper()}: {error.message.rpartition('error: ')[2]}"] = None
        return tuple(found)


EXPORTER: Final[Exporter] = Pdf()
