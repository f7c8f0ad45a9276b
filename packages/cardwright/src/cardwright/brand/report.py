"""What came of reading a theme: understood, mended, replaced, left out."""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from cardwright.errors import InvalidInput

Verdict = Literal["understood", "repaired", "replaced", "left out"]
_HEADS: Final[dict[Verdict, str]] = {
    "understood": "Understood",
    "repaired": "Repaired",
    "replaced": "Replaced",
    "left out": "Left out or not understood",
}


class Note(msgspec.Struct, frozen=True):
    """One thing that was found, and what became of it."""

    verdict: Verdict
    about: str  # size, colours, fonts, text, layouts, background, logo, charts, file
    text: str


class Report(msgspec.Struct, frozen=True):
    """Everything that was found in a file."""

    source: str
    notes: tuple[Note, ...]

    def lines(self) -> list[str]:
        """The report for people, grouped by what became of things."""
        out: list[str] = []
        for verdict, head in _HEADS.items():
            found = [note for note in self.notes if note.verdict == verdict]
            out += [head, *(f"  {note.about}: {note.text}" for note in found)] if found else []
        return out


class ThemeRefused(InvalidInput):
    """A file is no theme that decks can be made in; the message says why, the report what was found until then."""

    def __init__(self, message: str, notes: Sequence[Note] = ()) -> None:
        super().__init__(message)
        self.notes = tuple(notes)


class Notes:
    """Collects notes; each is kept once."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}

    def understood(self, about: str, text: str) -> None:
        self._notes[Note("understood", about, text)] = None

    def repaired(self, about: str, text: str) -> None:
        self._notes[Note("repaired", about, text)] = None

    def replaced(self, about: str, text: str) -> None:
        self._notes[Note("replaced", about, text)] = None

    def left_out(self, about: str, text: str) -> None:
        self._notes[Note("left out", about, text)] = None

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes)
