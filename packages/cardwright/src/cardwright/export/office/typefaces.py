"""Which typefaces slides ask for, under the names they ask by, and the letters that each of them sets."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cardwright.export.office.scripts import east_asian
from cardwright.faces import BOLD
from cardwright.language import scripts
from cardwright.layout import Laid
from cardwright.layout.walk import nodes
from cardwright.scene import ChartNode, ListNode, Look, MathNode, Node, Run, TableNode, TextNode

FORMULAS: Final = "Cambria Math"  # the one face for formulas that every office program has


class Typeface(NamedTuple):
    """A family's name and one of its four styles."""

    family: str
    bold: bool = False
    italic: bool = False


def typefaces(laid: Laid) -> Mapping[Typeface, frozenset[str]]:
    """All that the slides of these pages ask for, in the order they come up, each with its letters."""
    asked = _Asked(laid)
    title = laid.scene.theme.styles["heading"].weight >= BOLD
    for page in laid.pages:
        asked.add(page.card.title, "heading", bold=title)
        asked.add(page.card.notes, "body")
        for item in page.card.furniture:
            asked.add(item.text, "body")
        for node in nodes(page.card.root):
            asked.node(node)
    return asked.typefaces()


@dataclass(slots=True)
class _Asked:
    laid: Laid
    # By role, bold and italic.
    texts: dict[tuple[str, bool, bool], list[str]] = field(default_factory=lambda: defaultdict(list))

    def node(self, node: Node) -> None:
        for runs, look in _texts(node):
            for run in runs:
                self._run(run, look)
        match node:
            case MathNode():
                self.add(node.alt, "math")
            case ChartNode():
                self._chart(node)
            case TableNode():
                for spark in node.sparks:
                    self._chart(spark.chart)
            case _:
                pass

    def _chart(self, node: ChartNode) -> None:
        said = "".join([*node.categories, *(series.name for series in node.series), node.alt])
        self.add(said, "body")
        self.add(said, "body", bold=True)  # figures on marks and in the middle of rings

    def _run(self, run: Run, look: Look) -> None:
        if run.math:
            self.add(run.text, "math")
            return
        role = "mono" if run.code else look.font
        self.add(run.text, role, bold=run.bold or look.weight >= BOLD, italic=run.italic or look.italic)

    def add(self, text: str, role: str, *, bold: bool = False, italic: bool = False) -> None:
        """Note a text in a role of the theme's fonts, or that of formulas."""
        if text:
            self.texts[role, bold, italic].append(text)

    def typefaces(self) -> Mapping[Typeface, frozenset[str]]:
        """What was asked for under its name, then letters of other scripts in their own faces."""
        fonts = self.laid.scene.theme.fonts
        heading, body = fonts.office or (fonts.heading, fonts.body)
        found: dict[Typeface, set[str]] = defaultdict(set)
        for (role, bold, italic), texts in self.texts.items():
            letters = set("".join(texts))
            family = {"heading": heading, "body": body, "math": FORMULAS}.get(role, fonts.mono)
            found[Typeface(family, bold, italic)] |= letters
            foreign = "".join(letter for letter in letters if letter > "\u0590")
            for face, pattern, kind in _FOREIGN if foreign else ():
                if own := pattern.findall(foreign):
                    found[Typeface(self._face(face, kind), bold)].update(own)
        return {face: frozenset(letters) for face, letters in found.items()}

    def _face(self, face: str, kind: str) -> str:
        """The face of a script: of East Asian ones, the one that the deck's language has for all of them."""
        return east_asian(self.laid.scene.language) if kind == "east-asian" else face


_FOREIGN: Final = tuple(
    (one.face, re.compile(f"[{one.letters}]"), one.kind) for one in scripts().values() if one.letters and one.face
)


def _texts(node: Node) -> Iterator[tuple[tuple[Run, ...], Look]]:
    match node:
        case TextNode():
            yield node.runs, node.look
        case ListNode():
            yield from ((item.runs, node.look) for item in node.items)
        case TableNode():
            yield from ((cell, node.head_look) for cell in node.head)
            yield from ((cell, node.look(at)) for at, row in enumerate(node.rows) for cell in row)
        case _:
            return
