"""Where render processes put aside what they work on; none of it outlives them, though they are killed.

A process that is killed removes nothing, so whoever killed it does. What a killed server left is removed by the next
one that starts on the machine: a folder is somebody's as long as its lock is held, and the system lets go of locks.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cardwright.clock import SYSTEM

_PREFIX: Final = "cardwright-cells-"
_LOCK: Final = ".lock"
_YOUNG_S: Final = 60.0  # for which a folder may be without its lock, since it is only being made


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder with one for each render process, named by its id."""

    folder: Path

    @staticmethod
    @contextmanager
    def held() -> "Generator[Scratch]":
        """A folder of this process's own, until it ends."""
        _clear_abandoned()
        with (
            tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as made,
            _locked(folder := Path(made)),
        ):
            yield Scratch(folder)

    def settle(self) -> None:
        """Make everything that this process puts aside from now on go into its own folder."""
        own = self.folder / str(os.getpid())
        own.mkdir(mode=0o700, exist_ok=True)
        tempfile.tempdir = str(own)

    def sweep(self) -> None:
        """Remove what processes have left that are gone."""
        for own in self.folder.glob("[0-9]*"):
            if not _lives(int(own.name)):
                shutil.rmtree(own, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # which only the living refuse
        pass
    return True


def _clear_abandoned() -> None:
    """Remove the folders of servers of this user that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            found = folder.stat()
            if found.st_uid == os.getuid() and SYSTEM.now() - found.st_mtime > _YOUNG_S:
                with _locked(folder):
                    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    """Hold a folder's lock.

    Raises:
        OSError: somebody holds it.
    """
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
