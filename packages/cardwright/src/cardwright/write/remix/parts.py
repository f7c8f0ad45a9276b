"""A prompt cut into lines that say something, each with what is pasted below it."""

import json
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.write.remix.masks import PLACEHOLDER, Masks

_MARK: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?P<mark>[-*+•◦▪–—]|\d{1,3}[.)]|[a-z][.)]|\(\d{1,3}\)|#{1,6}|>)[ \t]+)?(?:\[[ xX]\][ \t]+)?"
)
_FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})")
_RULE: Final = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_OBJECT: Final = re.compile(r"\{\s*\"")
_OBJECTS: Final = 64  # tries to read one; each may take the whole prompt
_ADDS: Final = re.compile(
    r"\b(?:add|insert|create|append|include|make)\b.{0,80}?\b(?:card|slide|page)\b", re.IGNORECASE
)
_PASTES: Final = re.compile(r"\b(?:tables?|charts?|graphs?|diagrams?|plots?|numbers|figures|rows)\b", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"(?:[:：]|\b(?:by|with|to|from|using|as|saying|below|following|these|this|rows|data))\W{0,9}$"
)
_OPEN_LENGTH: Final = 40  # characters at a line's end that say whether something follows
_ORDERS: Final = re.compile(
    r"^(?:please )?(?:on|in|add|change|delete|do not|don't|drop|duplicate|insert|keep|lock|move|remove|rename|replace"
    rf"|set|swap|switch|use)\b.{{0,60}}?(?:\b(?:cards?|slides?|pages?|theme|image|table|chart)\b|{PLACEHOLDER})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One line, masked and without its list mark. `text` is empty when only data stands there.

    `pasted` are the lines below that belong to it, as they were written.
    `mark` is `-` for bullets, `1` for numbers, `#` for headings, `>` for quoted lines, else empty.
    """

    text: str
    pasted: str = ""
    indent: int = 0
    mark: str = ""
    is_apart: bool = False  # an empty line stands before it


@dataclass(frozen=True, slots=True)
class _Line:
    raw: str
    text: str
    indent: int
    mark: str


def parts(prompt: str, masks: Masks) -> list[Part]:
    """The parts of a clean prompt in order; JSON objects become tokens of `masks` first."""
    lines = [_line(raw, masks) for raw in _without_objects(prompt, masks).split("\n")]
    found: list[Part] = []
    at, apart = 0, True
    while at < len(lines):
        line = lines[at]
        if not line.raw.strip():
            at, apart = at + 1, True
            continue
        end = _data_end(lines, at)
        if end > at:
            found.append(Part("", _raw(lines[at:end], masks), line.indent, "", apart))
        else:
            start, end = _pasted(lines, at)
            found.append(Part(line.text, _raw(lines[start:end], masks), line.indent, line.mark, apart))
        at, apart = end, False
    return found


def _line(raw: str, masks: Masks) -> _Line:
    found = _MARK.match(raw)
    start = found.end() if found else 0
    indent = len(found["indent"].expandtabs(4)) if found else 0
    mark = (found["mark"] or "") if found else ""
    kind = mark if mark in (">", "") else "#" if mark[0] == "#" else "1" if mark[-1] in ".)" else "-"
    return _Line(raw, masks.hide(raw[start:].replace("**", "")), indent, kind)


def _without_objects(prompt: str, masks: Masks) -> str:
    decoder = json.JSONDecoder(parse_float=str, parse_int=str)
    pieces: list[str] = []
    at = tries = 0
    while tries < _OBJECTS and (found := _OBJECT.search(prompt, at)):
        tries += 1
        end = _object_end(decoder, prompt, found.start())
        if end is None:
            pieces.append(prompt[at : found.end()])
            at = found.end()
            continue
        written = prompt[found.start() : end]
        pieces += [prompt[at : found.start()], masks.keep("j", written, written)]
        at = end
    return "".join([*pieces, prompt[at:]])


def _object_end(decoder: json.JSONDecoder, text: str, at: int) -> int | None:
    try:
        found: tuple[Any, int] = decoder.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None
    return found[1]


def _raw(lines: Sequence[_Line], masks: Masks) -> str:
    """Lines as they stand, without a fence around them and without what they are indented by."""
    raw = [line.raw for line in lines]
    if len(raw) > 1 and _FENCE.match(raw[0]) and _FENCE.match(raw[-1]):
        raw = raw[1:-1]
    return masks.show(textwrap.dedent("\n".join(raw))).strip("\n")


def _data_end(lines: Sequence[_Line], at: int) -> int:
    """Where a fenced block or a table that begins at line `at` ends; `at` when none begins there."""
    if fence := _FENCE.match(lines[at].raw):
        closing = (index for index in range(at + 1, len(lines)) if lines[index].raw.strip().startswith(fence[1]))
        return next(closing, at - 1) + 1
    rule = lines[at + 1].raw if at + 1 < len(lines) else ""
    if "|" not in lines[at].raw or "-" not in rule or not _RULE.match(rule[:2000]):
        return at
    return _until(lines, at, lambda line: "|" in line.raw)


def _pasted(lines: Sequence[_Line], at: int) -> tuple[int, int]:
    """Where the lines below line `at` that belong to it begin and end; none for a line that asks for none."""
    head = lines[at]
    below = at + 1
    adds = _ADDS.search(head.text) is not None
    if not adds and not _PASTES.search(head.text):
        return below, below
    start = _first_written(lines, below)
    if start == len(lines):
        return below, below
    if (end := _data_end(lines, start)) > start:
        return start, end
    is_open = _OPEN.search(head.text[-_OPEN_LENGTH:].lower()) is not None
    if is_open or (adds and start == below and _is_below(lines[start], head)):
        end = _block_end(lines, start, head)
        return (start, end) if end > start else (below, below)
    return below, below


def _first_written(lines: Sequence[_Line], at: int) -> int:
    return _until(lines, at, lambda line: not line.raw.strip())


def _is_below(line: _Line, head: _Line) -> bool:
    """Whether a list item, without being announced, belongs to the line above it."""
    return line.mark in ("-", "1") and (line.indent > head.indent or not head.mark) and not _ORDERS.match(line.text)


def _block_end(lines: Sequence[_Line], start: int, head: _Line) -> int:
    """Where a paragraph or a list ends; a list goes on after an empty line."""
    at = start
    while at < len(lines) and not _leaves(lines[at], head):
        if lines[at].raw.strip():
            at += 1
            continue
        following = _first_written(lines, at)
        goes_on = following < len(lines) and lines[start].mark in ("-", "1") and _is_below(lines[following], head)
        if not goes_on:
            return at
        at = following
    return at


def _leaves(line: _Line, head: _Line) -> bool:
    """Whether a line is the head's neighbour and not below it."""
    if head.mark and line.mark == head.mark and line.indent <= head.indent:
        return True
    return line.indent <= head.indent and _ORDERS.match(line.text) is not None


def _until(lines: Sequence[_Line], at: int, holds: Callable[[_Line], bool]) -> int:
    """The first line from `at` on for which something does not hold."""
    while at < len(lines) and holds(lines[at]):
        at += 1
    return at
