"""A chart as its drawing, and its numbers as a list of bars for where the drawing is too small to read."""

from typing import Final

from cardwright.export.page.classes import Classes, hex_color, number
from cardwright.export.page.text import clean, escape
from cardwright.scene import ChartNode
from cardwright.scene.figures import exact

_MOST: Final = 30  # bars; a chart with more values stays a drawing that scrolls


def chart(node: ChartNode, classes: Classes, data: str) -> str:
    """The chart with both its forms; the stylesheet shows one of them."""
    size = classes.of(f"--cw:{number(node.width)};--cf:{number(node.font_size)}")
    drawing = f'<div class="cg" role="img" aria-label="{escape(node.alt)}">{clean(node.svg)}</div>'
    if len(node.categories) * len(node.series) > _MOST:
        return f'<div class="ch {size}"{data}>{drawing}</div>'
    return f'<div class="ch cn {size}"{data}>{drawing}<ul class="cd" role="list">{_entries(node, classes)}</ul></div>'


def _entries(node: ChartNode, classes: Classes) -> str:
    top = max([abs(value) for series in node.series for value in series.values if value is not None], default=0.0)
    return "".join([_entry(node, at, top, classes) for at in range(len(node.categories))])


def _entry(node: ChartNode, at: int, top: float, classes: Classes) -> str:
    """One category: its name, then each series with its value and a bar of its length."""
    parts = [f"<span>{escape(node.categories[at])}</span>"]
    several = len(node.series) > 1
    for place, series in enumerate(node.series):
        value = series.values[at] if at < len(series.values) else None
        if value is None:
            continue
        if several:
            parts.append(f'<span class="cs">{escape(series.name)}</span>')
        parts.append(f"<b>{escape(exact(value, series.unit or node.unit, node.language))}</b>")
        share = number(round(100 * abs(value) / top, 1)) if top else "0"
        color = hex_color(node.colors[_color(node, at, place) % len(node.colors)]) if node.colors else "var(--accent)"
        parts.append(f'<i class="{classes.of(f"width:{share}%;background:{color}")}"></i>')
    return f"<li>{''.join(parts)}</li>"


def _color(node: ChartNode, at: int, place: int) -> int:
    """Which colour a value has in the drawing: its slice's in a circle, else its series'."""
    form = node.plot.layers[0].form
    if form == "scatter":  # the first series is where points lie, not a colour
        return max(0, place - 1)
    return at if form in {"pie", "donut"} else place
