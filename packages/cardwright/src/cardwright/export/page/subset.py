"""Parts of shipped faces, for scripts whose fonts are too large to send whole."""

import base64
import io
import logging
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from fontTools.ttLib import TTFont

# Joiners and variation selectors decide how letters and emoji combine; every cut keeps them.
_JOINERS: Final = "\u200c\u200d\ufe0e\ufe0f"


@cache
def characters(path: Path) -> frozenset[int]:
    """The code points a face has glyphs for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@lru_cache(maxsize=128)
def data_uri(path: Path, text: str) -> str:
    """A font that sets `text` as the whole face would, as a URI; equal text gives equal bytes."""
    return f"data:font/woff;base64,{base64.b64encode(cut(path, text, 'woff')).decode('ascii')}"


def cut(path: Path, text: str, flavor: str = "") -> bytes:
    """A font file with what sets `text` as the whole face would; equal text gives equal bytes."""
    from fontTools import subset  # noqa: PLC0415 - long to load, and most decks need none of it

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it reports every table that it leaves out
    options: Any = subset.Options()
    # All names are kept because the licence travels in them with the letters.
    options.set(layout_features=["*"], name_IDs=["*"], hinting=False, notdef_outline=True)
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        cutter: Any = subset.Subsetter(options)
        # Shapers take characters apart (Thai sara am) or put them together before they look for glyphs.
        cutter.populate(text="".join([text, normalize("NFKD", text), _JOINERS]))
        cutter.subset(font)
        font.flavor = flavor or None
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
