"""What a layout shows behind everything else, and which colours that are where."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import typst
from PIL import Image as Pillow

from cardwright.brand.colors import Colors, over
from cardwright.brand.drawn import Canvas, Painter, Shown, Source, Words
from cardwright.brand.fills import Fill, Gradient, Picture, Solid, fill_in, style_fill
from cardwright.brand.placeholders import Placeholder
from cardwright.brand.presentation import Layout, shapes
from cardwright.brand.report import Notes
from cardwright.brand.xml import child
from cardwright.scene.format import DRAWN_WIDTH
from cardwright.theme.layouts import Frame

_SEEN: Final = 480  # pixels of the width that colours are looked for in
_PAGE: Final = '#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: rgb("{fill}"))\n#image("ground.svg", width: 100%)\n'
_MOST: Final = 0.5  # of a place that one colour must have to stand for it
_MOST_COLORS: Final = 512  # that are counted one by one
_STEP: Final = 8  # of 256, to which colours are rounded when they are counted


@dataclass(frozen=True, slots=True)
class Ground:
    """The picture behind a layout. `color` is what stands for it where pictures cannot; `svg` is empty where it is all."""

    color: str
    svg: bytes
    words: tuple[Words, ...]
    pictures: tuple[Shown, ...]
    seen: Pillow.Image

    def under(self, frame: Frame) -> list[tuple[float, str]]:
        """The colours below a place with the share of it that each has, the most frequent first."""
        part = self._part(frame)
        if part is None:
            return [(1.0, self.color)]
        data = part.tobytes()
        pixels = Counter(zip(data[0::3], data[1::3], data[2::3], strict=True))
        if len(pixels) > _MOST_COLORS:
            pixels = Counter(zip(*(_rounded(data[at::3]) for at in range(3)), strict=True))
        whole = sum(pixels.values())
        return [(count / whole, f"#{bytes(pixel).hex()}") for pixel, count in pixels.most_common()]

    def mean(self, frame: Frame) -> str:
        """The colour that most of a place has, else the mean of all below it."""
        share, color = self.under(frame)[0]
        part = self._part(frame)
        return color if share > _MOST or part is None else _mean(part)

    def _part(self, frame: Frame) -> Pillow.Image | None:
        scale = self.seen.width / DRAWN_WIDTH
        box = (frame.x * scale, frame.y * scale, frame.right * scale, frame.bottom * scale)
        limits = (self.seen.width, self.seen.height) * 2
        left, top, right, bottom = (int(min(max(0.0, side), most)) for side, most in zip(box, limits, strict=True))
        return self.seen.crop((left, top, right, bottom)) if right > left and bottom > top else None


def ground(layout: Layout, painter: Painter, height: float, filled: Sequence[Placeholder], notes: Notes) -> Ground:
    """The ground of a layout: its background or its master's, and what both show on it.

    `height` is that of a 960-point wide card, `filled` the placeholders that slides will have.
    """
    canvas = Canvas(painter)
    sources = _sources(layout)
    fill, colors = _background(layout, notes)
    color = _flat(fill, colors)
    if isinstance(fill, Picture | Gradient):
        canvas.cover(fill, DRAWN_WIDTH, height)
    if layout.shows_master:
        canvas.shapes(shapes(layout.master.root), sources[0])
    canvas.shapes(shapes(layout.root), sources[1])
    for holder in filled:
        canvas.holder(holder.shapes, holder.frame, sources[1])
    svg = b"" if canvas.is_empty else canvas.svg(DRAWN_WIDTH, height)
    seen = _rendered(svg, color, height)
    if isinstance(fill, Picture | Gradient):
        color = _mean(seen)
    return Ground(color, _whole(svg, color, height), tuple(canvas.words), tuple(canvas.pictures), seen)


def _whole(svg: bytes, color: str, height: float) -> bytes:
    """The drawing on its own ground, so that it shows the same wherever it stands."""
    if not svg:
        return b""
    head, rest = svg.split(b">", 1)
    return head + f'><path d="M0 0H{DRAWN_WIDTH:g}V{height:g}H0Z" fill="{color}"/>'.encode() + rest


def _sources(layout: Layout) -> tuple[Source, Source]:
    master = layout.master
    named = layout.name or layout.part
    return (
        Source(layout.colors, master.relations, master.theme, master.text, "the master"),
        Source(layout.colors, layout.relations, master.theme, master.text, f"“{named[:60]}”"),
    )


def _background(layout: Layout, notes: Notes) -> tuple[Fill | None, Colors]:
    """The layout's own background, else the master's."""
    for root, relations in ((layout.root, layout.relations), (layout.master.root, layout.master.relations)):
        element = child(root, "p:cSld", "p:bg")
        if element is None:
            continue
        properties, reference = child(element, "p:bgPr"), child(element, "p:bgRef")
        found = fill_in(properties, layout.colors, relations)
        if properties is None:
            theme_relations: dict[str, Any] = {}  # pictures of the theme part itself are not looked for
            found = style_fill(layout.master.theme, reference, layout.colors, theme_relations)
            if found is None and reference is not None:
                color = layout.colors.within(reference)
                found = Solid(color) if color else None
        if isinstance(found, str):
            notes.left_out("background", f"{found or 'a background of an unknown kind'} behind “{layout.name}”")
            continue
        return found, layout.colors
    return None, layout.colors


def _flat(fill: Fill | None, colors: Colors) -> str:
    paper = colors.slot("bg1")
    if isinstance(fill, Solid):
        return over(fill.color, paper)
    if isinstance(fill, Gradient):
        return over(fill.stops[len(fill.stops) // 2][1], paper)
    return paper


def _rendered(svg: bytes, color: str, height: float) -> Pillow.Image:
    """The ground as it is seen, small."""
    size = (_SEEN, max(1, round(_SEEN * height / DRAWN_WIDTH)))
    if not svg:
        return Pillow.new("RGB", size, color)
    page = _PAGE.format(width=DRAWN_WIDTH, height=height, fill=color).encode()
    files: Any = {"main.typ": page, "ground.svg": svg}
    drawn: Any = typst.compile(files, format="png", ppi=72 * _SEEN / DRAWN_WIDTH, ignore_system_fonts=True)
    data = drawn if isinstance(drawn, bytes) else drawn[0]
    return Pillow.open(io.BytesIO(data), formats=("PNG",)).convert("RGB")


def _mean(seen: Pillow.Image) -> str:
    small: Any = seen
    return "#" + small.resize((1, 1), Pillow.Resampling.BOX).tobytes().hex()


def _rounded(channel: bytes) -> list[int]:
    return [min(255, (value + _STEP // 2) // _STEP * _STEP) for value in channel]
