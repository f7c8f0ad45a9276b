"""Rich text: a run of spans, each with its own emphasis. No place, no size."""

import msgspec


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters that share one look. `link` is an absolute URL or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""


Text = tuple[Span, ...]


def rich(text: str) -> Text:
    """Plain characters as rich text; empty text is the empty tuple."""
    return (Span(text),) if text else ()


def plain(text: Text) -> str:
    """The characters alone, in reading order."""
    return "".join(span.text for span in text)
