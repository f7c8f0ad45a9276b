"""Pieces of XML that every part uses: namespaces, escaping, lengths, relationships."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as _escape

from cardwright.units import EMU_PER_POINT, Rect

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
NAMESPACES: Final = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
_PACKAGE_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
# What XML 1.0 cannot hold.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"'<>\\^`{|}\x00-\x1f]+\Z", re.IGNORECASE)


def text(value: str) -> str:
    """A string as character data or as an attribute's value."""
    return _escape(_UNFIT.sub("", value), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def words(value: str) -> str:
    """A string as the content of a text element."""
    return _escape(_UNFIT.sub("", value))


def followable(link: str) -> str:
    """The link when a slide may carry it, else nothing: office programs call a file with a broken address damaged.

    Only addresses that load a page or open a mail or phone program.
    """
    try:
        return link if _LINK.match(link) and urlsplit(link).path + urlsplit(link).netloc else ""
    except ValueError:
        return ""


def emu(points: float) -> int:
    return round(points * EMU_PER_POINT)


def frame(at: Rect, tag: str = "a") -> str:
    """Place and size of a shape."""
    width, height = max(0, emu(at.width)), max(0, emu(at.height))
    return f'<{tag}:xfrm><a:off x="{emu(at.x)}" y="{emu(at.y)}"/><a:ext cx="{width}" cy="{height}"/></{tag}:xfrm>'


def children_frame(at: Rect) -> str:
    """Place and size of a group whose children are placed on the slide itself."""
    off = f'x="{emu(at.x)}" y="{emu(at.y)}"'
    size = f'cx="{max(0, emu(at.width))}" cy="{max(0, emu(at.height))}"'
    return f"<a:xfrm><a:off {off}/><a:ext {size}/><a:chOff {off}/><a:chExt {size}/></a:xfrm>"


@dataclass(slots=True)
class Relations:
    """The relationships of one part; `add` gives the id to refer by, the same one for the same target."""

    rows: list[tuple[str, str, bool]] = field(default_factory=list[tuple[str, str, bool]])

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        row = (kind if "://" in kind else f"{R}/{kind}", target, external)
        if row not in self.rows:
            self.rows.append(row)
        return f"rId{self.rows.index(row) + 1}"

    def xml(self) -> str:
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{text(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
            for number, (kind, target, external) in enumerate(self.rows, start=1)
        )
        return f'{HEAD}<Relationships xmlns="{_PACKAGE_RELS}">{lines}</Relationships>'
