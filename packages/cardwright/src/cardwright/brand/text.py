"""How a placeholder's text is set: what master, placeholder and layout say of it, level by level.

A level takes what the layout's placeholder says, else the master's placeholder,
else the master's style for that kind of text (ECMA-376 part 1, §19.3.1.52).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from cardwright.brand.colors import Colors
from cardwright.brand.xml import Element, child, children, flag, local, number

LEVELS: Final = 5
_USUAL_SIZE: Final = 18.0
_ANCHORS: Final[dict[str, Literal["top", "middle", "bottom"]]] = {"t": "top", "ctr": "middle", "b": "bottom"}
_SIDES: Final[dict[str, Literal["start", "center", "end"]]] = {"ctr": "center", "r": "end"}
_INSETS: Final = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}


@dataclass(slots=True)
class Level:
    """One level of text. Sizes, indents and gaps are points; `line` is a multiple of the natural height, or points."""

    size: float = _USUAL_SIZE
    color: str = ""
    bold: bool = False
    italic: bool = False
    caps: bool = False
    face: str = "+mn-lt"
    tracking: float = 0.0
    align: Literal["start", "center", "end"] = "start"
    line: float = 1.0
    line_points: float = 0.0
    before: float = 0.0
    before_share: float = 0.0  # of the size
    margin: float = 0.0
    indent: float = 0.0
    marker: str = ""
    marker_face: str = ""


@dataclass(slots=True)
class Body:
    """How text stands in its box. Insets are EMU: left, top, right, bottom."""

    insets: tuple[int, int, int, int] = (91_440, 45_720, 91_440, 45_720)
    anchor: Literal["top", "middle", "bottom"] = "top"
    vertical: bool = False


@dataclass(slots=True)
class TextStyle:
    """Everything about the text of one placeholder."""

    levels: list[Level] = field(default_factory=list[Level])
    body: Body = field(default_factory=Body)

    @property
    def first(self) -> Level:
        return self.levels[0]


def style(lists: Sequence[Element], bodies: Sequence[Element], colors: Colors) -> TextStyle:
    """A style from list styles and body properties, the weakest first."""
    return TextStyle([_level(lists, number_, colors) for number_ in range(1, LEVELS + 1)], _body(bodies))


def _level(lists: Sequence[Element], number_: int, colors: Colors) -> Level:
    level = Level()
    for source in lists:
        for name in ("a:defPPr", f"a:lvl{number_}pPr"):
            paragraph = child(source, name)
            if paragraph is not None:
                _take_paragraph(level, paragraph)
                _take_run(level, child(paragraph, "a:defRPr"), colors)
    return level


def _take_paragraph(level: Level, paragraph: Element) -> None:
    level.margin = number(paragraph, "marL", round(level.margin * 12_700)) / 12_700
    level.indent = number(paragraph, "indent", round(level.indent * 12_700)) / 12_700
    if paragraph.get("algn"):
        level.align = _SIDES.get(paragraph.get("algn"), "start")
    for one in children(paragraph):
        match local(one):
            case "lnSpc":
                level.line, level.line_points = _spacing(one, level.line)
            case "spcBef":
                level.before_share, level.before = _spacing(one, 0.0)
            case "buNone" | "buBlip":
                level.marker = "" if local(one) == "buNone" else "•"
            case "buChar":
                level.marker = (one.get("char") or "•")[:2]
            case "buAutoNum":
                level.marker = "•"  # a level that counts; lists that do not count are given points
            case "buFont":
                level.marker_face = one.get("typeface") or ""
            case _:
                pass


def _spacing(element: Element, usual: float) -> tuple[float, float]:
    """A share of the line, and points; one of them is nothing."""
    percent, points = child(element, "a:spcPct"), child(element, "a:spcPts")
    if points is not None:
        return 0.0, number(points, "val") / 100
    return number(percent, "val", round(usual * 100_000)) / 100_000, 0.0


def _take_run(level: Level, run: Element, colors: Colors) -> None:
    """What run properties say; also those of a run itself."""
    if run is None:
        return
    level.size = min(400.0, max(1.0, number(run, "sz", round(level.size * 100)) / 100))
    level.bold = level.bold if flag(run, "b") is None else bool(flag(run, "b"))
    level.italic = level.italic if flag(run, "i") is None else bool(flag(run, "i"))
    level.caps = level.caps if run.get("cap") is None else run.get("cap") == "all"
    level.tracking = number(run, "spc", round(level.tracking * 100)) / 100
    face = child(run, "a:latin")
    if face is not None and face.get("typeface"):
        level.face = face.get("typeface")
    fill = child(run, "a:solidFill")
    color = colors.within(fill) if fill is not None else None
    if color is not None:
        level.color = color.value


def with_run(level: Level, run: Element, colors: Colors) -> Level:
    """The level as a run in it is set."""
    _take_run(level, run, colors)
    return level


def _body(bodies: Sequence[Element]) -> Body:
    insets = dict(_INSETS)
    anchor: Literal["top", "middle", "bottom"] = "top"
    vertical = False
    for source in bodies:
        if source is None:
            continue
        insets = {name: max(0, number(source, name, value)) for name, value in insets.items()}
        if source.get("anchor"):
            anchor = _ANCHORS.get(source.get("anchor"), "top")
        if source.get("vert"):
            vertical = source.get("vert") != "horz"
    left, top, right, bottom = insets.values()
    return Body((left, top, right, bottom), anchor, vertical)
