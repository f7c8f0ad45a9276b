"""What a file may ask of us before it is unpacked: the zip's own list tells, and unpacking keeps to it."""

import io
import zipfile
from typing import Final

from cardwright.errors import InvalidInput

MAX_PARTS: Final = 10_000
MAX_BYTES: Final = 512 * 1024 * 1024  # of all parts unpacked
MAX_XML: Final = 32 * 1024 * 1024  # of one part that is parsed
MAX_RATIO: Final = 500  # unpacked to packed, of parts worth minding
_MINDED: Final = 4 * 1024 * 1024
_XML: Final = (".xml", ".rels")


def check_bounds(data: bytes) -> None:
    """Refuse what is no zip, or a bomb.

    Raises:
        InvalidInput: says which bound it passes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        msg = "is not a PPTX file"
        raise InvalidInput(msg) from error
    if len(parts) > MAX_PARTS:
        msg = f"has more than {MAX_PARTS} parts"
        raise InvalidInput(msg)
    if sum(part.file_size for part in parts) > MAX_BYTES:
        msg = f"has more than {MAX_BYTES // 1024 // 1024} MB unpacked"
        raise InvalidInput(msg)
    for part in parts:
        if part.filename.endswith(_XML) and part.file_size > MAX_XML:
            msg = f"has a part of more than {MAX_XML // 1024 // 1024} MB: {part.filename[:80]}"
            raise InvalidInput(msg)
        if part.file_size > _MINDED and part.file_size > MAX_RATIO * max(1, part.compress_size):
            msg = f"has a part packed more than {MAX_RATIO} times: {part.filename[:80]}"
            raise InvalidInput(msg)
