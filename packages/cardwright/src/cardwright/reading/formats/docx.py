"""Word documents: read as HTML by mammoth, which knows their styles, lists, notes and tables."""

import io
import re
import zipfile
from typing import Any, Final

from cardwright.reading import Reading
from cardwright.reading.markdown import Pictures, one_line
from cardwright.reading.markup import embedded, external, markdown, parsed
from cardwright.reading.parts import checked, undamaged, xml

_TITLE: Final = "p[style-name='Title'] => h1.title:fresh\np[style-name='Subtitle'] => p:fresh"
_UP: Final = re.compile(r"\[↑\]\(#[^)]*\)|\s*↑")


class Docx:
    suffixes = (".docx", ".docm", ".dotx")
    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

    def __call__(self, data: bytes) -> Reading:
        import mammoth  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

        checked(data, "Word document", "word/document.xml")
        pictures = Pictures()
        with undamaged():
            found: Any = mammoth.convert_to_html(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
                io.BytesIO(data), style_map=_TITLE, ignore_empty_paragraphs=True
            )
        root = parsed(str(found.value) or "<p></p>")
        _lower_headings(root)
        text = markdown(root, embedded(pictures, external))
        return Reading(_UP.sub("", text), _title(data), pictures.warnings, pictures.files)


def _lower_headings(root: Any) -> None:
    """The title of a document stands above its headings of the first level."""
    if root.find(".//h1[@class='title']") is None:
        return
    for element in list(root.iter("h1", "h2", "h3", "h4", "h5")):
        if element.get("class") != "title":
            element.tag = f"h{int(element.tag[1]) + 1}"


def _title(data: bytes) -> str:
    """The title among the properties of the file."""
    part = "docProps/core.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = xml(archive.read(part)) if part in archive.namelist() else None
    return "" if root is None else one_line(root.findtext("{http://purl.org/dc/elements/1.1/}title") or "")


READER: Final = Docx()
