"""Bars of every kind: upright or lying, side by side or stacked, with their values on them where these fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Numbers, Room, keys, naming
from cardwright.scene.charts.axis import everything, lying, upright
from cardwright.scene.charts.frame import Frame, grid, margin, present, title_room
from cardwright.scene.charts.labels import BOLD, MIDDLE, label, text_width
from cardwright.scene.figures import Style, style_of, unit_of
from cardwright.scene.plot import Labels, Layer, Plot, Scale, Stacking
from cardwright.theme.contrast import on

GAP: Final = 0.75  # of a bar's width between groups, as `gapWidth` 75 in PPTX
MOST_GAP: Final = 5.0
_THICKEST: Final = 7.5  # em that a bar is wide at most
_NARROW: Final = 32.0  # em of a chart in which shares are counted in halves
_PAD: Final = 5.0  # points between a bar's end and its value


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its box in points, and whose value it shows."""

    series: int
    at: int
    x: float
    y: float
    width: float
    height: float
    value: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided before anything is drawn."""

    frame: Frame
    names: naming.Naming
    labels: Style | None  # how values are written, None where they are not
    gap: float


def drawn(numbers: Numbers, room: Room, ink: Ink, *, sideways: bool = False, stack: Stacking = "none") -> Drawing:
    """The bars with names, axis, key and values."""
    key, place = keys.line(numbers, room, ink, 0.0)
    plan = _plan(numbers, room, sideways, stack, room.font * keys.HEIGHT if place else 0.0)
    frame, every = plan.frame, tuple(range(len(numbers.series)))
    found = boxes(frame, numbers, every, plan.gap, stack)
    labels = _labels(found, plan, numbers, room, ink, stack)
    body = (
        key
        + grid(frame, room, ink)
        + "".join(rect(bar, ink.shade(bar.series)) for bar in found)
        + "".join(_value(bar, one, frame, stack) for one in labels for bar in found if _is_told(bar, one))
        + naming.written(frame, plan.names, room, ink)
    )
    layer = Layer("bar", every, stack, sideways, gap=plan.gap)
    return Drawing(body, Plot(frame.area, (layer,), frame.scale, names=plan.names.axis, labels=labels, key=place))


def _plan(numbers: Numbers, room: Room, sideways: bool, stack: Stacking, above: float) -> _Plan:
    """With values at all bars there is no axis; else the axis tells them."""
    style = _style(numbers)
    if stack == "none" and style:
        bare = _framed(numbers, room, _bare(numbers), sideways, above, style)
        gap = gap_for(bare, len(numbers.series), room)
        if _all_fit(bare, numbers, style, gap, room):
            return _Plan(bare, _names(numbers, bare, room), style, gap)
    axis = _axis(numbers, room, sideways, stack)
    frame = _framed(numbers, room, axis, sideways, above, None)
    gap = gap_for(frame, len(numbers.series) if stack == "none" else 1, room)
    return _Plan(frame, _names(numbers, frame, room), style if stack != "none" else None, gap)


def _style(numbers: Numbers) -> Style | None:
    """How values are written at their bars, None where series differ in their units."""
    one = len(numbers.units) == 1
    return style_of(everything(numbers), numbers.common_unit, numbers.language) if one else None


def _bare(numbers: Numbers) -> Scale:
    """The axis that nobody sees: as long as the longest bar."""
    values = everything(numbers)
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    return Scale(low, high, high - low, shown=False, title=unit_of(numbers.common_unit, numbers.language).word)


def _axis(numbers: Numbers, room: Room, sideways: bool, stack: Stacking) -> Scale:
    if stack == "share":
        step = 0.5 if sideways and room.width < room.font * _NARROW else 0.25
        return Scale(0.0, 1.0, step, Style(numbers.language, "%"), share=True)
    values = _sums(numbers) if stack == "sum" else everything(numbers)
    if sideways:
        return lying(values, numbers.common_unit, numbers.language, room.width * (1 - naming.WIDEST), room.font)
    return upright(values, numbers.common_unit, numbers.language, room)


def _sums(numbers: Numbers) -> list[float]:
    """The ends of all stacks, above and below zero."""
    columns = list(zip(*(series.values for series in numbers.series), strict=True))
    ups = [sum(value for value in column if value and value > 0) for column in columns]
    downs = [sum(value for value in column if value and value < 0) for column in columns]
    return [*ups, *downs]


def _framed(numbers: Numbers, room: Room, axis: Scale, sideways: bool, above: float, labels: Style | None) -> Frame:
    """The plot area, with room for names and figures and for values at the ends of bars."""
    top = above + title_room(room, axis)
    return _lying(numbers, room, axis, top, labels) if sideways else _upright(numbers, room, axis, top, labels)


def _upright(numbers: Numbers, room: Room, axis: Scale, top: float, labels: Style | None) -> Frame:
    left = margin(axis, room)
    width = max(10.0, room.width - left - 2)
    names = naming.below(numbers, width / max(1, len(numbers.categories)), left, room)
    values = everything(numbers)
    line = room.font * 1.25
    over = top + (line if labels and max(values, default=1.0) > 0 else room.font * (0.6 if axis.shown else 0.4))
    under = line if labels and min(values, default=0.0) < 0 else 0.0
    tall = max(10.0, room.height - over - under - names.room)
    if under:  # the native chart has its names right below the plot area, so the axis itself goes on
        axis = replace(axis, bottom=axis.bottom - (axis.top - axis.bottom) * under / tall)
        axis = replace(axis, step=axis.top - axis.bottom)
        tall += under
    return Frame(left, over, width, tall, axis, len(numbers.categories))


def _lying(numbers: Numbers, room: Room, axis: Scale, top: float, labels: Style | None) -> Frame:
    under = room.font * (1.9 if axis.shown else 0.4)
    over = top + room.font * 0.4
    tall = max(10.0, room.height - over - under)
    left = naming.beside(numbers, tall / max(1, len(numbers.categories)), room).room
    values = everything(numbers)
    half = max(text_width(axis.text(tick), room.font) for tick in axis.ticks()) / 2 if axis.shown else 2.0
    left, right = max(left, half), half
    if labels:
        right = max((_wide(value, labels, room) for value in values if value >= 0), default=0.0) + _PAD
    wide = max(10.0, room.width - left - right)
    below = [_wide(value, labels, room) for value in values if value < 0] if labels else []
    if below:  # as below upright bars; a value stands well apart from the name beside it
        low = max(below) + 2 * _PAD
        span = (axis.top - axis.bottom) * wide / max(10.0, wide - low)
        axis = replace(axis, bottom=axis.top - span, step=span)
    return Frame(left, over, wide, tall, axis, len(numbers.categories), sideways=True)


def _names(numbers: Numbers, frame: Frame, room: Room) -> naming.Naming:
    if frame.sideways:
        return naming.beside(numbers, frame.slot, room)
    return naming.below(numbers, frame.slot, frame.x, room)


def gap_for(frame: Frame, count: int, room: Room) -> float:
    """The gap between groups of `count` bars: wider where bars would be fat."""
    most = room.font * _THICKEST
    return min(MOST_GAP, max(GAP, frame.slot / most - count))


def _all_fit(frame: Frame, numbers: Numbers, style: Style, gap: float, room: Room) -> bool:
    """Whether every value fits at its bar; all are written or none, so that none seems to matter more."""
    count = len(numbers.series)
    width = frame.slot / (count + gap)
    if frame.sideways:
        widest = max((_wide(value, style, room) for value in everything(numbers)), default=0.0)
        return width >= room.font * 1.05 and widest < frame.width * 0.45
    free = (width if count > 1 else frame.slot) - 3
    return all(_wide(value, style, room) <= free for value in everything(numbers))


def _wide(value: float, style: Style, room: Room) -> float:
    return text_width(style.text(value), room.font, BOLD)


def boxes(frame: Frame, numbers: Numbers, series: Sequence[int], gap: float, stack: Stacking = "none") -> list[Bar]:
    """Where every bar lies."""
    if stack == "none":
        return [
            _box(frame, index, at, (place, len(series), gap), 0.0, value, value)
            for place, index in enumerate(series)
            for at, value in present(numbers.series[index].values)
        ]
    found: list[Bar] = []
    for at in range(len(numbers.categories)):
        column = [(index, numbers.series[index].values[at]) for index in series]
        whole = sum(abs(value) for _, value in column if value) if stack == "share" else 1.0
        ends = {True: 0.0, False: 0.0}
        for index, value in column:
            if not value:
                continue
            start = ends[value > 0]
            ends[value > 0] = start + value / (whole or 1.0)
            found.append(_box(frame, index, at, (0, 1, gap), start, ends[value > 0], value))
    return found


def _box(
    frame: Frame, index: int, at: int, place: tuple[int, int, float], start: float, end: float, value: float
) -> Bar:
    """The bar from one value to another; `place` is which bar it is of how many in its group, and their gap."""
    which, count, gap = place
    thick = frame.slot / (count + gap)
    side = frame.at(at) - thick * count / 2 + thick * which
    low, high = sorted((frame.level(start), frame.level(end)))
    if frame.sideways:
        return Bar(index, at, low, side, high - low, thick, value)
    return Bar(index, at, side, low, thick, high - low, value)


def rect(bar: Bar, color: str) -> str:
    """The bar as a path."""
    return f'<path d="M{bar.x:.2f} {bar.y:.2f}h{bar.width:.2f}v{bar.height:.2f}h{-bar.width:.2f}z" fill="{color}"/>'


def _labels(
    found: Sequence[Bar], plan: _Plan, numbers: Numbers, room: Room, ink: Ink, stack: Stacking
) -> tuple[Labels, ...]:
    if plan.labels is None:
        return ()
    every = range(len(numbers.series))
    if stack == "none":
        return tuple(Labels(index, ("value",), "end", plan.labels, ink.text, room.font) for index in every)
    fitting = [bar for bar in found if _fits_inside(bar, plan.labels, room)]
    return tuple(
        Labels(index, ("value",), "middle", plan.labels, on(ink.shade(index)), room.font, points)
        for index in every
        if (points := tuple(bar.at for bar in fitting if bar.series == index))
    )


def _fits_inside(bar: Bar, style: Style, room: Room) -> bool:
    return bar.height >= room.font * 1.25 and bar.width >= _wide(bar.value, style, room) + 4


def _is_told(bar: Bar, labels: Labels) -> bool:
    return bar.series == labels.series and (labels.points is None or bar.at in labels.points)


def _value(bar: Bar, labels: Labels, frame: Frame, stack: Stacking) -> str:
    text, size = labels.style.text(bar.value), labels.size
    middle = bar.y + bar.height / 2 + size * MIDDLE
    if stack != "none":
        return label(bar.x + bar.width / 2, middle, text, size, labels.color, "middle", BOLD)
    if frame.sideways and bar.value < 0:
        return label(bar.x - _PAD, middle, text, size, labels.color, "end", BOLD)
    if frame.sideways:
        return label(bar.x + bar.width + _PAD, middle, text, size, labels.color, "start", BOLD)
    y = bar.y - _PAD if bar.value >= 0 else bar.y + bar.height + size + 2
    return label(bar.x + bar.width / 2, y, text, size, labels.color, "middle", BOLD)
