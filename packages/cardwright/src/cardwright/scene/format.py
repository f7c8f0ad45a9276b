"""Card formats: the nine dimensions of the wire as sizes in points."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from cardwright.theme import Theme
from cardwright.theme.layouts import CardSize

OWN: Final = "own"  # the name of a theme's own format
DRAWN_WIDTH: Final = 960.0  # points; what themes' lengths are drawn for
_ALIKE: Final = 0.02


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


SITE: Final = Format("site", 960, None, min_height=440)  # the sections of a web page, from edge to edge


def format_of(name: str, theme: Theme, *, one_size: bool, site: bool = False) -> Format:
    """The format of that name in a theme; `one_size` for files whose pages must all have one size.

    A theme with a size of its own gives it to all slides, whatever their format is called. What is fluid on a web page
    is a `site`.
    """
    own = SITE if site and name == "fluid" else FORMATS[name]
    if own.kind == "slide" and theme.size is not None:
        return _sized(theme.size)
    return fixed(own) if one_size else own


def fits(name: str, size: CardSize) -> bool:
    """Whether a format asks for no other proportions than those of a size."""
    own = FORMATS[name]
    return own.height is None or abs(own.width / own.height * size.height / size.width - 1) < _ALIKE


def _sized(size: CardSize) -> Format:
    return Format(OWN, size.width, size.height, scale=size.width / DRAWN_WIDTH)


def fixed(format: Format) -> Format:
    """The same format for files whose pages all have one size (PPTX)."""
    if format.height is not None:
        return format
    return FORMATS["a4" if format.kind == "page" else "16x9"]
