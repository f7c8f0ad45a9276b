"""Type styles as classes, and a record of which fonts they ask for."""

import re
from typing import Final

from cardwright.export.page.classes import number
from cardwright.layout.encode import heading_scale
from cardwright.scene import Look, Run

_WORD: Final = re.compile(r"[^a-z0-9]+")
_TEXT_PX: Final = 16.0  # smallest type of a reflowed card
_HEADING_SHARE: Final = 0.55  # of what a style exceeds body size, when reflowed
_BODY_POINTS: Final = 19.0  # body size of a theme at format scale 1


class Looks:
    """Names for looks in order of first use.

    `faces` collects (font role, weight, italic) of everything that was set.
    """

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._names: dict[Look, str] = {}
        self.faces: set[tuple[str, int, bool]] = set()

    def of(self, look: Look) -> str:
        """The classes of an element set in `look`."""
        name = self._names.get(look)
        if name is None:
            name = f"k k-{_WORD.sub('-', look.style.lower()).strip('-') or 'text'}"
            if name in self._names.values():
                name = f"{name}-{len(self._names)}"
            self._names[look] = name
            self.faces.add((look.font, look.weight, look.italic))
        return name

    def note(self, look: Look, run: Run) -> None:
        """Record the face of a run that differs from its look."""
        role = "mono" if run.code else look.font
        weight = max(700, look.weight) if run.bold else look.weight
        self.faces.add((role, weight, run.italic or look.italic))

    def css(self) -> str:
        """One rule per look; sizes as factors that the page's own rules multiply."""
        return "".join([self._rule(look, name) for look, name in self._names.items()])

    def _rule(self, look: Look, name: str) -> str:
        parts = [
            f"--z:{number(look.size)}",
            f"--r:{number(self._reflowed(look) / 16)}rem",
            f"line-height:{number(look.line)}",
            f"font-weight:{look.weight}",
            f"color:var(--{look.color.replace('_', '-')})",
        ]
        if heading_scale(look, 2.0) < 2.0:  # shrinks with its card, but never grows
            parts.append("--k:var(--hs)")
        if look.font != "body":
            parts.append(f"font-family:var(--font-{look.font})")
        if look.italic:
            parts.append("font-style:italic")
        if look.caps:
            parts.append("text-transform:uppercase")
        if look.tracking:
            parts.append(f"letter-spacing:{number(look.tracking)}em")
        return f".{name.split(' ')[1]}{{{';'.join(parts)}}}"

    def _reflowed(self, look: Look) -> float:
        """Pixels of a look on a reflowed card: body stays readable, display sizes shrink."""
        points = look.size / self._scale
        return _TEXT_PX + max(0.0, points - _BODY_POINTS) * _HEADING_SHARE
