"""Small subjects for the rules' examples: a slide of 960×540 points and what may stand on it."""

from typing import Any, Final

from cardwright.lint.canvas import Canvas, Element, Kind, Page, Paragraph, Picture, Run, Table
from cardwright.lint.canvas import Cell as TableCell
from cardwright.lint.canvas import Chart as ChartData
from cardwright.lint.subject import Source, Subject
from cardwright.units import Rect

INK: Final = "#1f2421"
PAPER: Final = "#fbf8f2"
Place = tuple[float, float, float, float]  # x, y, width, height
PROSE: Final = "The river was straightened a century ago and has flooded the town ever since."


def run(words: str, size: float = 24, **more: Any) -> Run:
    look: dict[str, Any] = {"color": INK, "font": "Inter", "language": "en", **more}
    return Run(words, size, **look)


def text(
    words: str,
    at: Place = (68, 150, 824, 120),
    size: float = 24,
    look: dict[str, Any] | None = None,
    paragraph: dict[str, Any] | None = None,
    **more: Any,
) -> Element:
    """A text box with one paragraph; `look` is for its run."""
    said = Paragraph((run(words, size, **(look or {})),), **(paragraph or {}))
    return _element(f"t{at[0]:g}-{at[1]:g}", "text", at, {"paragraphs": (said,), **more})


def title(words: str = "Why the river needs room", **more: Any) -> Element:
    fields: dict[str, Any] = {"at": (68, 56, 824, 44), "size": 36, "role": "title", **more}
    return text(words, **fields)


def picture(at: Place = (500, 150, 392, 294), **more: Any) -> Element:
    shown = Picture(784, 588, b"\x89PNG")
    return _element("picture", "picture", at, {"alt": "A weir", "picture": shown, **more})


def box(at: Place, fill: str = "#f1ebdf") -> Element:
    return _element(f"b{at[0]:g}-{at[1]:g}", "shape", at, {"fills": (fill,)})


def _element(id: str, kind: Kind, at: Place, more: dict[str, Any]) -> Element:
    fields: dict[str, Any] = {"z": int(at[1]), **more}
    return Element(id, kind, Rect(*at), **fields)


def table(*, header: bool = True) -> Element:
    def cell(words: str) -> TableCell:
        return TableCell((Paragraph((run(words, 18),)),))

    rows = ((cell("Reach"), cell("Length")), (cell("Upper"), cell("12 km")))
    return Element("table", "table", Rect(68, 150, 824, 120), table=Table(rows, header), z=5)


def chart() -> Element:
    said = "Fish: 2023 14, 2024 31"
    return Element("chart", "chart", Rect(68, 150, 824, 300), alt=said, chart=ChartData("bar", said, True, 14), z=5)


def slide(*elements: Element, number: int = 1, name: str = "Why the river needs room", **more: Any) -> Page:
    fields: dict[str, Any] = {"background": (PAPER,), "margins": (68.0, 56.0), **more}
    return Page(number, 960.0, 540.0, name, elements, **fields)


def deck(*pages: Page, source: Source | None = None, **more: Any) -> Subject:
    """A subject; `texts` and `failed` are its own, all else is the canvas's."""
    own = {key: more.pop(key) for key in ("texts", "failed") if key in more}
    palette = frozenset({INK, PAPER, "#1f6f5c", "#c67c3a"})
    return Subject(Canvas(pages, "Rivers", "en", palette=palette, **more), source, **own)
