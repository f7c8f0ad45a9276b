"""Type styles resolved for a format: sizes in points, never too small to read."""

from dataclasses import replace
from typing import Final

from cardwright.deck.sketch import Role, Style
from cardwright.scene import Look
from cardwright.scene.colors import ColorRole
from cardwright.scene.format import Format
from cardwright.theme import Theme, TypeStyle

DISPLAY: Final = frozenset({"title", "heading", "subheading", "stat", "quote", "lead"})
# Styles whose words must not break: their places are small, or they are.
WHOLE_WORDS: Final = DISPLAY | {"label", "event-date", "event-title", "point-title"}
ONE_LINE: Final = frozenset({"stat", "arrow"})
_STEADY: Final = DISPLAY | {"caption", "meta"}
_LEAST: Final = {"slide": 12.0, "page": 8.5, "social": 14.0}  # points; social posts are read on phones
_COLORS: Final[dict[str, ColorRole]] = {
    "text": "text", "muted": "muted", "accent": "accent", "on-accent": "on_accent", "heading": "heading",
}  # fmt: skip


def look(theme: Theme, room: Format, style: Style, role: Role | None = None, boost: float = 1.0) -> Look:
    """A style at the format's scale; `boost` enlarges all but display sizes and small print."""
    tokens = theme.styles[style]
    size = tokens.size * room.scale * (1.0 if style in _STEADY else boost)
    return resolved(style, tokens, round(max(size, _LEAST[room.kind]), 2), role)


def resolved(style: str, tokens: TypeStyle, size: float, role: Role | None = None) -> Look:
    """A style at a size in points."""
    color = _COLORS[role or tokens.role]
    return Look(
        style, size, tokens.line, tokens.weight, color, tokens.font, tokens.italic, tokens.tracking, tokens.caps
    )


def sized(look: Look, factor: float) -> Look:
    """The look, larger or smaller."""
    return replace(look, size=round(look.size * factor, 2))


def within(look: Look, needed: float, width: float, least: float = 0.5) -> Look:
    """The look shrunk until `needed` points fit `width`, though not below `least` of its size."""
    if needed * 1.04 <= width or needed <= 0:
        return look
    return sized(look, max(width / (needed * 1.04), least))
