"""Where bytes live: files named by what they hold, and links that open them for a while."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Protocol

from cardwright.store.local import LocalStore

__all__ = ["Store", "open_store"]


class Store(Protocol):
    """Files by their SHA-256 in hex: written once, never changed, whole or not there."""

    async def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256; it lasts when this returns. Putting it again makes it new.

        Raises:
            Unavailable: the store cannot be reached.
        """
        ...

    async def get(self, sha256: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: it was never put here.
            Unavailable: the store cannot be reached.
        """
        ...

    def put_now(self, data: bytes) -> str:
        """What `put` does, for whoever may wait: a command, or a thread."""
        ...

    def get_now(self, sha256: str) -> bytes:
        """What `get` does, for whoever may wait."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether a file is here; raises what `put` does."""
        ...

    def chunks(self, sha256: str, start: int, stop: int) -> AsyncIterator[bytes]:
        """The bytes of a file from `start` to `stop` in pieces; raises what `get` does."""
        ...

    def check(self) -> None:
        """Return when files can be put and read.

        Raises:
            Unavailable: they cannot.
        """
        ...

    def older(self, before: float) -> Iterator[str]:
        """The files that were put last before a moment, in seconds since 1970."""
        ...

    def remove(self, sha256: str, before: float) -> bool:
        """Remove a file unless it was put again since that moment; whether it is gone."""
        ...

    def sweep(self, before: float) -> int:
        """Remove what writes before a moment left half done, and copies nobody needs; how many."""
        ...


def open_store(folder: Path, url: str = "", endpoint: str = "") -> Store:
    """The files below `folder`; with a URL such as `s3://bucket/prefix` those there, and copies below `folder`.

    Raises:
        Misconfigured: the setting `object_store_url` names no store.
    """
    if url:
        from cardwright.store.remote import RemoteStore  # noqa: PLC0415 - whoever keeps files needs no client

        return RemoteStore(url, endpoint, LocalStore(folder / "copies"))
    return LocalStore(folder / "files")
