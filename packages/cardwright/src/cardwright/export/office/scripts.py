"""Which of the shipped faces a script is set in: the theme's lists, and the measures of a paragraph's lines."""

import re
from typing import Final

# Office's name of a script, its face, its letters.
SCRIPTS: Final = (
    ("Arab", "Vazirmatn", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("Hebr", "Noto Sans Hebrew", "\u0590-\u05ff"),
    ("Deva", "Noto Sans Devanagari", "\u0900-\u097f"),
    ("Beng", "Noto Sans Bengali", "\u0980-\u09ff"),
    ("Taml", "Noto Sans Tamil", "\u0b80-\u0bff"),
    ("Thai", "Noto Sans Thai", "\u0e00-\u0e7f"),
    ("Hang", "Noto Sans KR", "\u1100-\u11ff\uac00-\ud7af"),
    ("Jpan", "Noto Sans JP", "\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef"),
    ("Hans", "Noto Sans SC", ""),
    ("Hant", "Noto Sans SC", ""),
)
_LETTERS: Final = tuple((face, re.compile(f"[{letters}]")) for _, face, letters in SCRIPTS if letters)
_FOREIGN: Final = re.compile("[\u0590-\uffff]")
_EAST_ASIAN: Final = {"zh": "Noto Sans SC", "ko": "Noto Sans KR"}
_COMPLEX: Final = {
    "he": "Noto Sans Hebrew", "yi": "Noto Sans Hebrew", "hi": "Noto Sans Devanagari", "mr": "Noto Sans Devanagari",
    "ne": "Noto Sans Devanagari", "bn": "Noto Sans Bengali", "ta": "Noto Sans Tamil", "th": "Noto Sans Thai",
}  # fmt: skip


def east_asian(language: str) -> str:
    """The face of a deck's East Asian letters; `language` is its tag."""
    return _EAST_ASIAN.get(_primary(language), "Noto Sans JP")


def complex_script(language: str) -> str:
    """The face of a deck's letters that are shaped or run from right to left."""
    return _COMPLEX.get(_primary(language), "Vazirmatn")


def face_of(text: str, family: str) -> str:
    """The face most of the letters are set in: `family` itself, or the one of their script."""
    if _FOREIGN.search(text) is None:
        return family
    half = sum(char.isalpha() for char in text) / 2
    return next((face for face, letters in _LETTERS if len(letters.findall(text)) > half), family)


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
