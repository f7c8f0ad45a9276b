"""One byte range of a file, as RFC 9110 §14 has it."""

import re
from dataclasses import dataclass

_SPEC = re.compile(r"bytes=([0-9]{0,20})-([0-9]{0,20})")  # longer numbers are no size of anything


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `start` up to but not including `stop`."""

    start: int
    stop: int


def requested(value: str, size: int) -> Span | bool | None:
    """The range a `Range` header asks for of a file of `size` bytes.

    None: send it whole (no header, several ranges, or a form we need not
    honour). False: no byte of the range exists, answer 416.
    """
    match = _SPEC.fullmatch(value.strip())
    if match is None or match.group() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        length = int(last)
        return Span(max(0, size - length), size) if length and size else False
    start = int(first)
    if start >= size:
        return False
    stop = min(int(last) + 1, size) if last else size
    return Span(start, stop) if stop > start else None
