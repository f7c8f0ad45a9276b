"""Columns side by side, one group per category. Gap and overlap are those of the native chart."""

from cardwright.scene.charts import Drawing, Ink, Numbers, Room
from cardwright.scene.charts.figures import shown, text_width
from cardwright.scene.charts.frame import Frame, categories, framed, grid, label, names, present

GAP = 0.75  # of a bar's width between groups, as `gapWidth` 75 in PPTX


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    frame = framed(numbers, room)
    bars = "".join(_bars(frame, numbers, room, ink, index) for index in range(len(numbers.series)))
    body = grid(frame, numbers, room, ink) + bars + categories(frame, numbers, room, ink) + names(numbers, room, ink, frame)
    return Drawing(body, frame.plot, frame.step, frame.top, frame.bottom)


def _bars(frame: Frame, numbers: Numbers, room: Room, ink: Ink, index: int) -> str:
    count = len(numbers.series)
    width = frame.slot / (count + GAP)
    zero = frame.level(0.0)
    parts: list[str] = []
    for at, value in present(numbers.series[index].values):
        x = frame.x + frame.slot * at + (frame.slot - width * count) / 2 + width * index
        y = frame.level(value)
        parts.append(
            f'<path d="M{x:.2f} {zero:.2f}V{y:.2f}h{width:.2f}V{zero:.2f}z" fill="{ink.shade(index)}"/>'
        )
        text = shown(value, numbers.unit)
        if text_width(text, room.font) <= width + (frame.slot - width if count == 1 else 0) - 2:
            above = y - 5 if value >= 0 else y + room.font + 3
            parts.append(label(x + width / 2, above, text, room.font, ink.text, "middle", 600))
    return "".join(parts)
