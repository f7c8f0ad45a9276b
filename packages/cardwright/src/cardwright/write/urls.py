"""Addresses and formulas in running text, kept out of Markdown's reach while it is read.

An address such as `https://a.example/_b_.png` holds characters that mean
something in Markdown. `Vault.hide` replaces each one with a token of
characters for private use; `Vault.parts` brings it back.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from cardwright.maths.notation import Found, replaced

EXTENSIONS: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".heic", ".heif", ".avif")
PRIVATE: Final = "\ue000\ue001"  # never in cleaned text
_LOOSE: Final = re.compile(r"(?<!\S)https?://[^\s|<>]+")
# A formula's token stands between signs, for it is written between signs: Markdown's emphasis looks at its neighbours.
_FORMULA: Final = "\u203c"
_TOKEN: Final = re.compile(f"{_FORMULA}?\ue000([0-9]+)\ue001{_FORMULA}?")
_ENCODED_TOKEN: Final = re.compile("^%EE%80%80([0-9]{1,6})%EE%80%81")
_AFTER: Final = ".,;:!?)]}>'\"”’»*_"  # what follows an address without being part of it


def is_image(url: str) -> bool:
    """Whether a bare address counts as a picture: https, and a picture's ending before any `?`."""
    return url.startswith("https://") and url.partition("?")[0].lower().endswith(EXTENSIONS)


def is_local(path: str) -> bool:
    """Whether a Markdown image names a file beside the text; only the command line may open it."""
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|[/\\]|%2f", path) and path.lower().endswith(EXTENSIONS)


class Part(NamedTuple):
    """A piece of a line. `text` is what stands for it on a card, a formula's without the signs around it."""

    text: str
    kind: Literal["text", "address", "formula"] = "text"
    source: str = ""  # of a formula, as it was written


class Vault:
    """The addresses and formulas of one text, by number."""

    def __init__(self) -> None:
        self._kept: list[Part] = []

    def hide(self, line: str) -> str:
        """The line with a token in place of every address that stands between spaces, and of every formula."""
        line = _LOOSE.sub(self._keep, line) if "http" in line else line
        return replaced(line, self._keep_formula) if "$" in line or "\\(" in line else line

    def _keep(self, match: re.Match[str]) -> str:
        url = match.group() if is_image(match.group()) else match.group().rstrip(_AFTER)
        return f"{self._token(Part(url, 'address'))}{match.group()[len(url) :]}"

    def _keep_formula(self, found: Found) -> str:
        return f"{_FORMULA}{self._token(Part(found.tex, 'formula', found.source))}{_FORMULA}"

    def _token(self, part: Part) -> str:
        self._kept.append(part)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def parts(self, text: str) -> Iterator[Part]:
        """The text piece by piece."""
        for index, piece in enumerate(_TOKEN.split(text)):
            if index % 2:
                yield self._kept[int(piece)]
            elif piece:
                yield Part(piece)

    def show(self, text: str) -> str:
        """The text as it was before `hide`."""
        return "".join(part.source or part.text for part in self.parts(text)) if "\ue000" in text else text

    def address(self, target: str) -> str:
        """The target of a link as it was before `hide`; the parser percent-encodes targets, tokens too."""
        found = _ENCODED_TOKEN.match(target)
        if found and int(found[1]) < len(self._kept):
            return self._kept[int(found[1])].text + target[found.end() :]
        return self.show(target)
