"""Text bodies: paragraphs with what they inherit, and about how much room they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.faces import MONO, is_shaped, is_shipped, line_height
from cardwright.lint.canvas import Align, Measured, Needs, Paragraph, Run
from cardwright.lint.lines import Broken, broken
from cardwright.lint.pptx.styles import Styles
from cardwright.lint.pptx.xml import A, R, child, is_true, points, share
from cardwright.units import Rect

_ALIGNS: Final[dict[str, Align]] = {"ctr": "center", "just": "justify", "dist": "justify"}
_SLACK: Final = 1.015  # of a column's width that adding up letters may be off by
_INSETS: Final = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}
_UPRIGHT: Final = frozenset({None, "horz"})


@dataclass(frozen=True, slots=True)
class Body:
    """A text body in its box.

    `needs` is None where the text may be larger than its box by design; then
    `grown` is the box as programs make it. `ink` is where letters stand.
    """

    paragraphs: tuple[Paragraph, ...]
    ink: Rect | None
    needs: Needs | None
    grown: Rect
    measured: Measured
    rtl: bool = False  # most of its paragraphs run from right to left


@dataclass(frozen=True, slots=True)
class _Line:
    paragraph: Paragraph
    set: Broken
    height: float
    left: float
    side: str  # `l`, `ctr` or `r`: of the box, whichever way its text runs
    rtl: bool


def body_of(text: Any, bodies: Sequence[Any], styles: Styles, box: Rect, links: dict[str, str], language: str) -> Body:
    """The text of `a:txBody` or `p:txBody`; `bodies` are the `a:bodyPr` it inherits from, its own first."""
    inset = {name: points(_attribute(bodies, name), default) for name, default in _INSETS.items()}
    scale, reduction, fit = _autofit(bodies)
    upright = _attribute(bodies, "vert") in _UPRIGHT
    wide, high = (box.width, box.height) if upright else (box.height, box.width)
    columns = max(1, int(_attribute(bodies, "numCol") or 1))
    wraps = _attribute(bodies, "wrap") != "none"
    width = max(1.0, (wide - inset["lIns"] - inset["rIns"]) / columns) if wraps else 1e6
    lines = [
        _paragraph(one, styles, width, links, language, scale, reduction, first=at == 0)
        for at, one in enumerate(text.iterfind(f"{A}p"))
    ]
    paragraphs = tuple(line.paragraph for line in lines)
    said = any(paragraph.text.strip() for paragraph in paragraphs)
    tall = sum(line.height for line in lines) / columns + inset["tIns"] + inset["bIns"]
    widest = max((line.set.widest + line.left for line in lines), default=0.0) + inset["lIns"] + inset["rIns"]
    solid = max((line.set.solid + line.left for line in lines), default=0.0) + inset["lIns"] + inset["rIns"]
    rtl = sum(line.rtl for line in lines) * 2 > len(lines)
    if not said or not upright:
        return Body(paragraphs, None, None, box, "exact", rtl)
    ink = _ink(box, min(widest, wide) if wraps else widest, tall, _attribute(bodies, "anchor"), lines)
    grows = fit == "shape" or not wraps
    grown = Rect(box.x, min(box.y, ink.y), box.width, max(high, tall)) if grows else box
    needs = None if grows else Needs(solid, tall)
    return Body(paragraphs, ink, needs, grown, _sure(paragraphs), rtl)


def _attribute(bodies: Sequence[Any], name: str) -> str | None:
    return next((str(one.get(name)) for one in bodies if one.get(name) is not None), None)


def _autofit(bodies: Sequence[Any]) -> tuple[float, float, str]:
    """Scale of sizes, what is taken off line spacing, and whether `shape` or `text` yields."""
    for one in bodies:
        for name in ("normAutofit", "spAutoFit", "noAutofit"):
            found = one.find(f"{A}{name}")
            if found is not None:
                scale, reduction = share(found.get("fontScale")), share(found.get("lnSpcReduction"), 0.0)
                return scale, reduction, "shape" if name == "spAutoFit" else "text"
    return 1.0, 0.0, "text"


def _paragraph(
    element: Any, styles: Styles, width: float, links: dict[str, str], language: str, scale: float, reduction: float,
    *, first: bool,
) -> _Line:  # fmt: skip
    own = element.find(f"{A}pPr")
    level = int(own.get("lvl", "0")) if own is not None else 0
    runs = tuple(run for run in _runs(element, styles, level, links, language, scale) if run.text)
    left = points(styles.of_paragraph(own, level, "marL")) + min(0.0, points(styles.of_paragraph(own, level, "indent")))
    hang = points(styles.of_paragraph(own, level, "marL")) - left
    set_ = broken(runs, max(1.0, (width - left - hang) * _SLACK))
    size = max((run.size for run in runs), default=styles.size(element.find(f"{A}endParaRPr"), level) * scale)
    single = max((line_height(run.font) for run in runs), default=1.2) * size
    line = _spaced(styles.spacing(own, level, "lnSpc"), single, single, reduction)
    before = 0.0 if first else _spaced(styles.spacing(own, level, "spcBef"), size, 0.0)
    after = _spaced(styles.spacing(own, level, "spcAft"), size, 0.0)
    side, rtl = styles.of_paragraph(own, level, "algn") or "l", is_true(styles.of_paragraph(own, level, "rtl"))
    align: Align = "end" if side == ("l" if rtl else "r") else _ALIGNS.get(side, "start")
    paragraph = Paragraph(runs, align, set_.lines, set_.last)
    return _Line(paragraph, set_, line * set_.lines + before + after, left + hang, side, rtl)


def _spaced(spacing: Any, base: float, default: float, reduction: float = 0.0) -> float:
    """Points that a spacing stands for; percentages are of `base`."""
    if spacing is None:
        return default * (1 - reduction)
    exact = child(spacing, f"{A}spcPts")
    if exact is not None:
        return int(exact.get("val", "0")) / 100
    part = child(spacing, f"{A}spcPct")
    return base * max(0.0, share(part.get("val")) - reduction) if part is not None else default


def _runs(element: Any, styles: Styles, level: int, links: dict[str, str], language: str, scale: float) -> list[Run]:
    found: list[Run] = []
    for one in element:
        own = one.find(f"{A}rPr")
        if one.tag == f"{A}br":
            family = styles.family(own, level, "")
            found.append(Run("\n", styles.size(own, level) * scale, font=family, language="und"))
        elif one.tag in {f"{A}r", f"{A}fld"}:
            text = str(one.findtext(f"{A}t") or "")
            family = styles.family(own, level, text)
            click = child(own, f"{A}hlinkClick")
            link = links.get(str(click.get(f"{R}id")), "#") if click is not None else ""
            # Programs draw links in the theme's own colour for them.
            color = styles.theme.scheme.get("hlink", "") if link and _plain(own) else styles.color_of(own, level)
            found.append(
                Run(
                    text, styles.size(own, level) * scale, color, family,
                    styles.is_bold(own, level), family.casefold() in MONO, link,
                    styles.of_run(own, level, "lang") or language,
                )
            )  # fmt: skip
    return found


def _plain(own: Any) -> bool:
    return own is None or own.find(f"{A}solidFill") is None


def _ink(box: Rect, wide: float, tall: float, anchor: str | None, lines: Sequence[_Line]) -> Rect:
    free = {"ctr": (box.height - tall) / 2, "b": box.height - tall}.get(anchor or "t", 0.0)
    sides = {line.side for line in lines if line.paragraph.text.strip()}
    if sides == {"ctr"}:
        return Rect(box.x + (box.width - wide) / 2, box.y + free, wide, tall)
    if sides == {"r"}:
        return Rect(box.right - wide, box.y + free, wide, tall)
    return Rect(box.x, box.y + free, wide if sides == {"l"} else max(wide, box.width), tall)


def _sure(paragraphs: Sequence[Paragraph]) -> Measured:
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.text.strip()]
    sure = all(is_shipped(run.font) and not is_shaped(run.text) for run in runs)
    return "estimated" if sure else "guessed"
