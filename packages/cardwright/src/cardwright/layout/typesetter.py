"""The typesetter: painter data in; the rectangle of every node, a PDF or pictures out."""

import json
import re
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import typst

from cardwright.errors import LayoutFailed
from cardwright.language import DEFAULT, primary
from cardwright.layout import formulas
from cardwright.layout.column import CODE_SIZE
from cardwright.layout.encode import NOTE_RISE, NOTE_SIZE
from cardwright.layout.fonts import EMBEDDED_MATH, families, fonts
from cardwright.layout.hyphens import Hyphens
from cardwright.layout.measured import Measured
from cardwright.scene import Image, Scene
from cardwright.units import Rect

_REGION = re.compile(r"-([A-Za-z]{2})\b")  # some places write the same language with other signs
MAIN, DATA = "main.typ", "deck.json"
_WHERE = (
    "{let r(v)=calc.round(v.pt(),digits:4);"
    "let f(m)={let p=m.location().position();(m.value,p.page,r(p.x),r(p.y))};"
    "(query(<a>).map(f),query(<z>).map(f))}"
)

# (card, node) to its place on the card's own page; (card, table, row) to the row's first cell
Places = dict[tuple[int, ...], Rect]


@cache
def _painter() -> bytes:
    return (resources.files(__package__ or "") / "paint.typ").read_bytes()


def sources(scene: Scene, cards: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """The typesetter's virtual files for cards that `paint` encoded."""
    body = {
        "title": scene.title,
        "lang": primary(scene.language) or DEFAULT,
        "region": next(iter(_REGION.findall(scene.language)), None),
        "width": scene.format.width,
        "mono": [scene.theme.fonts.mono, *scene.theme.fonts.fallback],
        "math": math_families(scene),
        "codesize": CODE_SIZE,
        "notesize": NOTE_SIZE,
        "noterise": NOTE_RISE,
        "cards": cards,
    }
    _level(cards)
    return {MAIN: _painter(), formulas.PAINTER: formulas.painter(), DATA: msgspec.json.encode(body)}


def math_families(scene: Scene) -> list[str]:
    """The families of formulas, most wanted first; their words may be of any script."""
    own = scene.theme.fonts.math
    face = own if own in families() else EMBEDDED_MATH
    return [name for name in (face, scene.theme.fonts.body, *scene.theme.fonts.fallback) if name in families()]


def _level(cards: Sequence[Mapping[str, Any]]) -> None:
    """Give headings levels that begin at 1 and never skip one, as PDF/UA asks; how they look is not changed."""
    last = 0
    for card in cards:
        for root in [card["root"]] if card["root"] else [region["root"] for region in card["regions"]]:
            for node in _headings(root):
                last = min(int(node["tag"][1]), last + 1)
                node["tag"] = f"h{last}"


def _headings(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["n"] == "text":
        if node["tag"] != "p":
            yield node
    elif node["n"] in {"stack", "row"}:
        for child in node["of"]:
            yield from _headings(child)
    elif node["n"] == "panel":
        yield from _headings(node["of"])


@dataclass(frozen=True, slots=True)
class Studio:
    """A folder that holds a scene's pictures while it is being set; content names no path."""

    folder: str

    @staticmethod
    @contextmanager
    def holding(images: Mapping[str, Image]) -> "Generator[Studio]":
        """A studio with each picture under its own hash; the folder goes with it."""
        with tempfile.TemporaryDirectory(prefix="cardwright-", ignore_cleanup_errors=True) as folder:
            for image in images.values():
                (Path(folder) / image.sha256).write_bytes(image.data)
            yield Studio(folder)

    def places(self, files: Mapping[str, bytes]) -> Places:
        """Where every marked node came to stand, in points from its page's top-left corner."""
        starts, ends = self.evaluated(_WHERE, files)
        closing = {tuple(key): (page, x, y) for key, page, x, y in ends}
        found: Places = {}
        for key, page, x0, y0 in starts:
            end_page, x1, y1 = closing[tuple(key)]
            if end_page != page:  # a card never spans pages: their heights are automatic
                msg = "a card ran over its page"
                raise LayoutFailed(msg)
            left, right = min(x0, x1), max(x0, x1)  # start and end change sides in right-to-left cards
            found[tuple(key)] = Rect(left, y0, right - left, y1 - y0)
        return found

    def measured(self, scene: Scene) -> Measured:
        """What is known of a scene before its cards are set."""
        found = list(dict.fromkeys(one for card in scene.cards for one in formulas.in_card(card)))
        hyphens = Hyphens(primary(scene.language) or DEFAULT)
        if not found:
            return Measured(hyphens=hyphens)
        files = formulas.measuring(found, math_families(scene))
        return Measured(formulas.rooms(found, self.evaluated(formulas.ROOMS, files)), hyphens)

    def evaluated(self, expression: str, files: Mapping[str, bytes]) -> Any:
        """What an expression about virtual files comes to, as JSON has it."""
        return json.loads(self._run(lambda compiler: compiler.eval(expression), files))

    def pdf(self, files: Mapping[str, bytes], standards: Sequence[str] = ()) -> bytes:
        """The document as PDF; the same files give the same bytes."""
        options: Any = {"format": "pdf", "timestamp": 0, "pdf_standards": list(standards)}
        return self._run(lambda compiler: compiler.compile(input=dict(files), **options), files)

    def png(self, files: Mapping[str, bytes], ppi: float) -> list[bytes]:
        """One picture per page."""
        options: Any = {"format": "png", "ppi": ppi}
        pages: Any = self._run(lambda compiler: compiler.compile(input=dict(files), **options), files)
        return [pages] if isinstance(pages, bytes) else list(pages)

    def _run(self, work: Callable[[Any], Any], files: Mapping[str, bytes]) -> Any:
        # One compiler per call: a compiler must not be used by two threads; fonts may.
        inputs: Any = dict(files)
        compiler = typst.Compiler(inputs, root=self.folder, font_paths=fonts(), ignore_system_fonts=True)
        try:
            return work(compiler)
        except RuntimeError as error:
            msg = f"the typesetter refused the deck: {str(error)[:300]}"
            raise LayoutFailed(msg) from error
