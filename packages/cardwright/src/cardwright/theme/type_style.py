"""How one kind of text is set."""

from typing import Literal

import msgspec


class TypeStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one text style is set. `size` is points on a 960-point wide card."""

    size: float
    line: float  # line height as a multiple of the size
    weight: Literal[400, 600, 700] = 400
    role: Literal["text", "muted", "accent", "on-accent", "heading"] = "text"
    font: Literal["heading", "body", "mono", "math"] = "body"
    italic: bool = False
    tracking: float = 0.0  # em
    caps: bool = False  # all in capitals
