"""What a generation's steps leave: short JSON texts, which the engine keeps. What is large lies in the store under its hash."""

import msgspec

from cardwright.db.generations import FileRow, Rendered


class WrittenStep(msgspec.Struct, frozen=True):
    """What the writing step leaves: where the deck lies, what it costs, and what was left undone."""

    deck: str
    title: str
    cards: int
    undone: tuple[str, ...] = ()


class PictureStep(msgspec.Struct, frozen=True):
    """One picture in the store."""

    source: str
    sha256: str
    media_type: str
    width: int
    height: int


class SoughtStep(msgspec.Struct, frozen=True):
    """What looking for further pictures leaves: the deck with them, all pictures, how many were paid, and their model."""

    deck: str
    pictures: tuple[PictureStep, ...]
    paid: int = 0
    model: str = ""


class RenderedStep(msgspec.Struct, frozen=True):
    """What the rendering step leaves: the files, and further ones by their format."""

    files: Rendered
    extras: dict[str, FileRow]


def kept(step: msgspec.Struct | FileRow) -> str:
    """A step's result as the engine keeps it."""
    return msgspec.json.encode(step).decode()
