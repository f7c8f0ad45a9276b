"""Lines over ordered categories; missing values leave a gap. Each line is named at its end where there is room."""

from itertools import groupby
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Numbers, Room
from cardwright.scene.charts.figures import shown, text_width
from cardwright.scene.charts.frame import Frame, categories, framed, grid, names, present
from cardwright.scene.charts.labels import apart, label, shortened
from cardwright.theme.contrast import readable

STROKE: Final = 2.5  # points
DOT: Final = 3.4
_DOTTED: Final = 16  # values of a line that get a dot each
_NAMED: Final = 6  # lines that can be named at their ends
_WIDEST: Final = 0.3  # of the chart's width that names may take


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The lines, and at the end of each its name or, when there is only one, its last value."""
    ends = _ends(numbers, room)
    named = ends and len(numbers.series) > 1
    above = 0.0 if named or len(numbers.series) < 2 else room.font * 2.2
    right = max((text_width(text, room.font, 600) for text in ends.values()), default=0.0) + 10 if ends else 0.0
    frame, naming = framed(numbers, room, above=above, right=right)
    body = (
        ("" if named else names(numbers, room, ink, frame.x))
        + grid(frame, numbers, room, ink)
        + "".join(_line(frame, numbers, ink, index) for index in range(len(numbers.series)))
        + _named(frame, numbers, room, ink, ends)
        + categories(frame, naming, numbers, room, ink)
    )
    return Drawing(body, frame.plot, frame.step, frame.top, frame.bottom)


def _ends(numbers: Numbers, room: Room) -> dict[int, str]:
    """What is written at the end of each line, by series; nothing when it would take too much room."""
    drawn = [index for index, series in enumerate(numbers.series) if present(series.values)]
    if len(numbers.series) == 1:
        return {index: shown(present(numbers.series[index].values)[-1][1], numbers.unit) for index in drawn}
    found = {index: shortened(numbers.series[index].name, room.width * _WIDEST, room.font, 600) for index in drawn}
    cramped = len(found) > _NAMED or len(found) * room.font * 1.25 > room.height * 0.75
    return {} if cramped or not all(found.values()) else found


def _line(frame: Frame, numbers: Numbers, ink: Ink, index: int) -> str:
    points = [(at, frame.at(at), frame.level(value)) for at, value in present(numbers.series[index].values)]
    parts: list[str] = []
    for _, stretch in groupby(enumerate(points), key=lambda entry: entry[1][0] - entry[0]):
        path = "L".join(f"{x:.2f} {y:.2f}" for _, (_, x, y) in stretch)
        # A lone value between gaps is a dot: a line cap drawn over no length.
        path = path if "L" in path else f"{path}h0.01"
        parts.append(
            f'<path d="M{path}" fill="none" stroke="{ink.shade(index)}" stroke-width="{STROKE}" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    shown_at = points if frame.count <= _DOTTED else points[-1:]
    parts += [f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{DOT}" fill="{ink.shade(index)}"/>' for _, x, y in shown_at]
    return "".join(parts)


def _named(frame: Frame, numbers: Numbers, room: Room, ink: Ink, ends: dict[int, str]) -> str:
    lasts = {index: present(numbers.series[index].values)[-1] for index in ends}
    levels = [frame.level(value) for _, value in lasts.values()]
    placed = apart(levels, room.font * 1.25, frame.y, frame.y + frame.height)
    x = max((frame.at(at) for at, _ in lasts.values()), default=0.0) + DOT + 6
    return "".join(
        label(x, y + room.font * 0.35, ends[index], room.font, _ink(ink, index, numbers), "start", 600)
        for index, y in zip(lasts, placed, strict=True)
    )


def _ink(ink: Ink, index: int, numbers: Numbers) -> str:
    """The line's own colour, dark or light enough to be read as text."""
    return readable(ink.shade(index), ink.background) if len(numbers.series) > 1 else ink.text
