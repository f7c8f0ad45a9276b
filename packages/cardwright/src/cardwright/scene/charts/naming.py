"""How categories are named along an axis: on one line, wrapped, turned, or only every so many."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Final

from cardwright.locales import dated, moment
from cardwright.scene.charts import Ink, Numbers, Room
from cardwright.scene.charts.frame import Frame
from cardwright.scene.charts.labels import LINE, MIDDLE, TURN, label, shortened, text_width, wrapped
from cardwright.scene.plot import Names

_MOST_LINES: Final = 3
_SMALLER: Final = 0.96  # of the size, for names that nearly fit
_FEW: Final = 12  # categories that are all named
_LONGEST_TURNED: Final = 110.0  # points of a turned name
_CALENDAR: Final = (1, 2, 3, 6, 12, 24, 36, 60)  # months between names, so that they fall on the same ones each year
WIDEST: Final = 0.4  # of the chart that names beside lying bars may take
_ROW_LINES: Final = 2  # of a name beside a lying bar


@dataclass(frozen=True, slots=True)
class Naming:
    """How categories are named. `room` is the height below the plot, or the width beside it."""

    names: tuple[str, ...]
    room: float
    font: float
    lines: int = 1
    every: int = 1
    turned: float = 0.0  # points of a turned name at most; 0 when names are level
    free: float = 0.0  # points of a line of a wrapped name

    @property
    def axis(self) -> Names:
        return Names(self.font, self.every, TURN if self.turned else 0)


def named(numbers: Numbers) -> tuple[str, ...]:
    """The categories as the deck's language writes them: months and days of the calendar get their names."""
    found = [moment(name) for name in numbers.categories]
    days = [one for one in found if one is not None]
    if len(days) < len(found):
        return numbers.categories
    return tuple(dated(day, numbers.language) for day in days)


def sequential(names: Sequence[str]) -> bool:
    """Whether names differ by their numbers only, as weeks and years do; then some may be left out."""
    if all(moment(name) for name in names):
        return True
    stems = {"".join(char for char in name if not char.isdigit()).strip() for name in names}
    return len(stems) <= max(2, len(names) // 6)


def below(numbers: Numbers, slot: float, left: float, room: Room) -> Naming:
    """Names below an upright plot with `slot` points for each, `left` points from the chart's edge.

    Names wrap when they are few, else some are left out when they count up,
    else they are turned.
    """
    names, font = named(numbers), room.font
    widest = max((text_width(name, font) for name in names), default=0.0)
    line = font * LINE
    if widest + 6 <= slot:
        return Naming(names, font * 0.6 + line, font)
    if found := _wrapping(names, slot, font, dates=names != numbers.categories):
        return found
    every = _every(numbers, ceil((min(widest, 90.0) + 10) / slot))
    unlike = (every > 3 or len(names) <= _FEW) and widest > font * 4.5  # noqa: PLR2004
    if every > 1 and unlike and slot > font * 0.95 and not sequential(numbers.categories):
        longest = min(widest, _LONGEST_TURNED, room.height * 0.4, (left + slot / 2) / cos(radians(TURN)))
        return Naming(names, font * 0.9 + longest * sin(radians(TURN)), font, turned=longest)
    return Naming(names, font * 0.6 + line, font, every=every)


def _wrapping(names: Sequence[str], slot: float, font: float, *, dates: bool) -> Naming | None:
    """Few names on several lines, a little smaller where no word breaks then."""
    words = max((text_width(word, font) for name in names for word in name.split()), default=0.0)
    for size in (font, font * _SMALLER):
        if len(names) <= _FEW and words * size / font + 4 <= slot:
            free = words * size / font + 1 if dates else slot - 4  # dates all break alike
            count = max(len(wrapped(name, free, size, _MOST_LINES)) for name in names)
            return Naming(tuple(names), font * 0.6 + size * LINE * count, size, count, free=free)
    return None


def _every(numbers: Numbers, least: int) -> int:
    """How many categories a named one stands for: at least so many, whole years of months and quarters."""
    found = [moment(name) for name in numbers.categories]
    if all(one and one.unit == "month" for one in found):
        return next((count for count in _CALENDAR if count >= least), least)
    period = _period(numbers.categories)
    # One of as many numbers as a period has is a multiple of it.
    return next(count for count in range(least, least + period) if 0 in (count % period, period % count))


def _period(names: Sequence[str]) -> int:
    """After how many names the first or the last of their words come again, as quarters do each year; 1 when they do not."""
    for end in (0, -1):
        words = [name.split()[end] if name.strip() else "" for name in names]
        if words[0] in words[1:]:
            found = words.index(words[0], 1)
            if found > 1 and len(set(words[:found])) == found and words == (words[:found] * len(words))[: len(words)]:
                return found
    return 1


def beside(numbers: Numbers, slot: float, room: Room) -> Naming:
    """Names at the left of lying bars, on two lines where they are long and there is room."""
    names, font = named(numbers), room.font
    most = room.width * WIDEST
    widest = max((text_width(name, font) for name in names), default=0.0)
    if widest <= most or slot < font * LINE * _ROW_LINES + 2:
        return Naming(names, min(widest, most) + 8, font, every=max(1, ceil(font * 1.1 / slot)))
    lines = [line for name in names for line in wrapped(name, most, font, _ROW_LINES)]
    return Naming(names, max(text_width(line, font) for line in lines) + 8, font, _ROW_LINES)


def lies(numbers: Numbers, room: Room) -> bool:
    """Whether bars had better lie: names are long and no series of time, and there is a row for each."""
    if sequential(numbers.categories) or len(numbers.categories) * room.font * 1.9 > room.height:
        return False
    slot = room.width * 0.94 / max(1, len(numbers.categories))
    if any(text_width(name, room.font) > room.font * 4 for name in numbers.categories):
        naming = below(numbers, slot, room.width * 0.06, room)
        return bool(naming.turned or naming.every > 1 or naming.lines == _MOST_LINES or _cut(naming, slot))
    return False


def _cut(naming: Naming, slot: float) -> bool:
    """Whether a name would lose words."""
    free = naming.free or slot * naming.every - 4
    lines = (wrapped(name, free, naming.font, naming.lines) for name in naming.names)
    return any(line.endswith("…") for some in lines for line in some)


def written(frame: Frame, naming: Naming, room: Room, ink: Ink) -> str:
    """The names at their places."""
    if frame.sideways:
        return "".join(_row(frame, naming, at, ink) for at in range(0, len(naming.names), naming.every))
    y = frame.y + frame.height + room.font * 1.5
    if naming.turned:
        return "".join(
            label(
                frame.at(at) + 4, y - room.font * 0.3, shortened(name, naming.turned, naming.font), naming.font,
                ink.muted, "end", turn=TURN,
            )
            for at, name in enumerate(naming.names)
        )  # fmt: skip
    return "".join(_below(frame, naming, at, y, room, ink) for at in range(0, len(naming.names), naming.every))


def _below(frame: Frame, naming: Naming, at: int, y: float, room: Room, ink: Ink) -> str:
    """A level name, moved a little where it would leave the chart; none where it would then touch its neighbour."""
    found = ""
    for row, text in enumerate(_lines(frame, naming, at)):
        half = text_width(text, naming.font) / 2
        x = min(max(frame.at(at), half), max(room.width - half, half))
        moved = x - frame.at(at)
        if not moved or abs(moved) <= _gap(frame, naming, at, half, 1 if moved > 0 else -1):
            found += label(x, y + naming.font * LINE * row, text, naming.font, ink.muted, "middle")
    return found


def _gap(frame: Frame, naming: Naming, at: int, half: float, side: int) -> float:
    """Points that are free between half a name and its neighbour to the right (1) or to the left (-1)."""
    other = at + side * naming.every
    lines = _lines(frame, naming, other) if 0 <= other < len(naming.names) else []
    theirs = max((text_width(line, naming.font) / 2 for line in lines), default=0.0)
    free = frame.slot * naming.every - half - theirs - 2
    return free / 2 if len(naming.names) <= 2 * naming.every else free  # of two names both may be moved


def _lines(frame: Frame, naming: Naming, at: int) -> list[str]:
    """A level name as it is set."""
    return wrapped(naming.names[at], naming.free or frame.slot * naming.every - 4, naming.font, naming.lines)


def _row(frame: Frame, naming: Naming, at: int, ink: Ink) -> str:
    lines = wrapped(naming.names[at], naming.room - 8, naming.font, naming.lines)
    top = frame.at(at) - (len(lines) - 1) / 2 * naming.font * LINE
    return "".join(
        label(frame.x - 8, top + naming.font * (LINE * row + MIDDLE), text, naming.font, ink.text, "end")
        for row, text in enumerate(lines)
    )
