"""PDF: tagged, with subset fonts, written by the typesetter that laid the pages out."""

from dataclasses import dataclass
from typing import Final, Literal

from cardwright.errors import LayoutFailed
from cardwright.export import Exporter
from cardwright.layout import Laid
from cardwright.layout.typesetter import Studio

_STANDARD: Final = "ua-1"


@dataclass(frozen=True, slots=True)
class Pdf:
    media_type: str = "application/pdf"
    suffix: str = ".pdf"
    fixed_pages: bool = False
    fonts: Literal["embedded", "named", "drawn"] = "embedded"

    def __call__(self, laid: Laid) -> bytes:
        """The deck as PDF/UA-1; where the typesetter finds it short of that, as a plain tagged PDF."""
        with Studio.holding(laid.scene.images) as studio:
            try:
                return studio.pdf(laid.source, [_STANDARD])
            except LayoutFailed:
                return studio.pdf(laid.source)

    def losses(self, laid: Laid) -> tuple[str, ...]:
        """Only the typesetter knows what the standard asks of a deck, and it tells when it is asked to write one."""
        with Studio.holding(laid.scene.images) as studio:
            try:
                studio.pdf(laid.source, [_STANDARD])
            except LayoutFailed as error:
                return (f"not PDF/UA-1: {error.message.rpartition('error: ')[2]}",)
        return ()


EXPORTER: Final[Exporter] = Pdf()
