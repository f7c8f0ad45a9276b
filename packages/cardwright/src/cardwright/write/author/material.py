"""The text to work on, cut into numbered parts that a model can be told of one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.write.sentences import sentence_ends

_LONGEST: Final = 6_000  # characters of a part
_SHORTEST: Final = 1_200  # below this, a part takes in what follows it
_BREAK: Final = re.compile(r"\n[ \t]*\n+")
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text. Numbers begin with 1 and follow its order."""

    number: int
    text: str

    def shown(self) -> dict[str, Any]:
        """As a model gets it."""
        return {"part": self.number, "text": self.text}


def parts_of(texts: Sequence[str]) -> tuple[Part, ...]:
    """One part per text."""
    return tuple(Part(number, text) for number, text in enumerate(texts, 1))


def cut(text: str) -> tuple[Part, ...]:
    """The whole text in parts of at most 6000 characters, cut at headings and blank lines where possible; nothing is left out."""
    return parts_of(_gathered(_pieces(text)))


def size(parts: Sequence[Part]) -> int:
    """About how many tokens parts take in a question."""
    return sum(len(part.text.encode()) // 4 + 12 for part in parts)


def batches(parts: Sequence[Part], tokens: int) -> list[list[Part]]:
    """Parts in groups of at most so many tokens; a part that is larger stands alone."""
    found: list[list[Part]] = []
    for part in parts:
        if found and size([*found[-1], part]) <= tokens:
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _pieces(text: str) -> list[str]:
    return [short for piece in _BREAK.split(text) if piece.strip() for short in _short(piece)]


def _short(piece: str) -> list[str]:
    """A paragraph, cut at ends of sentences or of lines, at last anywhere, until no piece is too long."""
    if len(piece) <= _LONGEST:
        return [piece]
    found: list[str] = []
    start = 0
    ends = sorted({*sentence_ends(piece), *(match.end() for match in re.finditer("\n", piece)), len(piece)})
    last = 0
    for end in ends:
        if end - start > _LONGEST and last > start:
            found.append(piece[start:last])
            start = last
        while end - start > _LONGEST:
            found.append(piece[start : start + _LONGEST])
            start += _LONGEST
        last = end
    return [one for one in [*found, piece[start:]] if one.strip()]


def _gathered(pieces: Sequence[str]) -> list[str]:
    """Neighbours put together up to a useful length; a heading begins a part and never ends one."""
    found: list[str] = []
    for piece in pieces:
        together = f"{found[-1]}\n\n{piece}" if found else piece
        alone = bool(found) and (
            len(together) > _LONGEST or (bool(_HEADING.match(piece)) and len(found[-1]) >= _SHORTEST)
        )
        if found and not alone:
            found[-1] = together
        else:
            found.append(piece)
    return found
