"""Words in a drawing: one line, several lines, turned, shortened."""

from collections.abc import Sequence
from html import escape
from typing import Final, Literal

from cardwright.scene.widths import em_width

Anchor = Literal["start", "middle", "end"]
TURN: Final = 38  # degrees of turned names
LINE: Final = 1.28  # line height in em
BOLD: Final = 600
MIDDLE: Final = 0.35  # em from the middle of a line down to its baseline


def text_width(text: str, size: float, weight: int = 400) -> float:
    """About how wide a text is in points."""
    return em_width(text, weight) * size


def label(
    x: float, y: float, text: str, size: float, color: str, anchor: Anchor, weight: int = 400, turn: float = 0
) -> str:
    """One line of text; `y` is its baseline, `turn` degrees against the clock."""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    turned = f' transform="rotate({-turn:g} {x:.2f} {y:.2f})"' if turn else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" fill="{color}" text-anchor="{anchor}"{bold}{turned}>'
        f"{escape(text)}</text>"
    )


def shortened(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, or as much of its beginning as fits `room` points with an ellipsis."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,.;:-") + "…"


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in at most `most` lines of `room` points; what does not fit ends in an ellipsis."""
    out: list[str] = []
    words = text.split()
    while words and len(out) < most:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        if words and len(out) == most - 1:
            line = f"{line} {' '.join(words)}"
        out.append(shortened(line, room, size))
    return out


def apart(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, at least `distance` apart and within bounds where there is room."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    placed = [min(max(wanted[at], low), high) for at in order]
    for at in range(1, len(placed)):
        placed[at] = max(placed[at], placed[at - 1] + distance)
    if placed and placed[-1] > high:
        placed[-1] = high
        for at in range(len(placed) - 2, -1, -1):
            placed[at] = min(placed[at], placed[at + 1] - distance)
    back = dict(zip(order, placed, strict=True))
    return [back[at] for at in range(len(wanted))]
