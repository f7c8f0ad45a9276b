"""Rich text: a run of spans, each with its own emphasis. No place, no size."""

from collections.abc import Iterator
from typing import Any, Final, cast

import msgspec

from cardwright.maths import plain as spoken

MARK: Final = "\u2060"  # WORD JOINER: what stands in a text where it refers to a note; nobody sees it
_FORMULA_FIELDS: Final = frozenset({"math", "tex"})


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters that share one look. `link` is an absolute URL or empty.

    `math` is a formula as LaTeX or empty; `text` is then how it reads, and is
    worked out where it is left empty. A part of such a span is no formula.
    `note` is what a footnote says that is referred to here; such a span has no
    text of its own but `MARK`, and a note no notes and no link around its reference.

    Raises:
        ValueError: a span has a note and a text beside it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    math: str = ""
    note: "tuple[Span, ...]" = ()

    def __post_init__(self) -> None:
        if self.math and not self.text:
            msgspec.structs.force_setattr(self, "text", spoken(self.math))
        if self.note:
            self._refer()

    def _refer(self) -> None:
        if self.text not in ("", MARK) or self.math or self.code or self.link:
            msg = "a span with a note has no text, formula, code or link of its own"
            raise ValueError(msg)
        said = tuple(span for span in self.note if not span.note)
        said = said if plain(said).strip() else ()
        msgspec.structs.force_setattr(self, "note", said)
        msgspec.structs.force_setattr(self, "text", MARK if said else "")
        for look in ("bold", "italic", "strike"):  # of the text around it; a number has none of its own
            msgspec.structs.force_setattr(self, look, False)  # noqa: FBT003


Text = tuple[Span, ...]


def rich(text: str) -> Text:
    """Plain characters as rich text; empty text is the empty tuple."""
    text = text.replace(MARK, "")
    return (Span(text),) if text else ()


def formula(tex: str) -> Span:
    """A formula within text, from LaTeX without the signs around it."""
    return Span("", math=tex)


def plain(text: Text) -> str:
    """The characters alone, in reading order, `MARK` where there is a note."""
    return "".join(span.text for span in text)


def bare(text: Text) -> str:
    """The characters alone, without those that stand for notes: as a name, a menu or an alt text shows them."""
    return plain(text).replace(MARK, "")


def unnoted(text: Text) -> Text:
    """The text without its notes."""
    return tuple(span for span in text if not span.note) if any(span.note for span in text) else text


def labelled(label: Text, text: Text) -> Text:
    """Label and text as one line: the label in bold, with a colon unless it ends a sentence itself."""
    bold = tuple(msgspec.structs.replace(span, bold=True) for span in label)
    if not plain(label).strip() or not plain(text).strip():
        return bold or text
    ended = bare(label).rstrip().endswith(_ENDS)
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


def notes(value: Any) -> Iterator[Text]:
    """What every note of a deck, a card or a block says, in the order in which they are referred to."""
    if isinstance(value, Span):
        if value.note:
            yield value.note
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from notes(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in cast("tuple[Any, ...]", value):
            yield from notes(inner)


_ENDS = (".", "!", "?", ":", "…", "。", "：", "！", "？", "।", "؟")
