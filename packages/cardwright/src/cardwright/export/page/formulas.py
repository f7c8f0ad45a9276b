"""Formulas at their places: each has the room that the typesetter found, whatever the browser makes of it."""

from typing import Final

from cardwright.export.page.classes import Classes, number
from cardwright.export.page.looks import Looks
from cardwright.export.page.mathml import mathml
from cardwright.layout.encode import displayed, formula_size, line_box
from cardwright.layout.formulas import Room, in_line
from cardwright.layout.laid import Laid
from cardwright.maths.alphabet import italic
from cardwright.maths.tree import Letters, Node, parts
from cardwright.scene import Look, MathNode, Run
from cardwright.scene.formulas import inline

_FACE: Final = ("math", 400, False)
_INSIDE: Final = 0.15  # em by which a formula stays within its line, so that rounding moves none


class Formulas:
    """Sets formulas; `letters` collects those of the mathematical alphabets, which the markup has as usual ones."""

    def __init__(self, laid: Laid, classes: Classes, looks: Looks) -> None:
        self._rooms = laid.measured.rooms
        self._fonts = laid.scene.theme.fonts
        self._classes = classes
        self._looks = looks
        self.letters: set[str] = set()

    def inline(self, run: Run, look: Look) -> str:
        """A formula within text, no higher than its line unless it has to be."""
        formula, family = inline(run.math), str(getattr(self._fonts, look.font))
        larger = formula_size(family, self._fonts.math)
        room = self._rooms[formula].times(larger)
        top, bottom = line_box(look, family)
        up, down = (
            side - (_INSIDE if side == edge else 0.0)
            for side, edge in zip(in_line(room, top, bottom), (top, bottom), strict=True)
        )
        box = f"width:{number(room.width)}em;height:{number(up + down)}em;vertical-align:{number(-down)}em"
        name = self._classes.of(f"{box};--fu:{number(up)}em;--fm:{number(larger)}em")
        self._note(formula.root)
        return f'<span class="fi {name}"><span>{mathml(formula, self._classes, run.text)}</span></span>'

    def displayed(self, node: MathNode, width: float, scale: float, data: str) -> str:
        """A formula on lines of its own, in the middle of its place."""
        family = str(getattr(self._fonts, node.look.font))
        room = self._rooms.get(node.formula, Room(0.0, 0.7, 0.3))
        size, place = displayed(room, node, width, node.look.size * scale, family)
        box = f"--z:{number(size / scale)};height:{number(place.up + place.down)}em;--fu:{number(place.up)}em"
        look = self._classes.of(box)
        self._note(node.formula.root)
        return f'<div class="{self._looks.of(node.look)} fd {look}"{data}>{mathml(node.formula, self._classes, node.alt)}</div>'

    def _note(self, node: Node) -> None:
        self._looks.faces.add(_FACE)
        if isinstance(node, Letters) and len(node.text) == 1 and not node.upright:
            self.letters.add(italic(node.text))
        for part in parts(node):
            self._note(part)
