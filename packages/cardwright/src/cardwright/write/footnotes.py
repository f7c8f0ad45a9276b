"""Footnotes in Markdown: `text[^1]`, and elsewhere a line `[^1]: what the note says`.

Lines that go on with a note are indented, by two spaces, or by four after an
empty line. A definition that nobody refers to, and a reference without a
definition, are text like any other.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from cardwright.deck import Card, Span, Text, notes, plain, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write import spans
from cardwright.write.inline import BREAK, read_run
from cardwright.write.parser import LABEL, MARKDOWN, Notes
from cardwright.write.plain import in_code, to_markdown
from cardwright.write.urls import Vault

_BEGINS: Final = re.compile(rf"^ {{0,3}}{LABEL}:(?P<said>.*)$")
_GOES_ON: Final = re.compile(r"^(?: {2}|\t)\s*\S")
_GOES_ON_BELOW: Final = re.compile(r"^(?: {4}|\t)\s*\S")  # an empty line


class _Definition(NamedTuple):
    label: str
    start: int  # number of its first line, from 0
    stop: int
    said: str


def taken(text: str) -> tuple[str, Notes]:
    """A cleaned text without the definitions that are referred to, and what these say."""
    lines = text.split("\n")
    found = {one.label: one for one in _definitions(lines)} if "[^" in text and "]:" in text else {}
    if not found:
        return text, Notes({})
    said = {label: _read(one.said) for label, one in found.items()}
    tried = Notes({label: text for label, text in said.items() if any(map(str.isalnum, plain(text)))})
    MARKDOWN.parse(to_markdown(_without(lines, [found[label] for label in tried.said]), Vault()), {"note": tried})
    used = [found[label] for label in tried.said if label in tried.referred]
    return _without(lines, used), Notes({one.label: said[one.label] for one in used})


def kept(cards: Sequence[Card], defined: Notes) -> list[Card]:
    """The cards with notes that none of them refers to any more as paragraphs at the end: no word is lost."""
    there = set(notes(tuple(cards)))
    lost = tuple(Paragraph(text) for text in dict.fromkeys(defined.said.values()) if text not in there)
    if not lost or not cards:
        return list(cards)
    return [*cards[:-1], msgspec.structs.replace(cards[-1], blocks=(*cards[-1].blocks, *lost))]


def _without(lines: Sequence[str], some: Sequence[_Definition]) -> str:
    dropped = {at for one in some for at in range(one.start, one.stop)}
    return "\n".join(line for at, line in enumerate(lines) if at not in dropped)


def _definitions(lines: Sequence[str]) -> Iterator[_Definition]:
    """The definitions of a text in order, of each label the first one alone."""
    code = in_code(lines)
    seen: set[str] = set()
    at = 0
    while at < len(lines):
        begins = None if code[at] else _BEGINS.match(lines[at])
        if begins is None:
            at += 1
            continue
        stop = _stop(lines, code, at)
        label, said = begins["label"].casefold(), [begins["said"], *lines[at + 1 : stop]]
        if label not in seen and any(map(str.strip, said)):
            seen.add(label)
            yield _Definition(label, at, stop, " ".join(line.strip() for line in said if line.strip()))
        at = stop


def _stop(lines: Sequence[str], code: Sequence[bool], start: int) -> int:
    """The number of the line after a definition's last."""
    stop, blank = start + 1, False
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if not line.strip():
            blank = True
            continue
        if code[at] or _BEGINS.match(line) or not (_GOES_ON_BELOW if blank else _GOES_ON).match(line):
            break
        stop, blank = at + 1, False
    return stop


def _read(markdown: str) -> Text:
    """What a note says, on one line; pictures are told by their names."""
    vault = Vault()
    token = MARKDOWN.parseInline(vault.hide(markdown), {})[0]
    run = read_run(token.children or (), vault)
    shown = [rich(image.alt) if image.alt else (Span(image.src, link=image.src),) for image in run.images]
    text = spans.join([run.text, *shown], " ") if run.text else spans.join(shown, " ")
    return spans.strip(tuple(msgspec.structs.replace(span, text=_on_one_line(span.text)) for span in text))


def _on_one_line(text: str) -> str:
    return text.replace(BREAK, " ").replace("\n", " ")
