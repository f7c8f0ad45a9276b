"""Lists and lines in which every entry says `label: value`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.deck import Text, plain
from cardwright.deck.blocks.list import List
from cardwright.write import spans
from cardwright.write.language import count
from cardwright.write.outline import Lines, Piece

_SEPARATOR: Final = re.compile(r"\s*(?::(?=\s|$|[^\x00-\x7f])|：|\s[\u2013\u2014\-=](?=\s)|\t+|\s\|\s)\s*")
_LABEL_WORDS: Final = 9


@dataclass(frozen=True, slots=True)
class Row:
    """What stands before and behind the first separator of an entry."""

    label: Text
    value: Text


def entries(piece: Piece) -> tuple[Text, ...]:
    """The entries of a flat list or of lines; nothing for any other piece."""
    match piece:
        case Lines(lines):
            return lines
        case List(items) if all(item.level == 0 and item.number is None for item in items):
            return tuple(item.text for item in items)
        case _:
            return ()


def rows(texts: Sequence[Text]) -> tuple[Row, ...]:
    """A row for every text, or nothing when one of them is no row."""
    found = tuple(row for text in texts if (row := _row(text)) is not None)
    return found if len(found) == len(texts) else ()


def _row(text: Text) -> Row | None:
    if any(span.link or span.note for span in text):  # a label or a figure has none
        return None
    characters = spans.outline(text)
    found = _SEPARATOR.search(characters)
    if not found or found.start() == 0:
        return None
    label, value = spans.split(text, found.start(), found.end())
    label, value = spans.strip(label), spans.strip(value)
    return Row(label, value) if value and count(plain(label)) <= _LABEL_WORDS else None
