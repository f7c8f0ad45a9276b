"""Cutting and joining rich text without losing a character or its look; formulas stay whole, notes with what they follow."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from cardwright.deck import Span, Text


def cut(text: Text, ends: Sequence[int]) -> list[Text]:
    """The text in parts; `ends` are rising offsets into its characters, the last one its length.

    An end within a formula is the formula's end.
    """
    ends = _outside(text, ends)
    parts: list[Text] = []
    part: list[Span] = []
    at, wanted = 0, iter(ends)
    end = next(wanted, None)
    for span in text:
        start = 0
        while end is not None and end <= at + len(span.text):
            stop = end - at
            if stop > start:
                part.append(_like(span, span.text[start:stop]))
            parts.append(tuple(part))
            part, start, end = [], stop, next(wanted, None)
        if start < len(span.text):
            part.append(_like(span, span.text[start:]) if start else span)
        at += len(span.text)
    if part:
        parts.append(tuple(part))
    return parts


def _outside(text: Text, ends: Sequence[int]) -> Sequence[int]:
    at = 0
    for span in text:
        stop = at + len(span.text)
        if span.math:
            ends = [stop if at < end < stop else end for end in ends]
        at = stop
    return ends


def split(text: Text, start: int, stop: int) -> tuple[Text, Text]:
    """What stands before `start` and what stands from `stop` on; what is between is dropped."""
    length = sum(len(span.text) for span in text)
    start, stop = _outside(text, (start, stop))
    marks = sorted({start, stop, length} - {0})
    spans: dict[int, Text] = {}
    at = 0
    for end, part in zip(marks, cut(text, marks), strict=False):
        spans[at] = part
        at = end
    before = spans.get(0, ()) if start else ()
    return before, spans.get(stop, ()) if stop < length else ()


def strip(text: Text, chars: str | None = None) -> Text:
    """The text without white space, or without `chars`, at both ends; notes at its end stay, with nothing before them."""
    spans, last = list(text), list[Span]()
    while spans and not _whole(spans[0]) and not spans[0].text.strip(chars):
        spans.pop(0)
    while spans and (spans[-1].note or not (spans[-1].math or spans[-1].text.strip(chars))):
        span = spans.pop()
        last += [span] if span.note else []
    if spans and not _whole(spans[0]):
        spans[0] = _like(spans[0], spans[0].text.lstrip(chars))
    if spans and not _whole(spans[-1]):
        spans[-1] = _like(spans[-1], spans[-1].text.rstrip(chars))
    return (*spans, *reversed(last))


def _whole(span: Span) -> bool:
    """Whether a span's text is no text that may be cut."""
    return bool(span.math or span.note)


def outline(text: Text) -> str:
    """The characters, those of formulas replaced by letters: so that no sentence or label is thought to end there."""
    return "".join("x" * len(span.text) if span.math else span.text for span in text)


def join(texts: Iterable[Text], between: str = "") -> Text:
    """The texts as one, neighbours of the same look made one span."""
    spans = [
        span
        for index, text in enumerate(texts)
        for span in ((Span(between), *text) if index and between else text)
        if span.text
    ]
    if len(spans) < 2:  # noqa: PLR2004 - nothing to join
        return tuple(spans)
    joined: list[Span] = []
    for look, same in groupby(spans, key=_look):
        if look[-2] or look[-1]:
            joined.extend(same)
        else:
            joined.append(Span("".join(span.text for span in same), *look))
    return tuple(joined)


def _look(span: Span) -> tuple[bool, bool, bool, bool, str, str, Text]:
    return span.bold, span.italic, span.code, span.strike, span.link, span.math, span.note


def _like(span: Span, text: str) -> Span:
    return span if span.text == text else msgspec.structs.replace(span, text=text)
