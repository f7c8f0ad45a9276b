"""Pictures drawn by rule where no model paints them: a theme's accent art, chosen by the words that ask for it."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from cardwright.layout.drawn import png
from cardwright.scene.art import picture
from cardwright.theme import Theme

Style = Literal["illustration", "abstract", "photo", "scene"]

_KINDS: Final[Mapping[Style, Sequence[str]]] = {
    "illustration": ("isometric", "tiles", "arcs", "confetti"),
    "abstract": ("blobs", "waves", "mesh", "threads"),
    "photo": ("blobs", "waves", "contours"),
    "scene": ("contours", "waves", "bands"),
}
_FRAME: Final = 960.0  # points of the longer side that the art is drawn for


def drawn(theme: Theme, style: Style, prompt: str, width: int, height: int) -> bytes:
    """A PNG of `width` × `height` pixels; the same words in the same theme give the same picture."""
    digest = hashlib.sha256(f"{theme.id}\n{style}\n{prompt}".encode()).digest()
    kinds = _KINDS[style]
    surface = theme.inverse if digest[4] % 2 else theme.base
    scale = _FRAME / max(width, height)
    drawing = picture(
        kinds[digest[5] % len(kinds)], width * scale, height * scale, surface, int.from_bytes(digest[:4], "big")
    )
    return png(drawing, surface, width)
