"""Fonts and icons: only data and where it lies. Empty when the build could not fetch them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = [
    "WebFont",
    "font_files",
    "font_folder",
    "icon",
    "icon_names",
    "licences",
    "missing",
    "system_font_folders",
    "web_fonts",
]

DATA = Path(__file__).with_name("data")
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "/Library/Fonts", "C:/Windows/Fonts")


@dataclass(frozen=True, slots=True)
class WebFont:
    """A WOFF2 file. `unicode_range` is the value of the CSS descriptor of that name."""

    path: Path
    weight: int
    italic: bool
    unicode_range: str


def missing() -> str:
    """Why there are no fonts, one line; empty when they are here."""
    if font_files():
        return ""
    note = DATA / "MISSING"
    return note.read_text("utf-8").strip() if note.is_file() else "the package was not built"


@cache
def font_files() -> tuple[Path, ...]:
    """The TrueType faces, sorted by name."""
    return tuple(sorted((DATA / "fonts").glob("*.ttf")))


def font_folder() -> Path | None:
    """The folder of the faces, None when there are none."""
    return DATA / "fonts" if font_files() else None


def system_font_folders() -> tuple[Path, ...]:
    """Where systems keep fonts, as far as those folders exist."""
    return tuple(folder for name in _SYSTEM if (folder := Path(name).expanduser()).is_dir())


@cache
def web_fonts() -> Mapping[str, tuple[WebFont, ...]]:
    """Map family to its files for web pages."""
    index = DATA / "web" / "index.json"
    found: dict[str, list[WebFont]] = {}
    for entry in json.loads(index.read_text("utf-8")) if index.is_file() else ():
        face = WebFont(index.with_name(entry["file"]), entry["weight"], entry["italic"], entry["range"])
        found.setdefault(entry["family"], []).append(face)
    return MappingProxyType({family: tuple(faces) for family, faces in found.items()})


@cache
def _icons() -> Mapping[str, str]:
    file = DATA / "icons.json"
    icons: dict[str, str] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return MappingProxyType(icons)


def icon(name: str) -> str | None:
    """An icon as SVG text with `currentColor` strokes, None when there is no such icon."""
    return _icons().get(name)


def icon_names() -> tuple[str, ...]:
    """All icons, sorted."""
    return tuple(sorted(_icons()))


def licences() -> Mapping[str, str]:
    """Map the name of each licence file to its text."""
    return MappingProxyType(
        {path.stem: path.read_text("utf-8", "replace") for path in sorted((DATA / "licences").glob("*.txt"))}
    )
