"""What a prompt quotes, kept out of the grammar's reach while its sentences are read.

`Replace [[name]] by "Fish and chips."` has an `and` and a full stop that mean
nothing to the grammar. `Masks.hide` puts tokens of private characters where
quotations, placeholders and addresses stand; `show` and `value` bring them back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cardwright.write.remix.placeholders import PATTERN

OPEN: Final = "\ue000"  # never in cleaned text
CLOSE: Final = "\ue001"
TOKEN: Final = rf"{OPEN}[qpuj]\d+{CLOSE}"
QUOTED: Final = rf"{OPEN}q\d+{CLOSE}"
PLACEHOLDER: Final = rf"{OPEN}p\d+{CLOSE}"
ADDRESS: Final = rf"{OPEN}u\d+{CLOSE}"
OBJECT: Final = rf"{OPEN}j\d+{CLOSE}"

_ANY: Final = re.compile(rf"{OPEN}[qpuj](\d+){CLOSE}")
_ALONE: Final = re.compile(rf"^{TOKEN}$")
_AFTER: Final = ".,;:!?)]}>'\"”’»*_"  # what follows an address without being part of it
# Every quotation ends at the next mark of its kind, so that a line of opening marks is read in one pass. No repeated
# group is possessive: Python before 3.11.5 does not match those as it should.
_QUOTES: Final = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*+)\]\((?P<picture>[^\s()]++)[^()\n]*+\)"
    r"|(?<![\w/])(?P<url>(?:[A-Za-z][A-Za-z0-9+.\-]{1,20}://|data:[a-z])[^\s<>\"“”|]++)"
    r"|\"(?P<straight>[^\"\n]*+)\"|“(?P<curly>[^“”\n]*+)”|„(?P<low>[^„“”\n]*+)[“”]|«(?P<angled>[^«»\n]*+)»"
    r"|‘(?P<single>[^‘’\n]*+(?:(?<=\w)’(?=\w)[^‘’\n]*)*)’|(?<![\w'])'(?=[^\s'])(?P<plain>[^'\n]*+(?:(?<=\w)'(?=\w)[^'\n]*)*)'(?!\w)"
    r"|`(?P<ticked>[^`\n]++)`"
)
_STOPPED: Final = re.compile(r"[.!?][\"”“»’'`]$")


@dataclass(frozen=True, slots=True)
class _Held:
    written: str
    meant: str
    alt: str = ""


class Masks:
    """The quotations, placeholders and addresses of one prompt, by number."""

    def __init__(self) -> None:
        self._held: list[_Held] = []

    def keep(self, kind: str, written: str, meant: str, alt: str = "") -> str:
        """The token that stands for something from now on; `kind` is one of `q`, `p`, `u` and `j`."""
        self._held.append(_Held(written, meant, alt))
        return f"{OPEN}{kind}{len(self._held) - 1}{CLOSE}"

    def hide(self, line: str) -> str:
        """A line with its tokens, its spaces collapsed."""
        quoted = _QUOTES.sub(self._quoted, line)
        return " ".join(PATTERN.sub(self._placeholder, quoted).split())

    def _quoted(self, match: re.Match[str]) -> str:
        if match["picture"] is not None:
            return self.keep("u", match.group(), match["picture"], match["alt"].strip())
        if match["url"] is not None:
            url = match["url"].rstrip(_AFTER)
            return self.keep("u", url, url) + match["url"][len(url) :]
        inner = (match[match.lastindex or 0] or "").strip()
        url = _QUOTES.fullmatch(inner)
        if url and url["url"]:
            return self.keep("u", match.group(), inner)
        if PATTERN.fullmatch(inner):
            return self.keep("p", match.group(), inner)
        token = self.keep("q", match.group(), inner)
        # `… with "Ready when you are." Drop card 2`: the stop inside ends the sentence outside, too
        ends = _STOPPED.search(match.group()) and match.string[match.end() : match.end() + 2].strip()[:1].isupper()
        return f"{token}." if ends else token

    def _placeholder(self, match: re.Match[str]) -> str:
        return self.keep("p", match.group(), match.group())

    def show(self, text: str) -> str:
        """The text as it was written."""
        return self._each(text, lambda held: held.written)

    def value(self, text: str) -> str:
        """The text as it is meant: one that is quoted as a whole loses its marks."""
        text = text.strip()
        return self._each(text, lambda held: held.meant) if _ALONE.match(text) else self.show(text)

    def meant(self, text: str, kind: str) -> list[str]:
        """What the tokens of a kind (a pattern such as `QUOTED`) mean, in order."""
        return [self.value(token) for token in re.findall(kind, text)]

    def alt(self, text: str) -> str:
        """The alternative text that came with the first picture written as Markdown; empty without one."""
        found = (self._held[int(match[1])].alt for match in _ANY.finditer(text))
        return next((alt for alt in found if alt), "")

    def _each(self, text: str, change: Callable[[_Held], str]) -> str:
        shown = _ANY.sub(lambda match: change(self._held[int(match[1])]), text)
        while shown != text:  # a quotation may hold what was hidden before it
            text, shown = shown, _ANY.sub(lambda match: self._held[int(match[1])].written, shown)
        return shown
