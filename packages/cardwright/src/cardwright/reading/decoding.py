"""Bytes as text, whatever program wrote them."""

import codecs
from typing import Final

from cardwright.reading import FileRefused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL: Final = "cp1252"  # what Western programs write that do not write Unicode


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text and warnings: by its mark, else as UTF-8, else as Windows-1252. Lines end in a line feed alone.

    Raises:
        FileRefused: it is no text.
    """
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    warnings: tuple[str, ...] = ()
    try:
        text = data.decode(name or "utf-8")
    except UnicodeDecodeError:
        text = data.decode(name or _USUAL, "replace")
        warnings = ("the file is not UTF-8; letters beyond English may be wrong",)
    if "\0" in text:
        msg = "the file is no text"
        raise FileRefused(msg)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings
