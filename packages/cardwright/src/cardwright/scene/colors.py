"""Colours of drawn things: roles of the surface they stand on, or colours outright."""

import re
from typing import Final, Literal, TypeAlias, cast, get_args

from cardwright.theme import Surface

ColorRole = Literal["background", "panel", "text", "muted", "line", "accent", "on_accent", "tint", "stripe", "heading"]
Color: TypeAlias = str  # a `ColorRole`, or `#rrggbb`

_ROLES: Final = frozenset(get_args(ColorRole))
_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")


def role_of(color: Color) -> ColorRole | None:
    """The role a colour names, None when it is a colour outright.

    Raises:
        ValueError: it is neither.
    """
    if color in _ROLES:
        return cast("ColorRole", color)
    if _HEX.match(color):
        return None
    msg = f"{color!r} is neither a role of a surface nor #rrggbb"
    raise ValueError(msg)


def shade(color: Color, surface: Surface) -> str:
    """The colour as `#rrggbb` on a surface.

    Raises:
        ValueError: it is neither a role nor a colour.
    """
    return str(getattr(surface, color)) if role_of(color) else color
