"""Card formats: the nine dimensions of the wire as sizes in points."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Format:
    """The room of a card.

    `height` None lets a card grow with its content, never below `min_height`.
    `flow` lets several cards share a page and long ones run over pages.
    `scale` multiplies the theme's sizes, which are drawn for a 960-point card.
    """

    name: str
    width: float
    height: float | None
    min_height: float = 0.0
    flow: bool = False
    scale: float = 1.0
    kind: Literal["slide", "page", "social"] = "slide"

    @property
    def narrow(self) -> bool:
        """True when columns must stack."""
        return self.width < 700


FORMATS: Final = MappingProxyType(
    {
        "16x9": Format("16x9", 960, 540),
        "4x3": Format("4x3", 960, 720, scale=1.25),
        "fluid": Format("fluid", 960, None, min_height=540),
        "pageless": Format("pageless", 794, None, kind="page", scale=0.8),
        "letter": Format("letter", 612, 792, flow=True, kind="page", scale=0.62),
        "a4": Format("a4", 595.28, 841.89, flow=True, kind="page", scale=0.62),
        "1x1": Format("1x1", 540, 540, kind="social", scale=0.9),
        "4x5": Format("4x5", 540, 675, kind="social", scale=0.95),
        "9x16": Format("9x16", 540, 960, kind="social", scale=1.0),
    }
)


def fixed(format: Format) -> Format:
    """The same format for files whose pages all have one size (PPTX)."""
    if format.height is not None:
        return format
    return FORMATS["a4" if format.kind == "page" else "16x9"]
