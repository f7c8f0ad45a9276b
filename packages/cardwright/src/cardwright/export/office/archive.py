"""The zip around the parts: fixed dates and order, content types from what is in it."""

import io
import zipfile
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
}
_STORED: Final = (".jpg", ".png", ".xlsx")  # packed already


class Archive:
    """Parts by name, each with its content type; `bytes` packs them in the order they were added."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._overrides: dict[str, str] = {}

    def add(self, name: str, data: str | bytes, content_type: str = "") -> None:
        """Add a part; `content_type` is relative to the Office types unless it has a slash."""
        self._parts[name] = data.encode() if isinstance(data, str) else data
        if content_type:
            self._overrides[name] = content_type if "/" in content_type else f"{_OFFICE}{content_type}+xml"

    def bytes(self) -> bytes:
        used = {name.rpartition(".")[2] for name in self._parts}
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{kind}"/>'
            for suffix, kind in _DEFAULTS.items()
            if suffix in used
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._overrides.items()
        )
        types = f'{HEAD}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            for name, data in [("[Content_Types].xml", types), *self._parts.items()]:
                entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                entry.external_attr = 0o600 << 16
                entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        return out.getvalue()
