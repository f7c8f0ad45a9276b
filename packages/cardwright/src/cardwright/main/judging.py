"""Files given to `cardwright lint`: what they are, and what there is to say about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec.structs import replace as revised

from cardwright.deck import Deck, from_json
from cardwright.errors import CardwrightError, InvalidInput
from cardwright.layout.canvas import canvas_of
from cardwright.lint import Report, Subject, judged
from cardwright.main.pictures import gathered
from cardwright.pipeline import Layouts, Order, absent, source_of, theme_named, written

TEXTS: Final = frozenset({".md", ".markdown", ".txt"})
MOST_BYTES: Final = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wishes:
    """How decks and texts are set before they are judged, and which rules are left out.

    `order` is made for any text; its brief's own text is empty.
    """

    order: Order
    profile: Literal["auto", "presented", "read"]
    ignored: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A file and its report."""

    path: str
    report: Report


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that nothing can be said about, and why."""

    path: str
    message: str


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files, folders replaced by the PPTX files below them in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.pptx") if not found.name.startswith(("~$", ".")))
        else:
            yield path


def judge(path: Path, wishes: Wishes) -> Judged | Unreadable:
    """What there is to say about a file."""
    try:
        subject, missing = _subject(path, wishes.order)
    except OSError as error:
        return Unreadable(str(path), error.strerror or str(error))
    except CardwrightError as error:
        return Unreadable(str(path), error.message)
    if wishes.profile != "auto":
        subject = replace(subject, canvas=replace(subject.canvas, profile=wishes.profile))
    report = judged(subject, without=wishes.ignored)
    return Judged(str(path), revised(report, left_out=missing))


def _subject(path: Path, order: Order) -> tuple[Subject, tuple[str, ...]]:
    """The subject, and the pictures it names that could not be had."""
    if path.stat().st_size > MOST_BYTES:
        msg = f"is larger than {MOST_BYTES // 1024 // 1024} MB"
        raise InvalidInput(msg)
    suffix = path.suffix.lower()
    if suffix == ".pptx":
        from cardwright.lint.pptx import read  # noqa: PLC0415 - its library is slow to load

        return Subject(read(path.read_bytes())), ()
    if suffix in TEXTS or suffix == ".json":
        return _made(path, order)
    if suffix == ".pdf":
        msg = "a PDF has no boxes to check; give the PPTX or the text it was made from"
        raise InvalidInput(msg)
    msg = f"is none of .pptx, .json, {', '.join(sorted(TEXTS))}"
    raise InvalidInput(msg)


def _made(path: Path, order: Order) -> tuple[Subject, tuple[str, ...]]:
    """A deck or text of ours, set as it would be when it is generated."""
    theme_named(order.theme)
    data = path.read_bytes()
    is_deck = path.suffix.lower() == ".json"
    text = "" if is_deck else data.decode("utf-8", "replace")
    order = revised(order, brief=revised(order.brief, text=text))
    deck = _deck(data) if is_deck else written(order).deck
    layouts = Layouts(order, deck, gathered(order, deck, path.parent))
    return Subject(canvas_of(layouts.own), source_of(order, deck)), absent(layouts)


def _deck(data: bytes) -> Deck:
    try:
        return from_json(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        msg = f"is no deck: {str(error)[:200]}"
        raise InvalidInput(msg) from error
