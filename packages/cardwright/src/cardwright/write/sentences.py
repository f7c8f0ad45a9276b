"""Where sentences, clauses and words end, in any script.

Every function returns rising offsets, the last one the text's length, so
that the parts between them are the whole text. White space after a part
belongs to it.
"""

import re
from collections.abc import Callable
from typing import Final

from cardwright.deck import MARK
from cardwright.write.language import WIDE

_CLOSERS: Final = rf"""["'”’»›)\]」』）】]*(?:\x20*{MARK})*"""  # and notes
_END: Final = re.compile(
    rf"(?P<latin>[.!?…]+{_CLOSERS}(?=\s)\s+)|(?P<wide>[。！？｡]+{_CLOSERS}\s*)|(?P<other>[؟۔।॥]+{_CLOSERS}\s*)|\n+"
)
_CLAUSE: Final = re.compile(
    r"(?:[,;:]\u2060*(?=\s)|\s[\u2013\u2014-](?=\s)|[、，；：]|[،؛])\s*|\s+(?=[(（])|(?<=[)）])\s+"
)
_WORD: Final = re.compile(r"\S+\s*")
_TOKEN: Final = re.compile(r"[^\s(\[“„«\"]*$")
_ABBREVIATIONS: Final = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "no",
        "nr",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "z.b",
        "bzw",
        "ca",
        "approx",
        "fig",
        "figs",
        "p",
        "pp",
        "vol",
        "inc",
        "ltd",
        "co",
        "jr",
        "sr",
        "art",
        "abs",
        "usw",
        "sog",
        "d.h",
        "u.a",
        "bd",
        "hr",
        "fr",
        "m",
        "mme",
        "mlle",
        "sra",
        "núm",
        "pág",
        "ул",
        "г",
        "т.е",
        "т.д",
        "др",
        "им",
        "см",
        "рис",
        "dept",
        "est",
        "al",
        "cf",
        "ed",
        "eds",
        "resp",
        "ggf",
        "inkl",
        "evtl",
        "tel",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "okt",
        "nov",
        "dec",
        "dez",
        "janv",
        "févr",
        "avr",
        "juil",
    ]
)
_LONGEST_TOKEN: Final = 40


def sentence_ends(text: str) -> list[int]:
    """Ends of sentences; abbreviations, initials, ordinals and decimals do not end one."""
    ends = [match.end() for match in _END.finditer(text) if _ends(text, match)]
    return _closed(ends, text)


def _ends(text: str, match: re.Match[str]) -> bool:
    if match["latin"] is None:
        return True
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    if not match["latin"].startswith(".") or match["latin"].startswith(".."):
        return True
    found = _TOKEN.search(text, max(match.start() - _LONGEST_TOKEN, 0), match.start())
    token = found.group() if found else ""
    if token.isdigit() and len(token) <= 2:  # noqa: PLR2004 - a day or an ordinal, as in "5. Mai"
        return False
    return not (len(token) == 1 and token.isalpha() and not WIDE.match(token)) and token.lower() not in _ABBREVIATIONS


def clause_ends(text: str) -> list[int]:
    """Ends of the parts between commas, colons, dashes and brackets."""
    return _closed([match.end() for match in _CLAUSE.finditer(text)], text)


def word_ends(text: str) -> list[int]:
    """Ends of words; between characters of scripts without spaces every place may be one."""
    ends: list[int] = []
    for match in _WORD.finditer(text):
        if WIDE.search(match.group()):
            ends.extend(_wide_ends(text, match.start(), match.end()))
        ends.append(match.end())
    return _closed(ends, text)


def _wide_ends(text: str, start: int, stop: int) -> list[int]:
    return [at for at in range(start + 1, stop) if WIDE.match(text, at) and WIDE.match(text, at - 1)]


def _closed(ends: list[int], text: str) -> list[int]:
    """Ends after which something is said; what says nothing goes with the part before it."""
    kept: list[int] = []
    start = 0
    for end in (*ends, len(text)):
        if end > start and any(letter.isalnum() for letter in text[start:end]):
            kept.append(end)
            start = end
    if not kept:
        return [len(text)] if text else []
    kept[-1] = len(text)
    return kept


def parts(text: str, ends: Callable[[str], list[int]] = sentence_ends) -> list[str]:
    """The parts themselves, without the white space around them."""
    found: list[str] = []
    start = 0
    for end in ends(text):
        found.append(text[start:end].strip())
        start = end
    return found
