"""Texts that words on the command line stand for: files of many formats, what is typed in, or the words themselves."""

import sys
from pathlib import Path
from typing import Final

import anyio

from cardwright.errors import InvalidInput
from cardwright.jobs.cells import Cells
from cardwright.reading import MAX_FILE, FileRefused, Reading, format_named
from cardwright.server.settings import Settings

_STANDARD_INPUT: Final = "-"
_AS_IT_IS: Final = frozenset({"md", "txt"})  # as are files of names that stand for no format


def text_of(source: str, settings: Settings) -> tuple[Reading, Path, str]:
    """The text, the folder its pictures are relative to, and the name of its file, empty if it is none.

    `-` is standard input, `@FILE` a file, and so is a word that names one or ends as files of a known format do;
    everything else is the text itself. Files of other programs are read in a process of their own.

    Raises:
        InvalidInput: the file cannot be read.
        LimitExceeded: reading it takes too much time or memory.
    """
    if source == _STANDARD_INPUT:
        return Reading(sys.stdin.buffer.read().decode("utf-8", "replace")), Path.cwd(), ""
    path = _file(source)
    if path is None:
        return Reading(source), Path.cwd(), ""
    return _of_file(path, settings), path.parent, path.stem


def _file(source: str) -> Path | None:
    if source.startswith("@") and len(source) > 1:
        return Path(source[1:])
    path = Path(source)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):  # too long for a name, or none at all
        return None
    is_word = not any(letter.isspace() for letter in source)
    return path if is_word and format_named(path.name) else None


def _of_file(path: Path, settings: Settings) -> Reading:
    try:
        if format_named(path.name) in {"", *_AS_IT_IS}:
            return Reading(path.read_bytes().decode("utf-8", "replace"))
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_FILE else b""
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise InvalidInput(msg) from error
    if size > MAX_FILE:
        msg = f"{path}: the file is larger than {MAX_FILE // 1024 // 1024} MB"
        raise InvalidInput(msg)
    return _read(path, data, settings)


def _read(path: Path, data: bytes, settings: Settings) -> Reading:
    from cardwright.tasks import read_file  # noqa: PLC0415 - loads all that render processes need

    try:
        with Cells(1, settings.render_memory_mb, settings.render_seconds) as cells:
            return anyio.run(read_file, cells, data, path.name)
    except FileRefused as error:
        msg = f"{path}: {error.message}"
        raise InvalidInput(msg) from error
