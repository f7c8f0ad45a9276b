"""Quotations: block quotes, and paragraphs that are words in quotation marks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cardwright.deck import MARK, Text, plain
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.write import spans
from cardwright.write.language import count
from cardwright.write.outline import Lines, Piece

_DASH: Final = r"(?:\u2014|\u2013|\u2015|--|-|~)"
_BY_LINE: Final = re.compile(rf"^\s*{_DASH}\s*(?P<by>\S.*)$")
_SAID: Final = re.compile(rf"^\s*(?P<text>[\"“„«‹「『”].+[\"”“»›」』])\s*{_DASH}\s*(?P<by>[^\"“”„«»]+)$", re.DOTALL)
_ONLY_SAID: Final = re.compile(r"^\s*[\"“„«‹「『”][^\"“”„«»]+[\"”“»›」』]\s*$")
_NAME_WORDS: Final = 14


def by_line(text: Text) -> str:
    """Who said it, when a line is a dash and a name; else empty."""
    found = None if any(span.note for span in text) else _BY_LINE.match(plain(text))
    return found["by"].strip() if found and count(found["by"]) <= _NAME_WORDS else ""


def quoted(pieces: Sequence[Piece]) -> list[Piece]:
    """What a block quote holds: one quotation when it is all text, else the pieces as they are."""
    lines: list[Text] = []
    for piece in pieces:
        match piece:
            case Paragraph():
                lines.append(piece.text)
            case Lines():
                lines.extend(piece.lines)
            case _:
                return list(pieces)
    if not lines:
        return []
    if len(lines) > 1 and (by := by_line(lines[-1])):
        return [Quote(spans.join(lines[:-1], " "), by)]
    text = spans.join(lines, " ")
    return [_from_paragraph(text) or Quote(text)]


def _from_paragraph(text: Text) -> Quote | None:
    characters = plain(text)
    found = _SAID.match(characters)
    if not found or count(found["by"]) > _NAME_WORDS or MARK in characters[found.end("text") :]:
        return None
    before, _ = spans.split(text, found.end("text"), len(characters))
    return Quote(spans.strip(before), found["by"].strip())


def recognised(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces in which paragraphs that quote somebody by name are quotations."""
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
        at += 1
        quote = _quote(piece)
        if quote is None and isinstance(piece, Paragraph) and isinstance(following, Paragraph):
            name = by_line(following.text)
            if name and _ONLY_SAID.match(plain(piece.text)):
                quote = Quote(piece.text, name)
                at += 1
        if isinstance(piece, Quote) and not piece.by and isinstance(following, Paragraph) and by_line(following.text):
            quote = Quote(piece.text, by_line(following.text))
            at += 1
        yield quote or piece


def _quote(piece: Piece) -> Quote | None:
    if isinstance(piece, Paragraph):
        return _from_paragraph(piece.text)
    if isinstance(piece, Lines) and len(piece.lines) > 1:
        name = by_line(piece.lines[-1])
        text = spans.join(piece.lines[:-1], " ")
        if name and _ONLY_SAID.match(plain(text)):
            return Quote(text, name)
    return None
