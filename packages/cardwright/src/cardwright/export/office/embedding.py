"""The fonts that travel in a presentation file, so that it looks the same where they are not installed.

A face comes along when it was shipped with this program (whose licences allow passing it on), has TrueType
outlines (programs take no others) and its own rights say so. It comes whole, so that whoever edits the text
finds every letter: 25 to 165 kB a face, packed. Those of East Asian scripts are 1.9 to 4 MB each and hardly
shrink; of them a file gets the letters it shows: 43 kB for a deck with 184 different ones, made in 0.1 s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont
from lxml import etree as _etree  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

from cardwright.export.office.archive import Archive, Packed, packed
from cardwright.export.office.eot import RESTRICTED, embedded, permitted
from cardwright.export.office.typefaces import Typeface, typefaces
from cardwright.export.office.xml import NAMESPACES, P, Relations, text
from cardwright.export.page.subset import cut
from cardwright.layout import Laid
from cardwright.layout.fonts import Shipped, shipped
from cardwright.scene.master import Master

etree: Any = _etree  # pyright: ignore[reportUnknownVariableType]
_WHOLE: Final = 1_000_000  # bytes of a face up to which it comes whole
_REGULAR, _BOLD = 400, 700
_STYLES: Final = {
    (False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "boldItalic",
}  # fmt: skip
_ASCII: Final = "".join(map(chr, range(0x20, 0x7F)))  # which whoever edits a few words needs first


@dataclass(frozen=True, slots=True)
class Embedded:
    """A face of a file: its name and style, the font file, and the letters it was cut to, if it was."""

    typeface: Typeface
    path: Path
    letters: str = ""


def embeddable(laid: Laid) -> tuple[Embedded, ...]:
    """The faces that come along with these pages, family by family, the regular one first."""
    asked = typefaces(laid)
    return tuple(face for family in dict.fromkeys(one.family for one in asked) for face in _family(family, asked))


def only_named(laid: Laid) -> tuple[str, ...]:
    """The families that a file of these pages can but name."""
    carried = {face.typeface.family for face in embeddable(laid)} | _own(laid.scene.master)
    return tuple(dict.fromkeys(one.family for one in typefaces(laid) if one.family not in carried))


def add_fonts(archive: Archive, presentation: Relations, laid: Laid, main: str) -> str:
    """Add font parts; the presentation part `main` (its root element) with them in its list.

    Families that a company's own file has in it already stay as they are there.
    """
    faces = embeddable(laid)
    if not faces:
        return main
    root = etree.fromstring(main)
    own = _families(root)
    elements = list(_elements(archive, presentation, [face for face in faces if face.typeface.family not in own]))
    if not elements:
        return main
    listed = root.find(f"{{{P}}}embeddedFontLst")
    if listed is None:
        listed = etree.Element(f"{{{P}}}embeddedFontLst")
        after = next(one for name in ("smartTags", "notesSz") if (one := root.find(f"{{{P}}}{name}")) is not None)
        after.addnext(listed)
    listed.extend(elements)
    root.set("embedTrueTypeFonts", "1")
    if any(face.letters for face in faces):
        # With this, PowerPoint itself saves only the letters in use, also of faces that are here whole.
        root.set("saveSubsetFonts", "1")
    return etree.tostring(root, encoding="unicode")


def _own(master: Master | None) -> set[str]:
    """The families that a company's file has in it."""
    if master is None or "embeddedFontLst" not in master.presentation:
        return set()
    return _families(etree.fromstring(master.presentation))


def _families(root: Any) -> set[str]:
    return {
        str(one.get("typeface")) for one in root.iterfind(f"{{{P}}}embeddedFontLst/{{{P}}}embeddedFont/{{{P}}}font")
    }


def _family(family: str, asked: Mapping[Typeface, frozenset[str]]) -> Iterator[Embedded]:
    """Its faces in the styles that are asked for; the regular one always, which programs make missing ones from."""
    wanted = {Typeface(family): frozenset[str]()} | {one: some for one, some in asked.items() if one.family == family}
    letters = frozenset[str]().union(*wanted.values())
    for typeface in sorted(wanted, key=lambda one: (one.italic, one.bold)):  # the order of the format
        face = _face(typeface)
        if face is None:
            continue
        partly = face.path.stat().st_size > _WHOLE
        if permitted(_rights(face.path), cut=partly):
            shown = letters if typeface == Typeface(family) else wanted[typeface]
            yield Embedded(typeface, face.path, "".join(sorted(shown | set(_ASCII))) if partly else "")


def _face(typeface: Typeface) -> Shipped | None:
    """The file of a family's style; none in place of another style or weight."""
    weight = _BOLD if typeface.bold else _REGULAR
    found = (one for one in shipped(typeface.family) if (one.weight, one.italic) == (weight, typeface.italic))
    return next(found, None)


@lru_cache(maxsize=256)
def _rights(path: Path) -> int:
    """A face's OS/2 fsType; restricted where its outlines are none that can be embedded."""
    with TTFont(path, lazy=True) as font:
        tables: Any = font
        return int(tables["OS/2"].fsType) if "glyf" in font else RESTRICTED


def _elements(archive: Archive, presentation: Relations, faces: list[Embedded]) -> Iterator[Any]:
    number = 0
    for family in dict.fromkeys(face.typeface.family for face in faces):
        styles = ""
        for face in faces:
            if face.typeface.family == family:
                number = _free(archive, number + 1)
                archive.add_packed(f"ppt/fonts/font{number}.fntdata", _part(face.path, face.letters))
                relation = presentation.add("font", f"fonts/font{number}.fntdata")
                styles += f'<p:{_STYLES[face.typeface[1:]]} r:id="{relation}"/>'
        yield etree.fromstring(
            f'<p:embeddedFont {NAMESPACES}><p:font typeface="{text(family)}"/>{styles}</p:embeddedFont>'
        )


def _free(archive: Archive, number: int) -> int:
    while f"ppt/fonts/font{number}.fntdata" in archive:
        number += 1
    return number


@lru_cache(maxsize=64)
def _part(path: Path, letters: str) -> Packed:
    """A face as a file's part, packed once for all files that have it."""
    return packed(embedded(cut(path, letters) if letters else path.read_bytes(), cut=bool(letters)))
