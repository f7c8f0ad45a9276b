"""The parser of Markdown, with the references to footnotes that CommonMark has none of."""

import re
from collections.abc import Mapping
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from cardwright.deck import Text, plain

NOTE: Final = "note"  # the type of a reference's token; what the note says is in its `meta` under this name
LABEL: Final = r"\[\^(?P<label>[^\s\[\]\\`]{1,40})\]"
_REFERENCE: Final = re.compile(LABEL)
_NESTING: Final = 80
_MOST: Final = 400_000  # characters of notes told in one text; a long note that is referred to over and over ends there


class Notes:
    """What the footnotes of one text say, by the label they are referred to; `referred` are the labels that were."""

    def __init__(self, said: Mapping[str, Text]) -> None:
        self.said = {label.casefold(): text for label, text in said.items()}
        self.referred: set[str] = set()
        self._left = _MOST

    def knows(self, label: str) -> bool:
        """Whether there is a note of this label, and room to tell it."""
        text = self.said.get(label.casefold())
        return text is not None and len(plain(text)) <= self._left

    def tell(self, label: str) -> Text:
        """What a known note says."""
        text = self.said[label.casefold()]
        self.referred.add(label.casefold())
        self._left -= len(plain(text))
        return text


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    notes = state.env.get(NOTE)
    if notes is None or not state.src.startswith("[^", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos)
    if found is None or not notes.knows(found["label"]):
        return False
    if not silent:
        token = state.push(NOTE, "", 0)
        token.content = found[0]
        token.meta = {NOTE: notes.tell(found["label"])}
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    parser.disable(["code", "html_block", "html_inline"])  # four spaces mean code to nobody who types notes
    parser.inline.ruler.before("link", NOTE, _reference)
    return parser


MARKDOWN: Final = _parser()
