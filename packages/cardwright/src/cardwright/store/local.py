"""Files in a folder, named by their SHA-256: written once, never changed, whole or not there."""

import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import anyio

from cardwright import ids
from cardwright.errors import Unavailable
from cardwright.store.aside import Aside

CHUNK: Final = 256 * 1024


class LocalStore(Aside):
    """The files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where a file lies, or would lie."""
        return self._root / sha256[:2] / sha256

    def put_now(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256 in hex; on disk, power cuts included, when this returns."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        with suppress(FileNotFoundError):
            os.utime(path)  # whoever collects garbage sees that it is wanted again
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

    def get_now(self, sha256: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: it was never put here.
        """
        return self.path(sha256).read_bytes()

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    async def chunks(self, sha256: str, start: int, stop: int) -> AsyncIterator[bytes]:
        async with await anyio.open_file(self.path(sha256), "rb") as file:
            await file.seek(start)
            left = stop - start
            while left > 0 and (chunk := await file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk

    def check(self) -> None:
        if not (self._root.is_dir() and os.access(self._root, os.R_OK | os.W_OK | os.X_OK)):
            msg = "The folder of files cannot be written"
            raise Unavailable(msg)

    def older(self, before: float) -> Iterator[str]:
        for path in files_in(self._root):
            if _changed(path) < before:
                yield path.name

    def remove(self, sha256: str, before: float) -> bool:
        path = self.path(sha256)
        if _changed(path) >= before:
            return False
        path.unlink(missing_ok=True)
        return True

    def sweep(self, before: float) -> int:
        parts = [path for path in self._root.glob("*/.*") if _changed(path) < before]
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)

    def shrink(self, most_bytes: int) -> int:
        """Remove the files that were put longest ago until the rest are at most so many bytes; how many."""
        found: list[tuple[float, int, Path]] = []
        for path in files_in(self._root):
            with suppress(FileNotFoundError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        found.sort()
        over = sum(size for _, size, _ in found) - most_bytes
        gone = 0
        for _, size, path in found:
            if over <= 0:
                break
            path.unlink(missing_ok=True)
            over -= size
            gone += 1
        return gone


def files_in(root: Path) -> Iterator[Path]:
    """The whole files below the root of a store, named by their SHA-256."""
    return root.glob("??/[0-9a-f]*")


def _changed(path: Path) -> float:
    """When a file was last put; infinitely late when it is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _sync_folder(folder: Path) -> None:
    """Make a rename last: the folder's own entry must reach the disk too."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
