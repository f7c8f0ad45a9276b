"""Themes as options name them: by the id of one that everybody has, or as a file."""

from pathlib import Path

from cardwright.brand.package import MAX_FILE
from cardwright.brand.reading import read
from cardwright.brand.report import Report
from cardwright.brand.toml import Picture
from cardwright.errors import InvalidInput
from cardwright.images.check import checked
from cardwright.images.fetch import FetchLimits
from cardwright.pipeline import design_named
from cardwright.scene.design import Design

SUFFIXES = frozenset({".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm", ".toml"})


def design_of(theme: str) -> tuple[Design, tuple[str, ...]]:
    """The theme that an option names, and what of a file was left out or is shown in another way, for whoever asked.

    Raises:
        InvalidInput: there is no such theme, or no deck can be made in the file's look.
    """
    path = Path(theme)
    if path.suffix.lower() not in SUFFIXES:
        return design_named(theme), ()
    design, report = read_file(path)
    told = [f"{path.name}: {note.about}: {note.text}" for note in report.notes if note.verdict == "left out"]
    if changed := sum(note.verdict in {"repaired", "replaced"} for note in report.notes):
        told.append(f"{path.name}: {changed} more notes on it; `cardwright themes show {theme}` prints all")
    return design, tuple(told)


def read_file(path: Path, name: str = "") -> tuple[Design, Report]:
    """The theme in a file and the report on it.

    Raises:
        ThemeRefused: no deck can be made in its look.
        InvalidInput: it cannot be read.
    """
    return read(_bytes(path, MAX_FILE), path.name, name, checked, _beside(path.parent))


def _beside(folder: Path) -> Picture:
    """Reads pictures below a folder."""

    def picture(name: str) -> bytes:
        found = (folder / name).resolve()
        if not found.is_relative_to(folder.resolve()):
            msg = "is not a file below the theme's own folder"
            raise InvalidInput(msg)
        return _bytes(found, FetchLimits().size)

    return picture


def _bytes(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            msg = f"{path} is larger than {most // 1024 // 1024} MB"
            raise InvalidInput(msg)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        msg = f"{path}: {getattr(error, 'strerror', '') or error}"
        raise InvalidInput(msg) from error
