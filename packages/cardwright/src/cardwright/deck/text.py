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


def labelled(label: Text, text: Text) -> Text:
    """Label and text as one line: the label in bold, with a colon unless it ends a sentence itself."""
    bold = tuple(Span(span.text, True, span.italic, span.code, span.strike, span.link) for span in label)
    if not plain(label).strip() or not plain(text).strip():
        return bold or text
    ended = plain(label).rstrip().endswith(_ENDS)
    return (*bold, Span(" " if ended else ": "), *text)


_ENDS = (".", "!", "?", ":", "…", "。", "：", "！", "？", "।", "؟")
