"""Program text, set as it stands."""

import re
from typing import Any, ClassVar, Final

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch

_LANGUAGE: Final = re.compile(r"[\w+#.\-]{1,40}")
# A line that the reader takes for a break between cards, be it in code; behind the sign of a quotation it is none.
_BREAK: Final = re.compile(r"^[ \t]{0,3}---[ \t]*$", re.MULTILINE)


class Code(Block, frozen=True, tag="code"):
    """`language` is a name such as `python`, or empty when it is not known."""

    kind: ClassVar[str] = "code"
    source: str
    language: str = ""


def compose(block: Code, sketch: Sketch[Any]) -> Any:
    """The lines as they stand, or nothing when there are none."""
    return sketch.code(block.source, block.language) if block.source.strip() else None


def markdown(block: Code) -> str:
    """A fence that nothing in the source can close."""
    source = markup.clean(block.source).rstrip("\n")
    if not source.strip():
        return ""
    runs = {mark: max(map(len, re.findall(f"{mark}+", source)), default=0) for mark in "`~"}
    mark = min(runs, key=lambda found: runs[found])
    fence = mark * max(runs[mark] + 1, 3)
    language = block.language if _LANGUAGE.fullmatch(block.language) else ""
    language = "tex" if language == "math" else language  # that name is for formulas
    text = f"{fence}{language}\n{source}\n{fence}"
    return markup.quoted(text) if _BREAK.search(source) else text


SPEC: Final = BlockSpec(
    type=Code,
    compose=compose,
    words=lambda block: block.source,
    markdown=markdown,
    hint="code: program text or commands, at most about fifteen lines; name the `language`",
    example=Code("def flow(area, speed):\n    return area * speed\n", "python"),
)
