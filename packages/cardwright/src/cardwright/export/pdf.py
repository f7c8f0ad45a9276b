"""PDF: tagged, with subset fonts, written by the typesetter that laid the pages out."""

from dataclasses import dataclass
from typing import Final

from cardwright.errors import LayoutFailed
from cardwright.export import Exporter
from cardwright.layout import Laid
from cardwright.layout.typesetter import Studio


@dataclass(frozen=True, slots=True)
class Pdf:
    media_type: str = "application/pdf"
    suffix: str = ".pdf"
    fixed_pages: bool = False

    def __call__(self, laid: Laid) -> bytes:
        """The deck as PDF/UA-1; where the typesetter finds it short of that, as a plain tagged PDF."""
        with Studio.holding(laid.scene.images) as studio:
            try:
                return studio.pdf(laid.source, ["ua-1"])
            except LayoutFailed:
                return studio.pdf(laid.source)


EXPORTER: Final[Exporter] = Pdf()
