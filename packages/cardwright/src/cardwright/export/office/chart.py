"""Native charts: the same numbers, axis, plot area and colours as the drawing in the other outputs."""

from typing import Final

from cardwright.export.office.figures import axis_format, number_format
from cardwright.export.office.palette import Palette, rgb, series_fill
from cardwright.export.office.workbook import column, sheet_format
from cardwright.export.office.xml import HEAD, A, C, R, text, words
from cardwright.scene import ChartNode, Series
from cardwright.scene.charts.figures import shown, text_width
from cardwright.theme.contrast import contrast, readable

_DOTTED: Final = 16  # values of a line that get a dot each, as in the drawing
_GAP: Final = 0.75  # of a bar's width between groups
_KEY: Final = 1.12  # of the small text's size, for what stands beside a pie
_INSIDE: Final = 0.09  # of the whole that a slice needs to hold its figure
_FIGURE: Final = 0.11  # of a pie's diameter that a figure's size may have


def chart(node: ChartNode, palette: Palette, scale: float) -> str:
    """The chart part; its relationship rId1 is the workbook."""
    plot = {"bar": _bars, "line": _lines, "pie": _pie}[node.kind](node, palette, scale)
    x, y, width, height = _plot_area(node)
    layout = _manual(node, x=x, y=y, w=width, h=height)
    legend = _legend(node, palette, scale)
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{layout}{plot}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _manual(node: ChartNode, **shares: float) -> str:
    """A place in points as shares of the chart; with a width it is the inner plot area's."""
    inner = '<c:layoutTarget val="inner"/>' if "w" in shares else ""
    sides = {"x": node.width, "w": node.width, "y": node.height, "h": node.height}
    places = "".join(f'<c:{name} val="{value / sides[name]:.5f}"/>' for name, value in shares.items())
    return f'<c:layout><c:manualLayout>{inner}<c:xMode val="edge"/><c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'


def _plot_area(node: ChartNode) -> tuple[float, float, float, float]:
    """The drawing's plot area; a pie whose small slices are named outside gives up the room for that."""
    x, y, width, height = node.plot
    if node.kind == "pie" and any(0 < share < _INSIDE for share in _shares(node)):
        edge = min(node.font_size * 1.6, width / 6)
        return x + edge, y + edge, width - 2 * edge, height - 2 * edge
    return x, y, width, height


def _legend(node: ChartNode, palette: Palette, scale: float) -> str:
    """Names of series above the plot or of slices beside it, where the drawing has them."""
    x, y, width, height = node.plot
    style = _text(node, palette, scale, "text")
    if node.kind == "pie":
        beside = abs(y + height / 2 - node.height / 2) < 1
        line = node.font_size * _KEY * 2.1
        top = max(0.0, (node.height - line * len(node.categories)) / 2)
        at = _manual(node, x=x + width + 28, y=top) if beside else _manual(node, x=0.0, y=y + height + 12)
        return f'<c:legend><c:legendPos val="{"r" if beside else "b"}"/>{at}<c:overlay val="0"/>{style}</c:legend>'
    if len(node.series) < 2 or _named_at_ends(node):
        return ""
    at = _manual(node, x=x, y=0.0)
    return f'<c:legend><c:legendPos val="t"/>{at}<c:overlay val="0"/>{style}</c:legend>'


def _named_at_ends(node: ChartNode) -> bool:
    """Whether the drawing left room at the right, where lines are named."""
    return node.kind == "line" and node.width - node.plot[0] - node.plot[2] > 7


def _values(node: ChartNode) -> list[float]:
    series = node.series[:1] if node.kind == "pie" else node.series
    return [value for one in series for value in one.values if value is not None]


def _shares(node: ChartNode) -> list[float]:
    """What part of the whole each slice is."""
    values = [max(0.0, value or 0.0) for value in node.series[0].values] if node.series else []
    total = sum(values) or 1.0
    return [value / total for value in values]


def _ticks(node: ChartNode) -> list[float]:
    count = round((node.top - node.bottom) / node.step) if node.step else 0
    return [float(f"{node.bottom + node.step * at:.12g}") for at in range(count + 1)]


def _series(node: ChartNode, index: int, series: Series, shape: str, labels: str) -> str:
    last = len(node.categories) + 1
    letters = column(index + 1)
    names = "".join(f'<c:pt idx="{at}"><c:v>{words(name)}</c:v></c:pt>' for at, name in enumerate(node.categories))
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(series.values) if value is not None
    )
    count = f'<c:ptCount val="{len(node.categories)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!${letters}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{words(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>{shape}{labels}'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${letters}$2:${letters}${last}</c:f><c:numCache><c:formatCode>{words(sheet_format(node))}</c:formatCode>"
        f"{count}{values}</c:numCache></c:numRef></c:val>"
    )


def _numbers(code: str, *, linked: bool = False) -> str:
    return f'<c:numFmt formatCode="{text(code)}" sourceLinked="{int(linked)}"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'


def _shows(*what: str) -> str:
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{name} val="{int(name in what)}"/>' for name in names)


def _bar_labels(node: ChartNode, palette: Palette, scale: float) -> str:
    """Values at the ends of their bars when all of them fit, as in the drawing."""
    unit = node.unit if len(node.unit) <= 1 else ""  # words stand on the axis
    slot, count = node.plot[2] / max(1, len(node.categories)), len(node.series)
    free = slot / (count + _GAP) * (1 if count > 1 else 1 + _GAP) - 3
    values = _values(node)
    if any(text_width(shown(value, unit), node.font_size, 600) > free for value in values):
        return ""
    style = _text(node, palette, scale, "text", bold=True)
    return f'<c:dLbls>{_numbers(number_format(values, unit))}{style}<c:dLblPos val="outEnd"/>{_shows("Val")}</c:dLbls>'


def _bars(node: ChartNode, palette: Palette, scale: float) -> str:
    labels = _bar_labels(node, palette, scale)
    body = "".join(
        _series(
            node, index, series,
            f'<c:spPr>{series_fill(palette.theme, index, _color(node, index))}</c:spPr><c:invertIfNegative val="0"/>', labels,
        ) + "</c:ser>"
        for index, series in enumerate(node.series)
    )  # fmt: skip
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{body}<c:gapWidth val="75"/><c:overlap val="0"/><c:axId val="111"/><c:axId val="222"/></c:barChart>{_axes(node, palette, scale)}'
    )


def _lines(node: ChartNode, palette: Palette, scale: float) -> str:
    body = ""
    for index, series in enumerate(node.series):
        fill = series_fill(palette.theme, index, _color(node, index))
        marker = '<c:symbol val="none"/>'
        if len(node.categories) <= _DOTTED:
            marker = f'<c:symbol val="circle"/><c:size val="7"/><c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr>'
        shape = f'<c:spPr><a:ln w="31750" cap="rnd">{fill}<a:round/></a:ln></c:spPr><c:marker>{marker}</c:marker>'
        labels = _line_labels(node, index, palette, scale)
        body += _series(node, index, series, shape, labels) + '<c:smooth val="0"/></c:ser>'
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{body}<c:marker val="1"/>'
        f'<c:axId val="111"/><c:axId val="222"/></c:lineChart>{_axes(node, palette, scale)}'
    )


def _line_labels(node: ChartNode, index: int, palette: Palette, scale: float) -> str:
    """At a line's end its name or, when there is only one line, its last value."""
    last = max((at for at, value in enumerate(node.series[index].values) if value is not None), default=None)
    if last is None or not _named_at_ends(node):
        return ""
    what, color = "Val", ""
    if len(node.series) > 1:
        surface = palette.theme.surface(palette.surface)
        what, color = "SerName", readable(_color(node, index), surface.background)
    style = _text(node, palette, scale, "text", bold=True, color=color)
    label = f"{_numbers(number_format(_values(node), node.unit))}{style}"
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{label}<c:dLblPos val="r"/>{_shows(what)}</c:dLbl>{_shows()}</c:dLbls>'
    )


def _pie(node: ChartNode, palette: Palette, scale: float) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/><c:spPr>{series_fill(palette.theme, index, _color(node, index))}'
        f'<a:ln w="19050">{palette.fill("background")}</a:ln></c:spPr></c:dPt>'
        for index in range(len(node.categories))
    )
    body = (
        _series(node, 0, node.series[0], points, _pie_labels(node, palette, scale)) + "</c:ser>" if node.series else ""
    )
    return f'<c:pieChart><c:varyColors val="1"/>{body}<c:firstSliceAng val="0"/></c:pieChart>'


def _pie_labels(node: ChartNode, palette: Palette, scale: float) -> str:
    """The figures of the drawing's key on the slices: the value and, unless it is one, its percentage.

    The number format is linked to the cells' where both are shown: programs
    disagree on which of the two a format of the label's own is for.
    """
    values = _values(node)
    percent = node.unit == "%" or (not node.unit and abs(sum(max(0.0, value) for value in values) - 100) < 0.5)
    both = not percent
    numbers = _numbers(sheet_format(node), linked=True) if both else _numbers(number_format(values, "%"))
    what = _shows("Val", "Percent") + "<c:separator>\n</c:separator>" if both else _shows("Val")
    labels = "".join(
        f'<c:dLbl><c:idx val="{index}"/>'
        + (f"{numbers}{_on_slice(node, index, share, palette, scale)}{what}" if share else '<c:delete val="1"/>')
        + "</c:dLbl>"
        for index, share in enumerate(_shares(node))
    )
    style = _text(node, palette, scale, "text", bold=True)
    return f'<c:dLbls>{labels}{numbers}{style}{what}<c:showLeaderLines val="0"/></c:dLbls>'


def _on_slice(node: ChartNode, index: int, share: float, palette: Palette, scale: float) -> str:
    """Style and place of a figure: inside a slice that can hold it, else beside it."""
    surface = palette.theme.surface(palette.surface)
    color = ""
    if share >= _INSIDE:
        color = max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, _color(node, index)))
    place = "bestFit" if not color else "inEnd" if share < 0.999 else "ctr"
    most = max(7.0, _plot_area(node)[2] * _FIGURE)
    style = _text(node, palette, scale, "text", bold=True, color=color or surface.text, most=most)
    return f'{style}<c:dLblPos val="{place}"/>'


def _color(node: ChartNode, index: int) -> str:
    return node.colors[index % len(node.colors)]


def _axes(node: ChartNode, palette: Palette, scale: float) -> str:
    quiet = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    style = _text(node, palette, scale, "muted")
    return (
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{quiet}<c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{palette.fill("muted")}</a:ln></c:spPr>'
        f'{style}<c:crossAx val="222"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:max val="{node.top:g}"/><c:min val="{node.bottom:g}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="9525">{palette.fill("line")}</a:ln></c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="{text(axis_format(_ticks(node), node.unit))}" sourceLinked="0"/>{quiet}<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{style}<c:crossAx val="111"/><c:crosses val="autoZero"/><c:majorUnit val="{node.step:g}"/></c:valAx>'
    )


def _text(
    node: ChartNode,
    palette: Palette,
    scale: float,
    role: str,
    *,
    bold: bool = False,
    color: str = "",
    most: float = float("inf"),
) -> str:
    """The style of texts: in a role's colour, or in `color` (#rrggbb) when there is one; `most` points high."""
    size = round(min(most, node.font_size * (_KEY if node.kind == "pie" else 1.0)) * min(1.0, scale) * 100)
    fill = palette.fill("muted" if role == "muted" else "text")
    if color and color != palette.theme.surface(palette.surface).text:
        fill = f"<a:solidFill>{rgb(color)}</a:solidFill>"
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}">{fill}<a:latin typeface="+mn-lt"/>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
