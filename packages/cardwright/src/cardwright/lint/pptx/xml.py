"""Looking things up in Office XML. Elements are lxml's, untyped; lengths become points here."""

from typing import Any, Final

from pptx import oxml

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ADEC: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
_EMU: Final = 12700.0
_library: Any = oxml  # it does not tell its types


def parsed(data: bytes) -> Any:
    """The root of an XML part; entities are not expanded, nothing is loaded, huge trees are refused."""
    return _library.parse_xml(data)


def points(value: str | None, default: float = 0.0) -> float:
    """A length in EMU as points."""
    return int(value) / _EMU if value is not None else default


def share(value: str | None, default: float = 1.0) -> float:
    """A percentage: `50000` and `50%` are a half."""
    if value is None:
        return default
    return float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000


def child(element: Any, *path: str) -> Any:
    """The first descendant along a path of tags; None when a step is missing."""
    for tag in path:
        if element is None:
            return None
        element = element.find(tag)
    return element


def is_true(value: str | None) -> bool:
    return value in {"1", "true", "on"}
