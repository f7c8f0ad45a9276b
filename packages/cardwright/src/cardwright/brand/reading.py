"""A file of a look, whatever its kind."""

from typing import Final

from cardwright.brand.drawn import Check
from cardwright.brand.office import read_presentation
from cardwright.brand.report import Report, ThemeRefused
from cardwright.brand.toml import Picture, read_toml
from cardwright.scene.design import Design

LONGEST_NAME: Final = 80  # characters
_ZIP: Final = b"PK"
_OLD: Final = b"\xd0\xcf\x11\xe0"  # encrypted presentations, and those of old programs


def read(data: bytes, source: str, name: str, check: Check, picture: Picture | None = None) -> tuple[Design, Report]:
    """The design in a file and the report on it.

    `source` is the file's name, `name` the theme's, made of the file's when it
    is empty. `check` decodes a picture and writes it anew; `picture` reads files
    beside a TOML file.

    Raises:
        ThemeRefused: no deck can be made in it; with what was found until then.
    """
    name = " ".join("".join(char if char.isprintable() else " " for char in name).split())[:LONGEST_NAME]
    if data.startswith((_ZIP, _OLD)):
        return read_presentation(data, source, name or _stem(source), check)
    if not data.strip():
        msg = "the file is empty"
        raise ThemeRefused(msg)
    return read_toml(data, source, name, check, picture)


def _stem(source: str) -> str:
    stem = source.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return " ".join(stem.replace("_", " ").split())[:LONGEST_NAME] or "Theme"
