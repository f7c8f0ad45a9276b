"""The zip around the parts: fixed dates and order, content types from what is in it."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from cardwright.export.office.xml import HEAD

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_DEFAULTS: Final = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "jpg": "image/jpeg",
    "png": "image/png",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "fntdata": "application/x-fontdata",
}
_DATED: Final = (0, (2020 - 1980) << 9 | 1 << 5 | 1)  # midnight, 1 January 2020
_UTF8: Final = 0x0800  # the flag for names in UTF-8
_UNIX: Final = 3 << 8 | 20
_STORED: Final = (".jpg", ".png", ".xlsx")  # packed already


_LEVEL: Final = 4  # of packing


@dataclass(frozen=True, slots=True)
class Packed:
    """A part that is packed already, for parts that many files have in common."""

    data: bytes
    size: int  # unpacked
    crc: int
    method: int = zipfile.ZIP_DEFLATED


def packed(data: bytes) -> Packed:
    """A part's bytes as the archive keeps them."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(packer.compress(data) + packer.flush(), len(data), zlib.crc32(data))


class Archive:
    """Parts by name, each with its content type; `bytes` packs them in the order they were added."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes | Packed] = {}
        self._overrides: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def add(self, name: str, data: str | bytes, content_type: str = "") -> None:
        """Add a part; `content_type` is relative to the Office types unless it has a slash."""
        self._parts[name] = data.encode() if isinstance(data, str) else data
        if content_type:
            self._overrides[name] = content_type if "/" in content_type else f"{_OFFICE}{content_type}+xml"

    def add_packed(self, name: str, part: Packed) -> None:
        """Add a part that is packed already; its content type is the one of its suffix."""
        self._parts[name] = part

    def _types(self) -> bytes:
        used = {name.rpartition(".")[2] for name in self._parts}
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{kind}"/>'
            for suffix, kind in _DEFAULTS.items()
            if suffix in used
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._overrides.items()
        )
        return f'{HEAD}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()

    def bytes(self) -> bytes:
        local, central = io.BytesIO(), io.BytesIO()
        parts = {"[Content_Types].xml": self._types(), **self._parts}
        for name, data in parts.items():
            part = data if isinstance(data, Packed) else _entry(name, data)
            encoded = name.encode()
            # Fields of a local header; the central one has the same (APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16).
            fields = struct.pack(
                "<5H3L2H", 20, _UTF8, part.method, *_DATED, part.crc, len(part.data), part.size, len(encoded), 0
            )
            central.write(b"PK\x01\x02" + struct.pack("<H", _UNIX) + fields)
            central.write(struct.pack("<3H2L", 0, 0, 0, 0o600 << 16, local.tell()) + encoded)
            local.write(b"PK\x03\x04" + fields + encoded + part.data)
        index = central.getvalue()
        end = struct.pack("<4H2LH", 0, 0, len(parts), len(parts), len(index), local.tell(), 0)
        return local.getvalue() + index + b"PK\x05\x06" + end


def _entry(name: str, data: bytes) -> Packed:
    if name.endswith(_STORED):
        return Packed(data, len(data), zlib.crc32(data), zipfile.ZIP_STORED)
    return packed(data)
