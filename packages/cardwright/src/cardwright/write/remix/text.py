"""Every text and every block of a card, found by their types alone.

The walk follows the fields of the structs, so a new block type needs nothing
here: strings and rich text at any depth are words, strings of a `Literal` are
not, and `src` and `link` are addresses. Only tuples and structs are entered.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar, cast, get_args

import msgspec

from cardwright.deck import Block, Span, Text, plain

_ADDRESSES: Final = frozenset({"src", "link"})
_CODES: Final = frozenset({"language", "math", "tex"})  # read by programs, not by people


class Edit(NamedTuple):
    """Characters `start` to `stop` of a text and what is to stand there."""

    start: int
    stop: int
    text: str


Edits = Callable[[str], Sequence[Edit]]  # for a text: rising, never overlapping
S = TypeVar("S", bound=msgspec.Struct)


def rewritten(value: S, edits: Edits, address: Callable[[str], str]) -> S:
    """The struct with the edits made in all its words and `address` applied to all its addresses.

    Rich text keeps its look, also where an edit runs across spans: new
    characters look like the first one they replace. What needs no edit is
    returned as the same object.
    """

    def word(text: str) -> str:
        changes = edits(text)
        return edited(text, changes) if changes else text

    def run(text: Text) -> Text:
        changes = edits(plain(text))
        return edited_rich(text, changes) if changes else text

    return _Walk(word, run, address).struct(value)


def spoken(value: msgspec.Struct) -> list[str | Text]:
    """All words of a struct as they are held, plain or rich; texts without a character, and what notes say, are left out."""
    found: list[str | Text] = []
    _Walk(
        lambda text: (found.append(text), text)[1], lambda text: (found.append(text), text)[1], _same, noted=False
    ).struct(value)
    return found


def respoken(value: S, said: Sequence[str | Text]) -> S:
    """The struct with other words in the place of those that `spoken` finds: as many, each of the same sort."""
    new: Iterator[Any] = iter(said)
    return _Walk(lambda _: next(new), lambda _: next(new), _same, noted=False).struct(value)


def texts(value: msgspec.Struct) -> list[str]:
    """All words of a struct, one string for every text."""
    found: list[str] = []
    rewritten(value, lambda text: found.append(text) or (), _same)
    return found


def addresses(value: msgspec.Struct) -> list[str]:
    """All addresses of a struct: of pictures and of links."""
    found: list[str] = []

    def noted(address: str) -> str:
        found.append(address)
        return address

    rewritten(value, lambda _: (), noted)
    return found


def with_blocks(value: S, change: Callable[[Block], Block]) -> S:
    """The struct with `change` applied to every block in it, in reading order; what a changed block holds is final."""
    return cast("S", _with_blocks(value, change))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Plain characters with the edits made."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.stop
    return "".join([*parts, text[at:]])


def edited_rich(text: Text, edits: Sequence[Edit]) -> Text:
    """Rich text with the edits made; offsets count characters across all spans."""
    found: list[Span] = []
    at, ahead = 0, deque(edits)
    for span in text:
        end = at + len(span.text)
        parts: list[str] = []
        done = at
        while ahead and ahead[0].start < end:
            edit = ahead[0]
            if edit.start >= at:  # the span in which an edit begins gets all its characters
                parts += [span.text[done - at : edit.start - at], edit.text]
            done = min(edit.stop, end)
            if edit.stop > end:  # the rest of what it replaces is in the next span
                break
            ahead.popleft()
        parts.append(span.text[done - at :])
        new = "".join(parts)
        kept = new == span.text
        found.append(
            msgspec.structs.replace(span, text=new, math=span.math if kept else "", note=span.note if kept else ())
        )
        at = end
    return tuple(span for span in found if span.text)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a struct, each with whether strings in it are words."""
    return tuple(
        (field.name, _speaks(field.type)) for field in msgspec.structs.fields(kind) if field.name not in _CODES
    )


def _speaks(annotation: Any) -> bool:
    return annotation is str or any(_speaks(inner) for inner in get_args(annotation))


def _with_blocks(value: Any, change: Callable[[Block], Block]) -> Any:
    if isinstance(value, Block) and (changed := change(value)) is not value:
        return changed
    if isinstance(value, msgspec.Struct):
        return _updated(value, {name: _with_blocks(getattr(value, name), change) for name, _ in _fields(type(value))})
    if isinstance(value, tuple):
        return _same_or(cast("tuple[Any, ...]", value), lambda inner: _with_blocks(inner, change))
    return value


def _updated(value: S, fields: dict[str, Any]) -> S:
    """The struct with other fields; the same object when none is another one."""
    new = {name: field for name, field in fields.items() if field is not getattr(value, name)}
    return msgspec.structs.replace(value, **new) if new else value


def _same_or(value: tuple[Any, ...], change: Callable[[Any], Any]) -> tuple[Any, ...]:
    changed = tuple(change(inner) for inner in value)
    return value if all(new is old for new, old in zip(changed, value, strict=True)) else changed


def _same(address: str) -> str:
    return address


class _Walk:
    """One pass over a struct, in reading order."""

    def __init__(
        self,
        word: Callable[[str], str],
        run: Callable[[Text], Text],
        address: Callable[[str], str],
        *,
        noted: bool = True,
    ) -> None:
        self._word = word
        self._run = run
        self._address = address
        self._noted = noted  # whether what notes say is walked as well

    def struct(self, value: S) -> S:
        return _updated(
            value, {name: self._field(name, getattr(value, name), speaks) for name, speaks in _fields(type(value))}
        )

    def _field(self, name: str, value: Any, speaks: bool) -> Any:  # noqa: FBT001 - a row of `_fields`
        if name in _ADDRESSES and isinstance(value, str):
            return self._address(value) if value else value
        return self._value(value, speaks)

    def _value(self, value: Any, speaks: bool) -> Any:  # noqa: FBT001 - a row of `_fields`
        if isinstance(value, str):
            return self._word(value) if speaks and value else value
        if isinstance(value, msgspec.Struct):
            return self.struct(value)
        if not isinstance(value, tuple) or not value:
            return cast("Any", value)
        inner = cast("tuple[Any, ...]", value)
        if all(isinstance(one, Span) for one in inner):
            return self._rich(inner)
        return _same_or(inner, lambda one: self._value(one, speaks))

    def _rich(self, text: Text) -> Text:
        return _same_or(self._run(text), self._linked)

    def _linked(self, span: Span) -> Span:
        if span.note and self._noted:
            return _updated(span, {"note": self._rich(span.note)})
        return _updated(span, {"link": self._address(span.link)}) if span.link else span
