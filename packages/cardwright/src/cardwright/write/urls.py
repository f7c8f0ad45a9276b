"""Addresses in running text, kept out of Markdown's reach while it is read.

An address such as `https://a.example/_b_.png` holds characters that mean
something in Markdown. `Vault.hide` replaces each one with a token of
characters for private use; `Vault.parts` brings it back.
"""

import re
from collections.abc import Iterator
from typing import Final

EXTENSIONS: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".heic", ".heif", ".avif")
PRIVATE: Final = "\ue000\ue001"  # never in cleaned text
_LOOSE: Final = re.compile(r"(?<!\S)https?://[^\s|<>]+")
_TOKEN: Final = re.compile("\ue000([0-9]+)\ue001")
_ENCODED_TOKEN: Final = re.compile("^%EE%80%80([0-9]{1,6})%EE%80%81")
_AFTER: Final = ".,;:!?)]}>'\"”’»*_"  # what follows an address without being part of it


def is_image(url: str) -> bool:
    """Whether a bare address counts as a picture: https, and a picture's ending before any `?`."""
    return url.startswith("https://") and url.partition("?")[0].lower().endswith(EXTENSIONS)


def is_local(path: str) -> bool:
    """Whether a Markdown image names a file beside the text; only the command line may open it."""
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|[/\\]|%2f", path) and path.lower().endswith(EXTENSIONS)


class Vault:
    """The addresses of one text, by number."""

    def __init__(self) -> None:
        self._urls: list[str] = []

    def hide(self, line: str) -> str:
        """The line with a token in place of every address that stands between spaces."""
        return _LOOSE.sub(self._keep, line) if "http" in line else line

    def _keep(self, match: re.Match[str]) -> str:
        url = match.group() if is_image(match.group()) else match.group().rstrip(_AFTER)
        self._urls.append(url)
        return f"\ue000{len(self._urls) - 1}\ue001{match.group()[len(url) :]}"

    def parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text piece by piece, each with whether it is an address."""
        for index, piece in enumerate(_TOKEN.split(text)):
            if index % 2:
                yield self._urls[int(piece)], True
            elif piece:
                yield piece, False

    def show(self, text: str) -> str:
        """The text as it was before `hide`."""
        return "".join(piece for piece, _ in self.parts(text)) if "\ue000" in text else text

    def address(self, target: str) -> str:
        """The target of a link as it was before `hide`; the parser percent-encodes targets, tokens too."""
        found = _ENCODED_TOKEN.match(target)
        if found and int(found[1]) < len(self._urls):
            return self._urls[int(found[1])] + target[found.end() :]
        return self.show(target)
