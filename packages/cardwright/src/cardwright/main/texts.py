"""Texts that options name: files of many formats, or what is typed in."""

import sys
from pathlib import Path
from typing import Final

import anyio

from cardwright.errors import InvalidInput
from cardwright.jobs.cells import Cells
from cardwright.reading import MAX_FILE, FileRefused, Reading, format_named
from cardwright.server.settings import Settings

STANDARD_INPUT: Final = "-"
_AS_IT_IS: Final = frozenset({"md", "txt"})  # as are files of names that stand for no format


def text_of(source: str, settings: Settings) -> tuple[Reading, Path]:
    """The text and the folder its pictures are relative to. Files of other programs are read in a process of their own.

    Raises:
        InvalidInput: the file cannot be read.
        LimitExceeded: reading it takes too much time or memory.
    """
    if source == STANDARD_INPUT:
        return Reading(sys.stdin.buffer.read().decode("utf-8", "replace")), Path.cwd()
    path = Path(source)
    try:
        if format_named(path.name) in {"", *_AS_IT_IS}:
            return Reading(path.read_bytes().decode("utf-8", "replace")), path.parent
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_FILE else b""
    except OSError as error:
        msg = f"{source}: {error.strerror}"
        raise InvalidInput(msg) from error
    if size > MAX_FILE:
        msg = f"{source}: the file is larger than {MAX_FILE // 1024 // 1024} MB"
        raise InvalidInput(msg)
    return _read(source, data, settings), path.parent


def _read(source: str, data: bytes, settings: Settings) -> Reading:
    from cardwright.tasks import read_file  # noqa: PLC0415 - loads all that render processes need

    try:
        with Cells(1, settings.render_memory_mb, settings.render_seconds) as cells:
            return anyio.run(read_file, cells, data, Path(source).name)
    except FileRefused as error:
        msg = f"{source}: {error.message}"
        raise InvalidInput(msg) from error
