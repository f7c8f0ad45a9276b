"""Web pages: what a reader sees of them, without their menus and forms."""

import re
from typing import Any, Final

from cardwright.reading import FileRefused, Reading
from cardwright.reading.decoding import decoded
from cardwright.reading.markdown import Pictures, linked_picture, one_line
from cardwright.reading.markup import embedded, markdown, parsed

_MAX: Final = 12 * 1024 * 1024  # bytes; a page is loaded as a whole
_CHARSET: Final = re.compile(rb"<meta[^>]{1,200}charset=[\"']?\s*([\w.:-]{1,40})", re.I)


class Html:
    suffixes = (".html", ".htm", ".xhtml")
    media_types = ("text/html", "application/xhtml+xml")

    def __call__(self, data: bytes) -> Reading:
        if len(data) > _MAX:
            msg = f"the page is larger than {_MAX // 1024 // 1024} MB"
            raise FileRefused(msg)
        source, warnings = _decoded(data)
        root = parsed(source)
        pictures = Pictures()
        text = markdown(_main(root), embedded(pictures, linked_picture))
        title = one_line(root.findtext(".//title") or "")
        return Reading(text, title, (*warnings, *pictures.warnings), pictures.files)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """By what the page says of itself, else as any text."""
    found = _CHARSET.search(data[:2048])
    try:
        return data.decode(found[1].decode("ascii") if found else "utf-8"), ()
    except (LookupError, ValueError):
        return decoded(data)


def _main(root: Any) -> Any:
    """The part of a page that says of itself that it is what the page is about; else all of it."""
    for name in ("main", "article"):
        found = root.findall(f".//{name}")
        if len(found) == 1 and len(one_line(found[0].text_content())) > 200:
            return found[0]
    body = root.find("body")
    return root if body is None else body


READER: Final = Html()
