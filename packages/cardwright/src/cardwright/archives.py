"""ZIP archives that somebody else made: opened with bounds and never believed.

Sizes are counted while unpacking, for headers may lie. Parts that nothing asks
for are never unpacked.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cardwright.errors import CardwrightError

MIB: Final = 1024 * 1024
_ENCRYPTED: Final = 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may hold: bytes of it and of what it unpacks to, number of parts, and how often one is packed.

    `ratio` is heeded for parts of more than a megabyte; deflate itself ends at 1032.
    """

    file: int = 50 * MIB
    parts: int = 5_000
    part: int = 48 * MIB
    total: int = 192 * MIB
    ratio: float = float("inf")


class Archive:
    """The parts of an archive by name.

    `refusal` makes the error that is raised of a message; `what` names what the
    file should be.

    Raises:
        CardwrightError: of `refusal`; it is no archive, or larger than any such file is.
    """

    def __init__(self, data: bytes, bounds: Bounds, refusal: Callable[[str], CardwrightError], what: str) -> None:
        self._bounds, self._refusal = bounds, refusal
        self._zip = self._opened(data, what)
        self._infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        self._read = 0
        if len(self._infos) != len({name.casefold() for name in self._infos}):
            raise refusal("the file holds two parts of one name")

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._infos)

    def data(self, name: str) -> bytes:
        """The bytes of a part, unpacked anew each time; all that is unpacked counts."""
        info = self._infos.get(name)
        if info is None:
            raise self._refusal(f"the file lacks its part {name[:120]}")
        if info.flag_bits & _ENCRYPTED:
            raise self._refusal("the file is encrypted")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._bounds.part + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise self._refusal(f"{name[:120]} cannot be unpacked") from error
        self._read += len(data)
        self._weigh(name, len(data), info.compress_size)
        return data

    def _weigh(self, name: str, size: int, packed: int) -> None:
        bounds = self._bounds
        if size > bounds.part or self._read > bounds.total:
            whole, one = bounds.total // MIB, bounds.part // MIB
            raise self._refusal(f"the file unpacks to more than {whole} MB, or one of its parts to {one} MB")
        if size > MIB and size > packed * bounds.ratio:
            raise self._refusal(f"{name[:120]} is packed more than {bounds.ratio:g} times, as no document is")

    def _opened(self, data: bytes, what: str) -> zipfile.ZipFile:
        if len(data) > self._bounds.file:
            raise self._refusal(f"the file is larger than {self._bounds.file // MIB} MB")
        try:
            opened = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._refusal(f"the file is no {what}") from error
        if len(opened.infolist()) > self._bounds.parts:
            raise self._refusal(f"the file has more than {self._bounds.parts} parts")
        return opened
