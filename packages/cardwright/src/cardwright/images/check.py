"""The check every picture passes before it may stand in a deck.

A picture is decoded and written anew, so nothing of the file somebody sent
reaches a reader: no metadata, no scripts, no polyglots. Vector pictures are
drawn by the typesetter, which refuses outside references.
"""

import hashlib
import io
import warnings
from typing import Any

import pi_heif
import typst
from PIL import Image as Pillow
from PIL import ImageOps

from cardwright.errors import FetchRefused
from cardwright.images.svg import cleaned
from cardwright.scene import Image

_heif: Any = pi_heif  # it has no types
_heif.register_heif_opener()
MAX_PIXELS = 40_000_000  # read from the header, before anything is decoded
MAX_SIDE = 2560  # pixels kept; more cannot be seen on a card
MAX_SVG = 2 * 1024 * 1024  # bytes of source
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "HEIF")
# Its longer side is 960 points whatever it says of itself; a thread or a stripe is no picture.
_SVG_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#context {
  let size = measure(image("picture.svg"))
  let share = size.width / size.height
  assert(share > 0.02 and share < 50)
  image("picture.svg", width: 960pt * calc.min(1, share), height: 960pt * calc.min(1, 1 / share))
}
"""


def checked(data: bytes, frame: tuple[int, int] | None = None) -> Image:
    """The picture in `data`, safe to show: PNG when it has transparency or few colours, else JPEG.

    With a `frame` it has exactly so many pixels across and down, cut from its middle, and is PNG only when something
    shines through it.

    Costs up to a second of CPU and 200 MB for the largest picture allowed;
    run it where it can be stopped.

    Raises:
        FetchRefused: not a picture that can be read, or larger than 40 megapixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            return _rewritten(_svg_drawn(data) if _is_svg(data) else data, frame)
    except FetchRefused:
        raise
    except Exception as error:  # decoders raise anything on hostile bytes
        msg = "is not a picture that can be read"
        raise FetchRefused(msg) from error


def _is_svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:65536]


def _svg_drawn(data: bytes) -> bytes:
    if len(data) > MAX_SVG:
        msg = "is too large"
        raise FetchRefused(msg)
    files: Any = {"main.typ": _SVG_PAGE, "picture.svg": cleaned(data)}  # the stub lacks virtual files
    page: Any = typst.compile(files, format="png", ppi=144, ignore_system_fonts=True)
    if not isinstance(page, bytes):
        msg = "is not one picture"
        raise FetchRefused(msg)
    return page


def _rewritten(data: bytes, frame: tuple[int, int] | None) -> Image:
    with Pillow.open(io.BytesIO(data), formats=_FORMATS) as source:
        if source.width * source.height > MAX_PIXELS:
            msg = f"has more than {MAX_PIXELS // 1_000_000} megapixels"
            raise FetchRefused(msg)
        source.draft("RGB", (MAX_SIDE, MAX_SIDE))
        picture = ImageOps.exif_transpose(source)
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        see_through = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
        flat = source.format == "PNG" and picture.mode in {"P", "1", "L"}
        picture = picture.convert("RGBA" if see_through else "RGB")
        if frame is not None:
            picture = ImageOps.fit(picture, frame, Pillow.Resampling.LANCZOS)
            flat, see_through = False, see_through and picture.getchannel("A").getextrema() != (255, 255)
        return _encoded(picture, as_png=see_through or flat)


def _encoded(picture: Pillow.Image, *, as_png: bool) -> Image:
    out = io.BytesIO()
    if as_png:
        _bare(picture).save(out, "PNG", optimize=False)
    else:
        _bare(picture.convert("RGB")).save(out, "JPEG", quality=88)
    body = out.getvalue()
    media_type = "image/png" if as_png else "image/jpeg"
    return Image(hashlib.sha256(body).hexdigest(), media_type, picture.width, picture.height, body)


def _bare(picture: Pillow.Image) -> Pillow.Image:
    """The pixels alone: comments, profiles and what else came with them would be written again."""
    picture.info = {}
    return picture
