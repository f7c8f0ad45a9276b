"""Markdown written: plain words kept from being read as marks, tables, and pictures that are carried along."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from cardwright.deck import pipes
from cardwright.reading import MAX_PICTURE_BYTES, MAX_PICTURES

_MARKS: Final = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|(?<!\w)_|_(?!\w)|\$(?!\d)|~~")
_LEADING: Final = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|={2,}\s*$|-{2,}\s*$|~{3,})")
_NUMBERED: Final = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_SPACES: Final = re.compile(r"\s+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
# Formats of pictures by how their bytes begin; the check of pictures tells them again, by all their bytes.
_SUFFIXES: Final = ((b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif"), (b"RIFF", ".webp"), (b"<", ".svg"))


def escaped(text: str) -> str:
    """Words within a line as they are to be read; nothing in them is a mark."""
    return _MARKS.sub(lambda found: "\\" + found[0], text)


def line_start(text: str) -> str:
    """A paragraph that does not begin as a heading, an item or a quotation does."""
    text = _LEADING.sub(r"\1\\\2", text)
    return _NUMBERED.sub(r"\1\\\2", text)


def paragraph(text: str) -> str:
    """Plain words as a paragraph of one line."""
    return line_start(escaped(one_line(text)))


def one_line(text: str) -> str:
    """Text with every run of white space as one space."""
    return _SPACES.sub(" ", text).strip()


def heading(text: str, level: int) -> str:
    """A heading; `text` is Markdown. Empty when there is no text."""
    text = one_line(text)
    return f"{'#' * max(1, min(level, 6))} {text}" if text else ""


def fenced(code: str, language: str = "") -> str:
    """Code in a fence that nothing in it closes."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{code.rstrip()}\n{mark}" if code.strip() else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of Markdown cells as a table, the first as its head; rows may be of unequal length. Empty rows and columns go."""
    cells = [[pipes.cell(one_line(cell)) for cell in row] for row in rows]
    kept = [at for at, column in enumerate(zip_longest(*cells, fillvalue="")) if any(column)]
    return pipes.table([[row[at] for at in kept if at < len(row)] for row in cells if any(row)])


def joined(blocks: Sequence[str]) -> str:
    """Blocks with an empty line between them."""
    return _BLANK_LINES.sub("\n\n", "\n\n".join(block for block in blocks if block.strip()))


class Pictures:
    """Pictures of a file under names of their own; what is too much is left out and counted."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._names: dict[bytes, str] = {}
        self._size = 0
        self._left_out = 0

    def add(self, data: bytes, alt: str = "") -> str:
        """The Markdown of a picture; empty when there are too many."""
        if data not in self._names:
            if len(self.files) >= MAX_PICTURES or self._size + len(data) > MAX_PICTURE_BYTES or not data:
                self._left_out += 1
                return ""
            suffix = next((suffix for start, suffix in _SUFFIXES if data.startswith(start)), ".img")
            self._names[data] = f"picture-{len(self.files) + 1}{suffix}"
            self.files[self._names[data]] = data
            self._size += len(data)
        return linked_picture(self._names[data], alt)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out."""
        return (f"{self._left_out} pictures were left out: there are too many",) if self._left_out else ()


def linked_picture(source: str, alt: str) -> str:
    """The Markdown of a picture."""
    target = f"<{source}>" if re.search(r"[\s()]", source) else source
    return f"![{escaped(one_line(alt)[:300])}]({target})"
