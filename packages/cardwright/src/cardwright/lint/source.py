"""What of a source text a deck should say: its sentences, headings, figures and names, free of markup."""

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from cardwright.lint.canvas import Page
from cardwright.lint.texts import said, title_of
from cardwright.words import count

_FENCE: Final = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG: Final = re.compile(r"</?[a-zA-Z][^>\n]*>")
_MARK: Final = re.compile(r"^\s*(?:[-*+•>]\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+)*")
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_END: Final = re.compile(r"(?<=[.!?…؟।])\s+|(?<=[。！？])")
FIGURE: Final = re.compile(r"(?<!\d)(?:\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?")
_URL: Final = re.compile(r"https?://[^\s<>()\]]+")
_WORDS: Final = re.compile(r"[^\W_][\w’']*(?: [^\W_][\w’']*)+")
_OPENS: Final = re.compile(
    r"(?:^|[.!?…:;。！？¿¡\n\t(\[\"“„«»‘'–—/|•]\s*|[\-*]\s+)$"
)  # before the first word of what is said
_BRACKETS: Final = re.compile(r"\([^()\n]{0,200}\)|\[[^\[\]\n]{0,80}\]")
_WISH: Final = re.compile(r"\((?:\w+ )?(?:chart|graph|diagram)\)", re.IGNORECASE)  # is carried out, not shown
_PART: Final = re.compile(r"\(\d+/\d+\)")  # of a card that goes on
_FEWEST: Final = 4  # words of a sentence
_BEFORE: Final = 4  # characters that tell whether a word opens what is said


def prose(text: str) -> str:
    """The text without markup, code and comments."""
    bare = _COMMENT.sub(" ", _FENCE.sub("\n", text.replace("\r\n", "\n")))
    return html.unescape(_WISH.sub(" ", _TAG.sub(" ", _LINK.sub(r"\1", _PICTURE.sub(" ", bare)))))


def sentences(text: str) -> Iterator[str]:
    """Sentences of four words or more, outside tables and code; lines stay apart as their author set them."""
    for block in re.split(r"\n\s*\n", prose(text)):
        held = ""
        for line in block.split("\n"):
            begins = _MARK.match(line)
            words = line[begins.end() if begins else 0 :].strip(" #*_")
            if "|" in line or "\t" in line:
                words = ""
            if held and (not words or (begins and begins.group().strip()) or line.lstrip().startswith("#")):
                yield from _cut(held)
                held = ""
            held = f"{held}\n{words}".strip()
        yield from _cut(held)


def _cut(text: str) -> Iterator[str]:
    for part in _END.split(text):
        if count(part) >= _FEWEST:
            yield part.strip()


def headings(text: str) -> list[str]:
    """Headings of Markdown."""
    return [_LINK.sub(r"\1", match.group(1)) for match in _HEADING.finditer(_FENCE.sub("\n", text))]


def letters(text: str) -> str:
    """Letters and figures alone, in small letters: what is left of a text in any setting."""
    return "".join([char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()])


def figures(text: str) -> dict[str, frozenset[float]]:
    """The numbers of a text as they are written, each with what it may mean."""
    written = FIGURE.findall(unicodedata.normalize("NFKC", _PART.sub(" ", text)))
    return {one: frozenset(readings(one)) for one in written}


def readings(written: str) -> Iterator[float]:
    """What a number may mean: `1.234` is a thousand or a little more than one."""
    plain = re.sub(r"[^\d.,]", "", written)
    for point, comma in ((".", ","), (",", ".")):
        digits = plain.replace(comma, "").replace(point, ".")
        if digits.count(".") <= 1 and digits.strip("."):
            yield float(digits)
    yield float(re.sub(r"\D", "", written))


def names(text: str) -> set[str]:
    """Two or more capitalised words in a row, without one that begins a sentence, a quotation or a point."""
    return {name for run in _WORDS.finditer(text) for name in _capitalised(text, run)}


def opens(text: str, at: int) -> bool:
    """Whether a word that begins there is the first of a sentence, a quotation or a point."""
    return bool(_OPENS.search(text[max(at - _BEFORE, 0) : at]))


def _capitalised(text: str, run: re.Match[str]) -> Iterator[str]:
    words = run.group().split(" ")
    for capital, found in groupby(
        words[1:] if opens(text, run.start()) else words, lambda word: len(word) > 1 and word[0].isupper()
    ):
        name = list(found)
        if capital and len(name) > 1:
            yield " ".join(name)


def unbracketed(text: str) -> str:
    """The text without what it says in brackets, which a shorter one may leave out."""
    return _BRACKETS.sub(" ", text)


def urls(text: str) -> set[str]:
    """Addresses without what closes the sentence behind them."""
    return {match.group().rstrip(".,;:!?") for match in _URL.finditer(text)}


def body(page: Page) -> str:
    """What a page says below its title."""
    title = title_of(page)
    text = said(page)
    return text.replace(title.text, "", 1) if title else text
