"""Embedded OpenType: a font within the header that presentation files want around it.

Source: "Embedded OpenType (EOT) File Format", W3C Member Submission of 5 March 2008,
version 0x00020001 of its header. All numbers are little-endian. The font follows as it
is: compressing (MTX) and scrambling are options of the format that nothing asks for.
"""

import io
import struct
from typing import Any, Final

from fontTools.ttLib import TTFont

_VERSION: Final = 0x00020001
_MAGIC: Final = 0x504C
_SUBSET: Final = 0x00000001  # TTEMBED_SUBSET
_DEFAULT_CHARSET: Final = 1
_ITALIC: Final = 0x01  # of fsSelection
_FAMILY, _STYLE, _FULL, _VERSION_NAME = 1, 2, 4, 5  # of the `name` table
_PANOSE: Final = (
    "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast", "bStrokeVariation", "bArmStyle", "bLetterForm",
    "bMidline", "bXHeight",
)  # fmt: skip

# Bits of OS/2 fsType.
RESTRICTED: Final = 0x0002
_EDITABLE: Final = 0x0008
_NO_SUBSETTING: Final = 0x0100
_BITMAPS_ONLY: Final = 0x0200
_LEVELS: Final = 0x000F


def permitted(rights: int, *, cut: bool) -> bool:
    """Whether OS/2 fsType lets a face travel in a file that can be edited, and `cut` to some of its letters.

    A face for preview and print alone would make the whole file read-only.
    """
    level = rights & _LEVELS
    editable = level == 0 or bool(level & _EDITABLE)
    return editable and not rights & _BITMAPS_ONLY and not (cut and rights & _NO_SUBSETTING)


def embedded(data: bytes, *, cut: bool) -> bytes:
    """A TrueType font's bytes as an EOT file; `cut` says that it is only some of the face's letters."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        tables: Any = font
        header = _fixed(tables["OS/2"], tables["head"]) + _names(tables["name"])
    size = struct.calcsize("<4L") + len(header) + len(data)
    return struct.pack("<4L", size, len(data), _VERSION, _SUBSET if cut else 0) + header + data


def _fixed(os2: Any, head: Any) -> bytes:
    """What stands between the sizes and the names."""
    panose = bytes(getattr(os2.panose, name) for name in _PANOSE)
    ranges = [getattr(os2, f"ulUnicodeRange{number}") for number in range(1, 5)]
    pages = [getattr(os2, f"ulCodePageRange{number}", 0) for number in (1, 2)]
    italic = int(bool(os2.fsSelection & _ITALIC))
    return (
        panose
        + struct.pack("<BBLHH", _DEFAULT_CHARSET, italic, os2.usWeightClass, os2.fsType, _MAGIC)
        + struct.pack("<4L2LL", *ranges, *pages, head.checkSumAdjustment)
        + bytes(16)  # reserved
        + bytes(2)
    )


def _names(table: Any) -> bytes:
    """Family, style, version and full name, each with its length in bytes and padding behind; then no root strings."""
    found = [
        str(table.getDebugName(number) or "").encode("utf-16-le") for number in (_FAMILY, _STYLE, _VERSION_NAME, _FULL)
    ]
    return b"".join(struct.pack("<H", len(name)) + name + bytes(2) for name in found) + bytes(2)
