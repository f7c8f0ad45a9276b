"""Points by two measures: the first series lies along the lower edge, the others against it; categories name points."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, keys
from cardwright.scene.charts.axis import lying, upright
from cardwright.scene.charts.frame import Frame, grid, margin, present, title_room
from cardwright.scene.charts.labels import MIDDLE, Anchor, label, shortened, text_width
from cardwright.scene.figures import Style, unit_of
from cardwright.scene.plot import Box, Labels, Layer, Plot, Scale, Spot

RADIUS: Final = 4.5  # points
_MOST_NAMED: Final = 30  # points that may have names
_REACH: Final = RADIUS + 4.0
# Where a name may stand to its point, the best first: how it is set, and which way it is moved.
_SPOTS: Final[Mapping[Spot, tuple[Anchor, float, float]]] = MappingProxyType(
    {
        "right": ("start", 1.0, 0.0),
        "left": ("end", -1.0, 0.0),
        "above": ("middle", 0.0, -1.0),
        "below": ("middle", 0.0, 1.0),
    }
)

Point = tuple[int, int, float, float]  # series, category, x, y


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The points on two axes, each named where its name touches nothing."""
    ys = range(1, len(numbers.series))
    several = len(numbers.series) > 2  # noqa: PLR2004
    up = upright(*_counted(numbers, tuple(ys)), room, zero=False, title=_title(numbers, tuple(ys)))
    length = room.width - margin(up, room) - RADIUS
    across = lying(*_counted(numbers, (0,)), length, room.font, zero=False, title=_title(numbers, (0,)))
    below = replace(numbers, series=numbers.series[1:])
    key, place = keys.line(below, room, ink, 0.0) if several else ("", None)
    frame = _framed(room, up, across, room.font * keys.HEIGHT if place else 0.0)
    points = list(_points(numbers, frame, across))
    labels = _labels(points, numbers, frame, room, ink)
    body = (
        key
        + grid(frame, room, ink)
        + _along(frame, across, room, ink)
        + "".join(_dot(point, ink) for point in points)
        + "".join(_name(one, points, ink) for one in labels)
    )
    layer = Layer("scatter", tuple(ys), dots=2 * RADIUS)
    return Drawing(body, Plot(frame.area, (layer,), up, across=across, labels=labels, key=place))


def _counted(numbers: Numbers, series: tuple[int, ...]) -> tuple[list[float], str, str]:
    """The values on an axis, their unit where they share one, and the language."""
    values = [value for at in series for _, value in present(numbers.series[at].values)]
    units = {numbers.unit_of(at) for at in series}
    return values, units.pop() if len(units) == 1 else "", numbers.language


def _title(numbers: Numbers, series: tuple[int, ...]) -> str:
    """What an axis measures: the series' name, and its unit where that is a word."""
    _, unit, language = _counted(numbers, series)
    name = numbers.series[series[0]].name if len(series) == 1 else ""
    return ", ".join(part for part in (name, unit_of(unit, language).word) if part)


def _framed(room: Room, up: Scale, across: Scale, above: float) -> Frame:
    left = margin(up, room)
    over = above + title_room(room, up) + room.font * 0.6
    under = room.font * (3.2 if across.title else 1.9)
    half = max(text_width(across.text(tick), room.font) for tick in across.ticks()) / 2 if across.shown else 0.0
    left, right = max(left, half), half + RADIUS
    wide, tall = max(10.0, room.width - left - right), max(10.0, room.height - over - under)
    return Frame(left, over, wide, tall, up, 1)


def _points(numbers: Numbers, frame: Frame, across: Scale) -> Iterator[Point]:
    lying = replace(frame, sideways=True)
    for series in range(1, len(numbers.series)):
        for at, value in present(numbers.series[series].values):
            x = numbers.series[0].values[at]
            if x is not None:
                yield series, at, lying.level(x, across), frame.level(value)


def _along(frame: Frame, across: Scale, room: Room, ink: Ink) -> str:
    """Lines and figures of the lower axis, and its title at its end."""
    lying = replace(frame, sideways=True)
    y = frame.y + frame.height
    found = ""
    for tick in across.ticks() if across.shown else ():
        x = lying.level(tick, across)
        found += f'<path d="M{x:.2f} {frame.y:.2f}v{frame.height:.2f}" stroke="{ink.line}" stroke-width="0.75"/>'
        found += label(x, y + room.font * 1.4, across.text(tick), room.font, ink.muted, "middle")
    if across.title:
        title = shortened(across.title, frame.x + frame.width, room.font)
        found += label(frame.x + frame.width, y + room.font * 2.8, title, room.font, ink.muted, "end")
    return found


def _dot(point: Point, ink: Ink) -> str:
    series, _, x, y = point
    look = f'fill="{ink.shade(series - 1)}" stroke="{ink.background}" stroke-width="1"'
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{RADIUS:g}" {look}/>'


def _labels(points: list[Point], numbers: Numbers, frame: Frame, room: Room, ink: Ink) -> tuple[Labels, ...]:
    """Names by where they stand to their points; names that would touch something are left out."""
    names = {at: name for at, name in enumerate(numbers.categories) if name.strip()}
    if not names or len(points) > _MOST_NAMED:
        return ()
    taken: list[Box] = [(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS) for _, _, x, y in points]
    placed: dict[tuple[int, Spot], list[int]] = {}
    for series, at, x, y in points:
        for spot in _SPOTS if at in names else ():
            box = _box(spot, x, y, names[at], room.font)
            if _is_inside(box, frame, room) and not any(_touch(box, other) for other in taken if not _own(other, x, y)):
                taken.append(box)
                placed.setdefault((series, spot), []).append(at)
                break
    style = Style(numbers.language)
    return tuple(
        Labels(series, ("category",), spot, style, ink.text, room.font, tuple(some), tuple(names[at] for at in some))
        for (series, spot), some in placed.items()
    )


def _box(spot: Spot, x: float, y: float, name: str, font: float) -> Box:
    wide = text_width(name, font)
    anchor, dx, dy = _SPOTS[spot]
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor] + dx * _REACH
    return left, y - font * 0.6 + dy * (font * 0.6 + _REACH), wide, font * 1.2


def _is_inside(box: Box, frame: Frame, room: Room) -> bool:
    """Whether a name stands in the plot; half a line may stick out above and below it."""
    x, y, wide, tall = box
    half = room.font * 0.65
    return x >= frame.x and x + wide <= room.width and y >= frame.y - half and y + tall <= frame.y + frame.height + half


def _own(box: Box, x: float, y: float) -> bool:
    """Whether a box is the point at that place."""
    return box[2] == box[3] == 2 * RADIUS and abs(box[0] + RADIUS - x) < 1e-9 and abs(box[1] + RADIUS - y) < 1e-9  # noqa: PLR2004


def _touch(one: Box, other: Box) -> bool:
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    return x < x2 + w2 and x2 < x + w and y < y2 + h2 and y2 < y + h


def _name(one: Labels, points: list[Point], ink: Ink) -> str:
    anchor, dx, dy = _SPOTS[one.spot]
    places = {at: (x, y) for series, at, x, y in points if series == one.series}
    found = ""
    for at, text in zip(one.points or (), one.texts, strict=True):
        x, y = places[at]
        middle = y + dy * (one.size * 0.6 + _REACH) + one.size * MIDDLE
        found += label(x + dx * _REACH, middle, text, one.size, ink.text, anchor)
    return found


def shows(numbers: Numbers) -> bool:
    """Points need two measures, and two points."""
    if len(numbers.series) < 2:  # noqa: PLR2004
        return False
    both = [at for at, _ in present(numbers.series[0].values) if numbers.series[1].values[at] is not None]
    return len(both) > 1


KIND = Kind(draw, shows)
