"""Rich text: a run of spans, each with its own emphasis. No place, no size."""

from collections.abc import Iterator
from typing import Any, Final, cast

import msgspec

from cardwright.maths import plain as spoken

_FORMULA_FIELDS: Final = frozenset({"math", "tex"})


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters that share one look. `link` is an absolute URL or empty.

    `math` is a formula as LaTeX or empty; `text` is then how it reads, and is
    worked out where it is left empty. A part of such a span is no formula.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    math: str = ""

    def __post_init__(self) -> None:
        if self.math and not self.text:
            msgspec.structs.force_setattr(self, "text", spoken(self.math))


Text = tuple[Span, ...]


def rich(text: str) -> Text:
    """Plain characters as rich text; empty text is the empty tuple."""
    return (Span(text),) if text else ()


def formula(tex: str) -> Span:
    """A formula within text, from LaTeX without the signs around it."""
    return Span("", math=tex)


def plain(text: Text) -> str:
    """The characters alone, in reading order."""
    return "".join(span.text for span in text)


def labelled(label: Text, text: Text) -> Text:
    """Label and text as one line: the label in bold, with a colon unless it ends a sentence itself."""
    bold = tuple(Span(span.text, True, span.italic, span.code, span.strike, span.link, span.math) for span in label)
    if not plain(label).strip() or not plain(text).strip():
        return bold or text
    ended = plain(label).rstrip().endswith(_ENDS)
    return (*bold, Span(" " if ended else ": "), *text)


def formulas(value: Any) -> Iterator[str]:
    """Every formula of a deck, a card or a block as LaTeX, in reading order."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            field = getattr(value, name)
            if name in _FORMULA_FIELDS and field:
                yield field
            yield from formulas(field)
    elif isinstance(value, tuple):
        for inner in cast("tuple[Any, ...]", value):
            yield from formulas(inner)


_ENDS = (".", "!", "?", ":", "…", "。", "：", "！", "？", "।", "؟")
