"""Files of other programs read as text in Markdown, with their title, their pictures and what was left out.

Files are foreign: reading them is bounded, follows no address and runs
nothing. `read` is to be called where memory and time are capped.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, Protocol

from cardwright.errors import InvalidInput
from cardwright.families import members

MAX_FILE: Final = 50 * 1024 * 1024  # bytes
MAX_TEXT: Final = 400_000  # characters
MAX_TITLE: Final = 300
MAX_PICTURES: Final = 100
MAX_PICTURE_BYTES: Final = 64 * 1024 * 1024  # of all pictures of a file


class FileRefused(InvalidInput):
    """A file holds no text that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. `pictures` are files by the names that the text has for them."""

    text: str
    title: str = ""
    warnings: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


class Reader(Protocol):
    """Read the bytes of one file format. Libraries are loaded when the first such file is read."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of file names, in small letters, with their dots."""
        ...

    @property
    def media_types(self) -> tuple[str, ...]: ...

    def __call__(self, data: bytes) -> Reading:
        """What the file says.

        Raises:
            FileRefused: it is no such file, is damaged, or is larger than any such file is.
        """
        ...


@cache
def all_readers() -> Mapping[str, Reader]:
    """Map format name to reader for every file in `formats`, sorted by name."""
    return {name: module.READER for name, module in members(f"{__name__}.formats").items()}


def format_named(file_name: str, media_type: str = "") -> str:
    """The format that a file's name or else its media type stands for; empty when there is no reader for it."""
    suffix = posixpath.splitext(file_name.replace("\\", "/"))[1].lower()
    kind = media_type.partition(";")[0].strip().lower()
    for name, reader in all_readers().items():
        if suffix in reader.suffixes:
            return name
    return next((name for name, reader in all_readers().items() if not suffix and kind in reader.media_types), "")


def read(data: bytes, file_name: str, media_type: str = "") -> Reading:
    """What a file says, as Markdown of at most `MAX_TEXT` characters.

    Raises:
        FileRefused: its format is not read, it is damaged, or it holds no text.
    """
    name = format_named(file_name, media_type)
    if not name:
        known = ", ".join(suffix for reader in all_readers().values() for suffix in reader.suffixes)
        msg = f"files of this kind are not read; read are {known}"
        raise FileRefused(msg)
    if len(data) > MAX_FILE:
        msg = f"the file is larger than {MAX_FILE // 1024 // 1024} MB"
        raise FileRefused(msg)
    if not data.strip():
        msg = "the file is empty"
        raise FileRefused(msg)
    try:
        found = all_readers()[name](data)
    except RecursionError as error:
        msg = "the file is nested too deeply"
        raise FileRefused(msg) from error
    if not found.text.strip():
        msg = "the file holds no text"
        raise FileRefused(msg)
    return _cut(found)


def unpictured(found: Reading) -> Reading:
    """The same for readers who get the text alone: pictures within the file are left out."""
    if not found.pictures:
        return found
    names = "|".join(re.escape(name) for name in found.pictures)
    text = re.sub(rf"!\[(?:[^\]\\]|\\.)*\]\((?:{names})\)", "", found.text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    count = len(found.pictures)
    warning = (
        f"{count} pictures within the file were left out" if count > 1 else "a picture within the file was left out"
    )
    return replace(found, text=text, warnings=(*found.warnings, warning), pictures={})


def _cut(found: Reading) -> Reading:
    """At most as much text as may be sent, cut between two paragraphs, and a title of no more than `MAX_TITLE` characters."""
    found = replace(found, title=found.title[:MAX_TITLE])
    if len(found.text) <= MAX_TEXT:
        return found
    end = found.text.rfind("\n\n", 0, MAX_TEXT)
    text = found.text[: end if end > 0 else MAX_TEXT].rstrip()
    warning = f"the text was cut to {len(text)} of its {len(found.text)} characters"
    return replace(found, text=text, warnings=(*found.warnings, warning))
