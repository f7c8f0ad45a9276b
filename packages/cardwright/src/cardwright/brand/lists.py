"""How lists look in a file: markers, indents and sizes of each level."""

from typing import Final

from cardwright.brand.report import Notes
from cardwright.brand.text import Level
from cardwright.theme.layouts import ListLevel, Lists

# Symbols that fonts of signs have at letters, as signs that text fonts have.
_SYMBOLS: Final = {
    "wingdings": {"§": "▪", "l": "●", "n": "■", "q": "□", "o": "□", "v": "❖", "Ø": "➢", "ü": "✓", "à": "→", "è": "→", "w": "◆", "u": "◆"},
    "wingdings 2": {"": "▪"},
    "wingdings 3": {"}": "▸", "u": "▸", "": "▸"},
    "symbol": {"·": "•", "®": "→", "": "•"},
    "webdings": {"4": "▸", "g": "■", "=": "■"},
}  # fmt: skip
_PLAIN: Final = frozenset("•·–—-−■▪□●○◦‣›»>→▸►✓✔◆❖➢*+o")
_USUAL_HANG: Final = 0.95  # em
_LINE: Final = 1.2


def lists(levels: list[Level], factor: float, notes: Notes) -> Lists:
    """The lists of a body text; `factor` turns its points into those of a 960-point wide card.

    Where the first levels have no markers, lists begin at the first that has one.
    """
    first = first_marked(levels)
    body = levels[0].size
    if first is None:
        notes.understood("text", "no level has a marker; lists are given points")
        step = round(1.1 * body * factor, 2)
        found = tuple(ListLevel("•", round(step * number, 2), step) for number in (1, 2, 3))
        return Lists(found, _gap(levels[0], factor))
    marked = [level for level in levels[first:] if level.marker] or levels[first:]
    return Lists(tuple(_level(level, body, factor, notes) for level in marked), _gap(marked[0], factor))


def first_marked(levels: list[Level]) -> int | None:
    """The number of the first level that has a marker, from 0."""
    return next((number for number, level in enumerate(levels) if level.marker), None)


def _level(level: Level, body: float, factor: float, notes: Notes) -> ListLevel:
    hang = -level.indent if level.indent < 0 else _USUAL_HANG * level.size
    inset = max(level.margin, hang)
    share = min(1.5, max(0.4, level.size / body))
    return ListLevel(_marker(level, notes), round(inset * factor, 2), round(hang * factor, 2), round(share, 4))


def _marker(level: Level, notes: Notes) -> str:
    signs = _SYMBOLS.get(level.marker_face.casefold())
    found = signs.get(level.marker) if signs else level.marker
    if found in _PLAIN or found in {sign for table in _SYMBOLS.values() for sign in table.values()}:
        return str(found)
    said = f"{level.marker!r} of {level.marker_face}" if level.marker_face else repr(level.marker)
    notes.replaced("text", f"the marker {said} is shown as • outside PowerPoint files")
    return "•"


def _gap(level: Level, factor: float) -> float:
    points = level.before or level.before_share * level.size * _LINE
    return round(min(60.0, max(0.0, points)) * factor, 2)
