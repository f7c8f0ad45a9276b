"""The place in a text that shows best why it was found."""

from typing import Final

from cardwright.db.search.lexemes import Lexeme, Wanted, lexemes
from cardwright.db.search.match import SNIPPET

_CUT: Final = " … "


def snippet(text: str, asked: Wanted) -> str:
    """Sixteen words of a text, those with the most different words that were asked for; its beginning if it has none."""
    found = list(lexemes(text))
    if len(found) <= SNIPPET:
        return _plain(text)
    hits = [(at, lexeme.text) for at, lexeme in enumerate(found) if _is_asked(lexeme, asked)]
    first, last = _densest(hits)
    begin = max(0, min(first - (SNIPPET - (last - first + 1)) // 2, len(found) - SNIPPET))
    end = begin + SNIPPET
    shown = text[found[begin].start if begin else 0 : found[end - 1].end if end < len(found) else len(text)]
    return _plain(f"{_CUT if begin else ''}{shown}{_CUT if end < len(found) else ''}")


def _is_asked(lexeme: Lexeme, asked: Wanted) -> bool:
    return lexeme.text in asked.whole or lexeme.text.startswith(asked.beginnings)


def _densest(hits: list[tuple[int, str]]) -> tuple[int, int]:
    """The first and last of the hits that stand near each other and are the most different ones; the earliest such."""
    best, place = 0, (0, 0)
    for number, (first, _) in enumerate(hits):
        near = [hit for hit in hits[number : number + SNIPPET] if hit[0] < first + SNIPPET]
        different = len({text for _, text in near})
        if different > best:
            best, place = different, (first, near[-1][0])
    return place


def _plain(text: str) -> str:
    return " ".join(text.split())
