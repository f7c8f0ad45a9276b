"""Jupyter notebooks: their texts, their code and what it put out."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from cardwright.reading import FileRefused, Reading
from cardwright.reading.markdown import Pictures, fenced, joined, one_line
from cardwright.reading.markup import external, markdown, parsed

_MAX_OUTPUT: Final = 4_000  # characters of what one cell printed
_PICTURES: Final = ("image/png", "image/jpeg")


class _Notebook(msgspec.Struct):
    """What is read of one; of formats before the fourth, cells lie in worksheets."""

    nbformat: int
    metadata: dict[str, Any] = {}
    cells: list[dict[str, Any]] = []
    worksheets: list[dict[str, Any]] = []


class Ipynb:
    suffixes = (".ipynb",)
    media_types = ("application/x-ipynb+json",)

    def __call__(self, data: bytes) -> Reading:
        try:
            book = msgspec.json.decode(data, type=_Notebook)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            msg = f"the file is no Jupyter notebook: {error}"
            raise FileRefused(msg) from error
        return _Reader(book).reading()


class _Reader:
    """Turns the cells of a notebook into Markdown."""

    def __init__(self, book: _Notebook) -> None:
        self._book = book
        self._pictures = Pictures()
        self._cut = 0
        info = _dict(book.metadata.get("language_info")) or _dict(book.metadata.get("kernelspec"))
        self._language = one_line(str(info.get("name") or info.get("language") or "python"))[:30]

    def reading(self) -> Reading:
        sheets = [cell for sheet in self._book.worksheets for cell in _dicts(sheet.get("cells"))]
        blocks = [block for cell in (*self._book.cells, *sheets) for block in self._blocks(cell)]
        warnings = [*self._pictures.warnings]
        if self._cut:
            warnings.append(f"the output of {self._cut} cells was cut")
        title = one_line(str(self._book.metadata.get("title") or ""))
        return Reading(joined(blocks), title, tuple(warnings), self._pictures.files)

    def _blocks(self, cell: dict[str, Any]) -> Iterator[str]:
        source = _joined(cell.get("source", cell.get("input")))
        match cell.get("cell_type"):
            case "markdown":
                yield self._attached(source, _dict(cell.get("attachments")))
            case "heading":
                yield f"{'#' * max(1, min(_int(cell.get('level')), 6))} {one_line(source)}"
            case "code":
                yield fenced(source, self._language)
                for output in _dicts(cell.get("outputs")):
                    yield from self._output(output)
            case "raw":
                yield fenced(source)
            case _:
                return

    def _attached(self, source: str, attachments: dict[str, Any]) -> str:
        """Markdown with the names of pictures within the cell put right."""
        for name, bundle in attachments.items():
            if found := self._picture(_dict(bundle), name):
                source = source.replace(f"(attachment:{name})", found[found.rindex("(") :])
        return source

    def _output(self, output: dict[str, Any]) -> Iterator[str]:
        match output.get("output_type"):
            case "stream":
                if output.get("name", output.get("stream")) != "stderr":
                    yield fenced(self._short(_joined(output.get("text"))))
            case "error" | "pyerr":
                yield fenced(f"{output.get('ename', '')}: {output.get('evalue', '')}"[:_MAX_OUTPUT])
            case _:
                bundle = _dict(output.get("data")) or output  # older formats have no bundle
                yield self._shown(bundle)

    def _shown(self, bundle: dict[str, Any]) -> str:
        """The richest of what one output offers."""
        if found := self._picture(bundle, ""):
            return found
        if text := _joined(bundle.get("text/markdown")):
            return self._short(text)
        html = _joined(bundle.get("text/html"))
        if "<table" in html:
            return markdown(parsed(html), external)
        return fenced(self._short(_joined(bundle.get("text/plain", bundle.get("text")))))

    def _picture(self, bundle: dict[str, Any], alt: str) -> str:
        for kind in _PICTURES:
            if text := _joined(bundle.get(kind, bundle.get(kind.partition("/")[2]))):
                try:
                    return self._pictures.add(base64.b64decode(text), alt)
                except (binascii.Error, ValueError):
                    return ""
        return ""

    def _short(self, text: str) -> str:
        if len(text) <= _MAX_OUTPUT:
            return text
        self._cut += 1
        return text[:_MAX_OUTPUT].rpartition("\n")[0] or text[:_MAX_OUTPUT]


def _joined(source: object) -> str:
    """Text that notebooks keep as lines or as one."""
    if isinstance(source, list):
        return "".join(str(line) for line in source)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return source if isinstance(source, str) else ""


def _dict(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _dicts(found: object) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType]


def _int(found: object) -> int:
    return found if isinstance(found, int) else 1


READER: Final = Ipynb()
