"""Native charts: the same numbers, axis, plot area and colours as the drawing in the other outputs."""

from cardwright.export.office.palette import Palette, series_fill
from cardwright.export.office.workbook import column
from cardwright.export.office.xml import HEAD, A, C, R, words
from cardwright.scene import ChartNode, Series

_PREFIXES = frozenset("$€£¥₹₩₽₺")


def chart(node: ChartNode, palette: Palette, scale: float) -> str:
    """The chart part; its relationship rId1 is the workbook."""
    plot = {"bar": _bars, "line": _lines, "pie": _pie}[node.kind](node, palette, scale)
    layout = "".join(
        f'<c:{name} val="{value:.5f}"/>'
        for name, value in zip(
            ("x", "y", "w", "h"),
            (
                node.plot[0] / node.width,
                node.plot[1] / node.height,
                node.plot[2] / node.width,
                node.plot[3] / node.height,
            ),
            strict=True,
        )
    )
    legend = ""
    if node.kind == "pie" or len(node.series) > 1:
        place = "r" if node.kind == "pie" else "t"
        legend = f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/>{_text(node, palette, scale, "text")}</c:legend>'
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{layout}</c:manualLayout></c:layout>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _format(unit: str) -> str:
    """A number format with the unit, quoted so that it is taken literally."""
    if not unit:
        return "General"
    quoted = "&quot;" + words(unit.replace('"', "")) + "&quot;"
    if unit in _PREFIXES:
        return f"{quoted}#,##0"
    return f"General{quoted}" if unit == "%" else f"General&quot; &quot;{quoted}"


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
        f"<c:val><c:numRef><c:f>Sheet1!${letters}$2:${letters}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{count}{values}</c:numCache></c:numRef></c:val>"
    )


def _labels(node: ChartNode, palette: Palette, scale: float, place: str) -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="{_format(node.unit)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(node, palette, scale, "text", bold=True)}<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _bars(node: ChartNode, palette: Palette, scale: float) -> str:
    labels = _labels(node, palette, scale, "outEnd") if len(node.series) * len(node.categories) <= 24 else ""
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
        shape = (
            f'<c:spPr><a:ln w="31750" cap="rnd">{fill}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="7"/>'
            f"<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
        )
        body += _series(node, index, series, shape, "") + '<c:smooth val="0"/></c:ser>'
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{body}<c:marker val="1"/>'
        f'<c:axId val="111"/><c:axId val="222"/></c:lineChart>{_axes(node, palette, scale)}'
    )


def _pie(node: ChartNode, palette: Palette, scale: float) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/><c:spPr>{series_fill(palette.theme, index, _color(node, index))}'
        f'<a:ln w="19050">{palette.fill("background")}</a:ln></c:spPr></c:dPt>'
        for index in range(len(node.categories))
    )
    body = _series(node, 0, node.series[0], points, "") + "</c:ser>" if node.series else ""
    return f'<c:pieChart><c:varyColors val="1"/>{body}<c:firstSliceAng val="0"/></c:pieChart>'


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
        f'<c:numFmt formatCode="{_format(node.unit)}" sourceLinked="0"/>{quiet}<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{style}<c:crossAx val="111"/><c:crosses val="autoZero"/><c:majorUnit val="{node.step:g}"/></c:valAx>'
    )


def _text(node: ChartNode, palette: Palette, scale: float, role: str, *, bold: bool = False) -> str:
    size = round(node.font_size * min(1.0, scale) * 100)
    fill = palette.fill("muted" if role == "muted" else "text")
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}">{fill}<a:latin typeface="+mn-lt"/>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
