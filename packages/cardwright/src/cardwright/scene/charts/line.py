"""Lines over ordered categories; missing values leave a gap."""

from itertools import groupby

from cardwright.scene.charts import Drawing, Ink, Numbers, Room
from cardwright.scene.charts.figures import shown
from cardwright.scene.charts.frame import Frame, categories, framed, grid, label, names, present

STROKE = 2.5  # points
DOT = 3.5


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    frame = framed(numbers, room)
    lines = "".join(_line(frame, numbers, room, ink, index) for index in range(len(numbers.series)))
    body = grid(frame, numbers, room, ink) + lines + categories(frame, numbers, room, ink) + names(numbers, room, ink, frame)
    return Drawing(body, frame.plot, frame.step, frame.top, frame.bottom)


def _line(frame: Frame, numbers: Numbers, room: Room, ink: Ink, index: int) -> str:
    points = [(at, frame.at(at), frame.level(value), value) for at, value in present(numbers.series[index].values)]
    parts: list[str] = []
    for _, stretch in groupby(enumerate(points), key=lambda entry: entry[1][0] - entry[0]):
        path = "L".join(f"{x:.2f} {y:.2f}" for _, (_, x, y, _) in stretch)
        parts.append(
            f'<path d="M{path}" fill="none" stroke="{ink.shade(index)}" stroke-width="{STROKE}" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    if len(points) <= 24:
        parts += [f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{DOT}" fill="{ink.shade(index)}"/>' for _, x, y, _ in points]
    if points:
        _, x, y, value = points[-1]
        parts.append(label(min(x, frame.x + frame.width - 4), y - 9, shown(value, numbers.unit), room.font, ink.text, "end", 600))
    return "".join(parts)
