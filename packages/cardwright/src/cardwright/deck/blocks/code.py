"""Program text, set as it stands."""

from typing import Any, ClassVar, Final

from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch


class Code(Block, frozen=True, tag="code"):
    """`language` is a name such as `python`, or empty when it is not known."""

    kind: ClassVar[str] = "code"
    source: str
    language: str = ""


def compose(block: Code, sketch: Sketch[Any]) -> Any:
    """The lines as they stand, or nothing when there are none."""
    return sketch.code(block.source, block.language) if block.source.strip() else None


SPEC: Final = BlockSpec(
    type=Code,
    compose=compose,
    words=lambda block: block.source,
    hint="code: program text or commands, at most about fifteen lines; name the `language`",
    example=Code("def flow(area, speed):\n    return area * speed\n", "python"),
)
