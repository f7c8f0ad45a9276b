"""What has arrived of a file, and the file it becomes."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from cardwright_client._core import downloads
from cardwright_client._core.downloads import Kept
from cardwright_client.errors import ExportDamaged

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was fetched: where it lies, its SHA-256 in hexadecimal, its size in bytes."""

    path: Path
    sha256: str
    bytes: int


class Part:
    """What has arrived of a file, beside its target, and the note that says what it is a part of."""

    def __init__(self, target: Path, name: str) -> None:
        self.target = target
        self.name = name
        self.path = target.with_name(f".{target.name}.part")
        self._note = target.with_name(f".{target.name}.part.json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def headers(self) -> dict[str, str]:
        """What asks for the rest, if what is here can be trusted to belong to it; else it is thrown away."""
        kept = self._kept()
        if kept is None or not kept.etag or kept.generation_id != self.name or not self.size:
            self.discard()
            return {}
        return {"range": f"bytes={self.size}-", "if-range": kept.etag}

    def begin(self, etag: str) -> None:
        self._note.write_bytes(msgspec.json.encode(Kept(etag, self.name)))

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def check(self, size: int | None, digest: str) -> None:
        """Throw it away and raise unless it is the file that was told."""
        with self.path.open("rb") as file:
            beginning = file.read(16)
        right_kind = downloads.fits(self.target.suffix, beginning)
        if right_kind and size in {None, self.size} and digest in {"", self.sha256()}:
            return
        self.discard()
        msg = f"what arrived is not the {self.target.suffix or 'file'} that was announced"
        raise ExportDamaged(msg)

    def finish(self, final: Path) -> Download:
        found = Download(final, self.sha256(), self.size)
        self.path.replace(final)
        self._note.unlink(missing_ok=True)
        _remember(final.parent)
        return found

    def sha256(self) -> str:
        found = hashlib.sha256()
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
        return found.hexdigest()

    def _kept(self) -> Kept | None:
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Kept)
        except (OSError, ValueError):
            return None


def _remember(folder: Path) -> None:
    """Else a power cut may forget a new name; some systems cannot be asked to."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
