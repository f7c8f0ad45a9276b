"""PDF: tagged, with subset fonts, written by the typesetter that laid the pages out."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from cardwright.errors import LayoutFailed
from cardwright.export import Exporter
from cardwright.layout import Laid
from cardwright.layout.typesetter import Studio

_STANDARDS: Final = (("ua-1", "a-2a"), ("ua-1",))  # accessible and for archives, or at least the first


@dataclass(frozen=True, slots=True)
class Pdf:
    media_type: str = "application/pdf"
    suffix: str = ".pdf"
    fixed_pages: bool = False
    fonts: Literal["embedded", "named", "drawn"] = "embedded"

    def __call__(self, laid: Laid) -> bytes:
        """The deck as PDF/UA-1 and PDF/A-2a; where the typesetter finds it short of that, as a plain tagged PDF."""
        with Studio.holding(laid.scene.images) as studio:
            for standards in _STANDARDS:
                with suppress(LayoutFailed):
                    return studio.pdf(laid.source, standards)
            return studio.pdf(laid.source)

    def losses(self, laid: Laid) -> tuple[str, ...]:
        """Only the typesetter knows what a standard asks of a deck, and it tells when it is asked to write one."""
        with Studio.holding(laid.scene.images) as studio:
            if not _refusal(studio, laid, _STANDARDS[0]):
                return ()
            refused = {name: _refusal(studio, laid, [name]) for name in _STANDARDS[0]}
        return tuple(f"not PDF/{name.upper()}: {reason}" for name, reason in refused.items() if reason)


def _refusal(studio: Studio, laid: Laid, standards: Sequence[str]) -> str:
    """Why the typesetter does not write a deck to some standards; empty when it does."""
    try:
        studio.pdf(laid.source, standards)
    except LayoutFailed as error:
        return error.message.rpartition("error: ")[2]
    return ""


EXPORTER: Final[Exporter] = Pdf()
