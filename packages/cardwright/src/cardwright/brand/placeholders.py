"""The placeholders of a layout: what they take, where they are, how their text is set."""

from dataclasses import dataclass
from typing import Final

from cardwright.brand.presentation import Layout, shapes
from cardwright.brand.text import TextStyle, style
from cardwright.brand.xml import Element, child, every, number
from cardwright.scene.format import DRAWN_WIDTH
from cardwright.theme.layouts import Frame
from cardwright.units import EMU_PER_POINT

TITLES: Final = frozenset({"title", "ctrTitle"})
# What takes text, or anything a slide can show.
BODIES: Final = frozenset({"body", "subTitle", "obj", "", "vertBody", "vertObj"})
FOOTERS: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
_STYLES: Final = {"title": "p:titleStyle", "body": "p:bodyStyle"}


@dataclass(frozen=True, slots=True, eq=False)
class Placeholder:
    """A placeholder of a layout. `frame` is its box in points on a 960-point wide card; `colors` those of its layout."""

    kind: str  # its type; empty for one that takes anything
    index: int
    name: str
    element: str  # the `p:ph` that a slide fills it by
    frame: Frame
    text: TextStyle
    words: str
    rotated: bool
    wide: float  # EMU of its box's width
    shapes: tuple[Element, ...]  # itself, and the master's that it follows

    @property
    def inner(self) -> Frame:
        """The box without its insets, where text stands."""
        factor = self.frame.width / self.wide
        left, top, right, bottom = (inset * factor for inset in self.text.body.insets)
        width, height = self.frame.width - left - right, self.frame.height - top - bottom
        return Frame(self.frame.x + left, self.frame.y + top, max(1.0, width), max(1.0, height))


def placeholders(layout: Layout, width: float) -> list[Placeholder]:
    """All placeholders of a layout that have a place, in the order of the file; `width` is the slide's in points."""
    masters = {_role(kind): shape for shape in shapes(layout.master.root) if (kind := _kind(shape)) is not None}
    found: list[Placeholder] = []
    for shape in shapes(layout.root):
        kind = _kind(shape)
        if kind is None:
            continue
        above = masters.get(_role(kind))
        box = _box(shape) or (_box(above) if above is not None else None)
        if box is None or not box[2] or not box[3]:
            continue
        found.append(_placeholder(shape, above, layout, box, width))
    return found


def _placeholder(
    shape: Element, above: Element, layout: Layout, box: tuple[int, int, int, int], width: float
) -> Placeholder:
    holder = _holder(shape)
    kind = holder.get("type") or ""
    drawn = {name: holder.get(name) for name in ("type", "orient", "sz", "idx") if holder.get(name)}
    attributes = "".join(f' {name}="{_safe(value)}"' for name, value in drawn.items())
    factor = DRAWN_WIDTH / width / EMU_PER_POINT
    x, y, wide, tall = (side * factor for side in box)
    return Placeholder(
        kind,
        number(holder, "idx"),
        _named(shape),
        f"<p:ph{attributes}/>",
        Frame(round(x, 2), round(y, 2), round(wide, 2), round(tall, 2)),
        _text(shape, above, layout, kind),
        words_of(shape) or (words_of(above) if above is not None and kind in FOOTERS else ""),
        bool(number(child(shape, "p:spPr", "a:xfrm"), "rot")),
        float(box[2]),
        (shape,) if above is None else (shape, above),
    )


def _text(shape: Element, above: Element, layout: Layout, kind: str) -> TextStyle:
    sort = "title" if kind in TITLES else "body" if kind not in FOOTERS else ""
    texts = layout.master.text
    general = child(texts, _STYLES.get(sort, "p:otherStyle"))
    shapes_ = [one for one in (above, shape) if one is not None]
    lists = [general, *(child(one, "p:txBody", "a:lstStyle") for one in shapes_)]
    bodies = [child(one, "p:txBody", "a:bodyPr") for one in shapes_]
    return style(lists, bodies, layout.colors)


def _holder(shape: Element) -> Element:
    for name in ("p:nvSpPr", "p:nvPicPr", "p:nvGraphicFramePr", "p:nvCxnSpPr"):
        found = child(shape, name, "p:nvPr", "p:ph")
        if found is not None:
            return found
    return None


def is_placeholder(shape: Element) -> bool:
    return _holder(shape) is not None


def _kind(shape: Element) -> str | None:
    holder = _holder(shape)
    return None if holder is None else holder.get("type") or ""


def _role(kind: str) -> str:
    """Which of a master's placeholders a layout's one follows."""
    return "title" if kind in TITLES else kind if kind in FOOTERS else "body"


def _named(shape: Element) -> str:
    properties = next(iter(every(shape, "p:cNvPr")), None)
    return (properties.get("name") or "") if properties is not None else ""


def _box(shape: Element) -> tuple[int, int, int, int] | None:
    """Place and size in EMU; None when the shape says none."""
    place = child(shape, "p:spPr", "a:xfrm")
    if place is None:
        place = child(shape, "p:xfrm")
    off, ext = child(place, "a:off"), child(place, "a:ext")
    if off is None or ext is None:
        return None
    return number(off, "x"), number(off, "y"), max(0, number(ext, "cx")), max(0, number(ext, "cy"))


def words_of(shape: Element) -> str:
    """The text of a shape, a line for each paragraph; fields such as dates and numbers are no words."""
    lines: list[str] = []
    for paragraph in every(child(shape, "p:txBody"), "a:p"):
        runs = [run for run in paragraph if run.tag.endswith(("}r", "}br"))]
        lines.append("".join("\n" if run.tag.endswith("}br") else _said(run) for run in runs))
    return "\n".join(line for line in lines if line.strip()).strip()[:500]


def _said(run: Element) -> str:
    text = child(run, "a:t")
    return (text.text or "") if text is not None else ""


def _safe(value: str) -> str:
    return "".join(char for char in value if char.isalnum())[:20]
