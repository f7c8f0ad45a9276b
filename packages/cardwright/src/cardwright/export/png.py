"""PNG: a zip with one picture per page."""

import io
import zipfile
from dataclasses import dataclass
from typing import Final, Literal

from cardwright.export import Exporter
from cardwright.layout import Laid
from cardwright.layout.typesetter import Studio

PPI = 144  # a 960-point card becomes 1920 pixels wide


def pages_as_png(laid: Laid, ppi: float = PPI) -> list[bytes]:
    """Each page as a PNG."""
    with Studio.holding(laid.scene.images) as studio:
        return studio.png(laid.source, ppi)


@dataclass(frozen=True, slots=True)
class Png:
    media_type: str = "application/zip"
    suffix: str = ".zip"
    fixed_pages: bool = False
    fonts: Literal["embedded", "named", "drawn"] = "drawn"

    def losses(self, laid: Laid) -> tuple[str, ...]:
        """What every picture of a page lacks."""
        return ("text that can be selected, links and alternative texts",) if laid.pages else ()

    def __call__(self, laid: Laid) -> bytes:
        pages = pages_as_png(laid)
        digits = max(2, len(str(len(pages))))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for number, page in enumerate(pages, start=1):
                # A fixed date: the same pages give the same bytes.
                archive.writestr(zipfile.ZipInfo(f"{number:0{digits}d}.png", (2020, 1, 1, 0, 0, 0)), page)
        return out.getvalue()


EXPORTER: Final[Exporter] = Png()
