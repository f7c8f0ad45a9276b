"""Markdown, as it is."""

import re
from typing import Final

from cardwright.reading import Reading
from cardwright.reading.decoding import decoded
from cardwright.reading.markdown import one_line

_HEAD: Final = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.M)


class Markdown:
    suffixes = (".md", ".markdown")
    media_types = ("text/markdown", "text/x-markdown")

    def __call__(self, data: bytes) -> Reading:
        text, warnings = decoded(data)
        head = _HEAD.search(text)
        return Reading(text, one_line(head[1]) if head else "", warnings)


READER: Final = Markdown()
