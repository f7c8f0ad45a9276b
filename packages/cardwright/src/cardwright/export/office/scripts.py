"""Which of the shipped faces a script is set in: the theme's lists, and the measures of a paragraph's lines."""

import re
from typing import Final

from cardwright.language import language, scripts

_LETTERS: Final = tuple((one.face, re.compile(f"[{one.letters}]")) for one in scripts().values() if one.letters)
_FOREIGN: Final = re.compile("[\u0590-\uffff]")


def named() -> list[tuple[str, str]]:
    """Office's names of the scripts that themes' own faces lack, which are those of ISO 15924, with their faces."""
    return [(one.name, one.face) for one in scripts().values() if one.face]


def east_asian(tag: str) -> str:
    """The face of a deck's East Asian letters; `tag` is its language's."""
    return _face("east-asian", tag, "Jpan")


def complex_script(tag: str) -> str:
    """The face of a deck's letters that are shaped or run from right to left."""
    return _face("complex", tag, "Arab")


def _face(kind: str, tag: str, usual: str) -> str:
    own = language(tag).script
    return own.face if own.kind == kind else scripts()[usual].face


def face_of(text: str, family: str) -> str:
    """The face most of the letters are set in: `family` itself, or the one of their script."""
    if _FOREIGN.search(text) is None:
        return family
    half = sum(char.isalpha() for char in text) / 2
    return next((face for face, letters in _LETTERS if len(letters.findall(text)) > half), family)
