"""Number formats that write figures as the drawings do: `1.25M`, `€4.2`, `48%`, `1,250 km`.

A format has at most three sections, so bands of size share them from the
largest down: `[>=1000000]0.00,,"M";[>=10000]#,##0,"k";General`. Values below
the bands fall to the last section, so whatever a reader edits later is still
written as the number it is. Negative values beside bands have a section with a
minus of its own: programs disagree on whether a later section brings it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

_BEFORE: Final = frozenset("$€£¥₹₩₽₺")
# Least size, divisor, the commas that divide by it, letter.
_BANDS: Final = (
    (1e12, 1e12, ",,,,", "T"),
    (1e9, 1e9, ",,,", "B"),
    (1e6, 1e6, ",,", "M"),
    (1e4, 1e3, ",", "k"),
    (1e2, 1.0, "", ""),
)
_SECTIONS: Final = 3


def number_format(values: Iterable[float], unit: str) -> str:
    """The format in which each of `values` reads as it does in the drawing."""
    return ";".join(_sections(sorted(values), unit, _SECTIONS))


def axis_format(ticks: Sequence[float], unit: str) -> str:
    """The same for the ticks of an axis, which name a unit that is a word at the uppermost only."""
    if len(unit) <= 1 or len(ticks) < 2:
        return number_format(ticks, unit)
    *below, top = sorted(ticks)
    named = _sections([top], unit, 2)[0].rpartition("]")[2]
    bound = (top + below[-1]) / 2
    return ";".join([f"[>={_plain(bound)}]{named}", *_sections(below, "", _SECTIONS - 1, alone=False)])


def _sections(values: Sequence[float], unit: str, most: int, *, alone: bool = True) -> list[str]:
    """Sections with their conditions, the last one without; `alone` when no others stand before them."""
    rest = [value for value in values if 0 <= value < _BANDS[-1][0]]
    negative = [value for value in values if value < 0]
    free = most - 1 - bool(negative)
    bands: list[str] = []
    for at, (bound, divisor, commas, letter) in enumerate(_BANDS):
        ceiling = _BANDS[at - 1][0] if at else float("inf")
        held = [value / divisor for value in values if bound <= value < ceiling]
        small = not letter and all(value < 1e3 and value % 1 == 0 for value in held)
        if len(bands) == free or small:
            rest += [value * divisor for value in held]
        elif held:
            bands.append(f"[>={_plain(bound)}]{_with_unit(_grouped(held) + commas, letter, unit)}")
    if alone and not bands:
        return [_with_unit(_small([*rest, *negative]), "", unit)]
    minus = [f"[<0]-{_with_unit(_small(negative), '', unit)}"] if negative else []
    return [*bands, *minus, _with_unit(_small(rest), "", unit)]


def _grouped(scaled: Iterable[float]) -> str:
    """A pattern with as many decimals as the values need: none from a hundred up, else two at most."""
    return "#,##0" + max((_decimals(value) for value in scaled), default="")


def _decimals(value: float) -> str:
    if abs(value) >= 100 or value % 1 == 0:
        return ""
    return ".0" if round(value, 2) == round(value, 1) else ".00"


def _small(values: Sequence[float]) -> str:
    """The pattern of what stands in no band; `General` writes the decimals there are, and no more."""
    if any(abs(value) >= 1e3 for value in values):
        return _grouped(values)
    return "General" if all(round(value, 2) == value for value in values) else "0.00"


def _with_unit(pattern: str, letter: str, unit: str) -> str:
    unit = unit.replace('"', "")
    before, after = (unit, letter) if unit in _BEFORE else ("", letter + (unit if unit in {"", "%"} else f" {unit}"))
    return (f'"{before}"' if before else "") + pattern + (f'"{after}"' if after else "")


def _plain(value: float) -> str:
    """Digits alone, as conditions take them."""
    return f"{value:f}".rstrip("0").rstrip(".")
