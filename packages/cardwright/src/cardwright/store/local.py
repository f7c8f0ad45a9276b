"""Files in a folder, named by their SHA-256: written once, never changed, whole or not there."""

import hashlib
import os
from pathlib import Path

from cardwright import ids


class LocalStore:
    """The files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where a file lies, or would lie."""
        return self._root / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256 in hex; on disk, power cuts included, when this returns."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f".{sha256}.{ids.row_id()}")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: it was never put here.
        """
        return self.path(sha256).read_bytes()

    def sweep(self) -> int:
        """Remove what writes left half done; the number of files removed."""
        parts = list(self._root.glob("*/.*"))
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)


def _sync_folder(folder: Path) -> None:
    """Make a rename last: the folder's own entry must reach the disk too."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
