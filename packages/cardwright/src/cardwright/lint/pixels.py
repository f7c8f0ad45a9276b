"""Looking into pictures, within bounds: never more than a small copy, never a bomb."""

import io
import warnings
from functools import lru_cache
from typing import Final

from PIL import Image as Pillow

from cardwright.lint.canvas import Picture
from cardwright.units import Rect

MAX_PIXELS: Final = 40_000_000  # read from the header, before anything is decoded
_SIDE: Final = 256  # pixels of the copy
_EMPTY: Final = 0.05  # bytes per pixel that a picture of more than one colour takes at the least
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_STEP: Final = 4  # levels by which the channels of one colour may differ once compressed

RGB = tuple[int, int, int]


@lru_cache(maxsize=64)
def small(data: bytes) -> Pillow.Image | None:
    """A copy of at most 256 pixels a side in RGB; None for what cannot be read or is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(io.BytesIO(data), formats=_FORMATS) as source:
                if source.width * source.height > MAX_PIXELS:
                    return None
                source.draft("RGB", (_SIDE, _SIDE))
                copy = source.convert("RGBA" if "A" in source.getbands() or "transparency" in source.info else "RGB")
                copy.thumbnail((_SIDE, _SIDE))
                return copy
    except Exception:  # decoders raise anything on hostile bytes
        return None


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels by the header; zeros for what is no picture."""
    try:
        with Pillow.open(io.BytesIO(data), formats=_FORMATS) as source:
            return source.size
    except Exception:  # as above
        return 0, 0


def is_blank(picture: Picture) -> bool:
    """Whether it shows a single colour. Only suspiciously small files are looked into."""
    if len(picture.data) > picture.width * picture.height * _EMPTY:
        return False
    copy = small(picture.data)
    return copy is not None and all(high - low <= _STEP for low, high in _extrema(copy))


def _extrema(image: Pillow.Image) -> list[tuple[int, int]]:
    return [band.getextrema() for band in image.split()]  # pyright: ignore[reportReturnType] - pairs, for 8-bit bands


def under(picture: Picture, shown: Rect, place: Rect) -> list[RGB]:
    """Pixels of a picture shown at `shown` that lie under `place`; none when it cannot be read."""
    copy = small(picture.data)
    if copy is None or not shown.width or not shown.height:
        return []
    left, top, right, bottom = picture.crop
    wide, high = copy.width * (1 - left - right), copy.height * (1 - top - bottom)
    x0, x1 = ((edge - shown.x) / shown.width * wide + copy.width * left for edge in (place.x, place.right))
    y0, y1 = ((edge - shown.y) / shown.height * high + copy.height * top for edge in (place.y, place.bottom))
    box = (max(0, int(x0)), max(0, int(y0)), min(copy.width, int(x1) + 1), min(copy.height, int(y1) + 1))
    if box[0] >= box[2] or box[1] >= box[3]:
        return []
    raw = copy.crop(box).convert("RGB").tobytes()
    return list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
