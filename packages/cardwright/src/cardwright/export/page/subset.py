"""Parts of shipped faces, for scripts whose fonts are too large to send whole."""

import base64
import io
import logging
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import cardwright_assets
from fontTools import subset
from fontTools.ttLib import TTFont

from cardwright.layout.fonts import fonts

# fontTools reports every table it leaves out.
logging.getLogger("fontTools.subset").setLevel(logging.ERROR)

# Joiners and variation selectors decide how letters and emoji combine; every cut keeps them.
_JOINERS: Final = "\u200c\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A face that came with this program, and so may be passed on with a page."""

    path: Path
    weight: int
    italic: bool


@cache
def shipped(family: str) -> tuple[Shipped, ...]:
    """The faces of a family as the typesetter names it; none of the system's."""
    folder = cardwright_assets.font_folder()
    if folder is None:
        return ()
    found = [face for face in fonts().fonts() if face.family == family and face.path]
    return tuple(
        Shipped(Path(face.path), int(face.weight), face.style != "normal")
        for face in found
        if face.path and Path(face.path).is_relative_to(folder)
    )


@cache
def characters(path: Path) -> frozenset[int]:
    """The code points a face has glyphs for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@lru_cache(maxsize=128)
def data_uri(path: Path, text: str) -> str:
    """A font that sets `text` as the whole face would, as a URI; equal text gives equal bytes."""
    options: Any = subset.Options()
    # All names are kept because the licence travels in them with the letters.
    options.set(layout_features=["*"], name_IDs=["*"], hinting=False, notdef_outline=True)
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        cutter: Any = subset.Subsetter(options)
        # Shapers take characters apart (Thai sara am) or put them together before they look for glyphs.
        cutter.populate(text="".join([text, normalize("NFKD", text), _JOINERS]))
        cutter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
    return f"data:font/woff;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
