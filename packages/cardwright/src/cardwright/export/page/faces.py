"""Which fonts a page needs, and the rules that load them.

Families that have web files are loaded from those, a few scripts to a file;
of all others the page carries just the letters it shows.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Protocol, TypeVar

from cardwright_assets import web_fonts

from cardwright.export.page import subset
from cardwright.export.page.sheet import families, family
from cardwright.layout.fonts import shipped
from cardwright.theme import Fonts

_ALL: Final = ((0, 0x10FFFF),)
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A font file of a page: whole, or cut to the characters of `cut`."""

    family: str
    path: Path
    weight: int
    italic: bool
    unicode_range: str = ""
    cut: str = ""


class _Styled(Protocol):
    @property
    def weight(self) -> int: ...
    @property
    def italic(self) -> bool: ...


F = TypeVar("F", bound=_Styled)


def needed(fonts: Fonts, asked: Iterable[tuple[str, int, bool]], characters: set[str]) -> list[Chosen]:
    """Each file that setting `characters` in the `asked` faces can touch.

    `asked` holds (font role, weight, italic). Families are tried in the order
    layout tries them, so that a fallback is only taken for what is missing before it.
    """
    codes = sorted({ord(character) for character in characters if character >= " "})
    found: dict[tuple[Path, str], Chosen] = {}
    for role, weight, italic in sorted(asked):
        left = codes
        for name in families(fonts, role):
            taken, left = _take(name, (weight, italic), left)
            found.update({(chosen.path, chosen.cut): chosen for chosen in taken})
            if not left:
                break
    return list(found.values())


def is_carried(name: str) -> bool:
    """Whether a page can bring the family along."""
    return bool(web_fonts().get(name) or shipped(name))


def rules(chosen: Sequence[Chosen], url: Callable[[Path], str]) -> str:
    """One `@font-face` per file; `url` says where a whole file is."""
    return "".join([_rule(one, url) for one in chosen])


@lru_cache(maxsize=256)
def data_uri(path: Path) -> str:
    """A web font file's bytes as a URI."""
    return f"data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


@cache
def ranges(text: str) -> Ranges:
    """The intervals of a CSS unicode-range such as `U+0-FF, U+131, U+4??`."""
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        value = part.strip()[2:]
        first, _, last = value.partition("-")
        if first:
            spans.append((int(first.replace("?", "0"), 16), int((last or first).replace("?", "F"), 16)))
    return tuple(spans) or _ALL


def _take(name: str, style: tuple[int, bool], left: Sequence[int]) -> tuple[list[Chosen], Sequence[int]]:
    """What a family has of the characters `left`, and the characters it has not."""
    taken: list[Chosen] = []
    web = _nearest(web_fonts().get(name, ()), style)
    for face in web:
        spans = ranges(face.unicode_range)
        rest = [code for code in left if not any(low <= code <= high for low, high in spans)]
        if len(rest) < len(left):
            taken.append(Chosen(name, face.path, face.weight, face.italic, face.unicode_range))
            left = rest
    for face in _nearest(shipped(name), style) if left else ():
        own = subset.characters(face.path)
        cut = "".join([chr(code) for code in left if code in own])
        if cut:
            taken.append(Chosen(name, face.path, face.weight, face.italic, _range(cut) if web else "", cut))
            left = [code for code in left if code not in own]
    return taken, left


def _nearest(faces: Sequence[F], style: tuple[int, bool]) -> list[F]:
    """The faces that a browser would choose for a weight and style: style first, then weight."""
    weight, italic = style
    same = [face for face in faces if face.italic == italic] or list(faces)
    if not same:
        return []
    best = min({face.weight for face in same}, key=lambda own: (abs(own - weight), own))
    return [face for face in same if face.weight == best]


def _range(characters: str) -> str:
    return ",".join([f"U+{ord(character):X}" for character in characters])


def _rule(one: Chosen, url: Callable[[Path], str]) -> str:
    style = "italic" if one.italic else "normal"
    span = f";unicode-range:{one.unicode_range}" if one.unicode_range else ""
    source = (
        f"url({subset.data_uri(one.path, one.cut)}) format('woff')"
        if one.cut
        else f"url({url(one.path)}) format('woff2')"
    )
    return (
        f"@font-face{{font-family:'{family(one.family)}';font-style:{style};font-weight:{one.weight};"
        f"font-display:swap;src:{source}{span}}}"
    )
