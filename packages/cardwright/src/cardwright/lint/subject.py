"""What is judged: a canvas, and what is known of how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from cardwright.lint.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Source:
    """The text a deck was made from. `cards` is how many were asked for, None when the text itself says where they begin.

    `made` is how many cards the deck has, before long ones are split over pages.
    """

    text: str
    mode: Literal["generate", "condense", "preserve"] = "generate"
    cards: int | None = None
    made: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A canvas with its source, if known.

    `texts` has what each file format says, page by page; `failed` the formats
    whose file does not keep the standard it should, and why.
    """

    canvas: Canvas
    source: Source | None = None
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType(dict[str, tuple[str, ...]]()))
    failed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(dict[str, str]()))
