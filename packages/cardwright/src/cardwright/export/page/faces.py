"""Which web font files a page needs, and the rules that load them."""

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Protocol

from cardwright_assets import web_fonts

from cardwright.export.page.sheet import families, family
from cardwright.theme import Fonts

_ALL: Final = ((0, 0x10FFFF),)
Ranges = tuple[tuple[int, int], ...]


class Face(Protocol):
    """One woff2 file: a weight and a style of a family, for some characters."""

    @property
    def path(self) -> Path: ...
    @property
    def weight(self) -> int: ...
    @property
    def italic(self) -> bool: ...
    @property
    def unicode_range(self) -> str:
        """As in CSS; empty for all characters."""
        ...


def needed(fonts: Fonts, asked: Iterable[tuple[str, int, bool]], characters: set[str]) -> list[tuple[str, Face]]:
    """(family, face) of each file that setting `characters` in the `asked` faces can touch.

    `asked` holds (font role, weight, italic). Families are tried in the order
    of the theme, so that a fallback is only taken for what is missing before it.
    """
    known = web_fonts()
    codes = sorted({ord(character) for character in characters if character >= " "})
    found: dict[Path, tuple[str, Face]] = {}
    for role, weight, italic in sorted(asked):
        for name, face in _covering(known, families(fonts, role), (weight, italic), codes):
            found.setdefault(face.path, (name, face))
    return list(found.values())


def rules(faces: Sequence[tuple[str, Face]], url: Callable[[Path], str]) -> str:
    """One `@font-face` per file; `url` says where the file is."""
    return "".join([_rule(name, face, url(face.path)) for name, face in faces])


@lru_cache(maxsize=256)
def data_uri(path: Path) -> str:
    """The font file's bytes as a URI."""
    return f"data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


@cache
def ranges(text: str) -> Ranges:
    """The intervals of a CSS unicode-range such as `U+0-FF, U+131, U+4??`."""
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        value = part.strip()[2:]
        first, _, last = value.partition("-")
        if first:
            spans.append(
                (
                    int(first.replace("?", "0"), 16),
                    int((last or first).replace("?", "F"), 16),
                )
            )
    return tuple(spans) or _ALL


def _covering(
    known: Mapping[str, Sequence[Face]],
    names: Iterable[str],
    style: tuple[int, bool],
    codes: Sequence[int],
) -> list[tuple[str, Face]]:
    taken: list[tuple[str, Face]] = []
    left = list(codes)
    for name in names:
        if not left:
            break
        for face in _nearest(known.get(name, ()), style):
            spans = ranges(face.unicode_range)
            rest = [code for code in left if not any(low <= code <= high for low, high in spans)]
            if len(rest) < len(left):
                taken.append((name, face))
                left = rest
    return taken


def _nearest(faces: Sequence[Face], style: tuple[int, bool]) -> list[Face]:
    """The faces that a browser would choose for a weight and style: style first, then weight."""
    weight, italic = style
    same = [face for face in faces if face.italic == italic] or list(faces)
    if not same:
        return []
    best = min({face.weight for face in same}, key=lambda own: (abs(own - weight), own))
    return [face for face in same if face.weight == best]


def _rule(name: str, face: Face, url: str) -> str:
    style = "italic" if face.italic else "normal"
    span = f";unicode-range:{face.unicode_range}" if face.unicode_range else ""
    return (
        f"@font-face{{font-family:'{family(name)}';font-style:{style};font-weight:{face.weight};"
        f"font-display:swap;src:url({url}) format('woff2'){span}}}"
    )
