"""Native charts: the same numbers, axes, plot area, labels and colours as the drawing in the other outputs."""

from dataclasses import replace
from typing import Final

from cardwright.export.office import axes, labels
from cardwright.export.office.chart_text import ChartText
from cardwright.export.office.palette import Palette, rgb, series_fill
from cardwright.export.office.sheet import Sheet, column
from cardwright.export.office.xml import HEAD, A, C, R, words
from cardwright.scene import ChartNode
from cardwright.scene.charts.labels import text_width
from cardwright.scene.charts.line import DOT
from cardwright.scene.plot import Key, Layer

_GROUPING: Final = {"none": "clustered", "sum": "stacked", "share": "percentStacked"}
_PT: Final = 12700  # EMU


def chart(node: ChartNode, sheet: Sheet, palette: Palette, scale: float) -> str:
    """The chart part; its relationship rId1 is the workbook."""
    return _Chart(node, sheet, palette, ChartText(node, palette, scale)).xml()


class _Chart:
    """Writes one chart."""

    def __init__(self, node: ChartNode, sheet: Sheet, palette: Palette, style: ChartText) -> None:
        self.node = node
        self.sheet = sheet
        self.palette = palette
        self.style = style

    def xml(self) -> str:
        x, y, width, height = self.node.plot.area
        area = self.style.place(x=x, y=y, w=width, h=height)
        layers = "".join(self._layer(layer) for layer in self.node.plot.layers)
        return (
            f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart>'
            f"{self._title()}<c:plotArea>{area}{layers}{axes.axes(self.node, self.style)}</c:plotArea>{self._legend()}"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
        )

    def _title(self) -> str:
        """What stands in the middle of a ring; a chart's own title is text of the slide."""
        plot = self.node.plot
        if not plot.center:
            return '<c:autoTitleDeleted val="1"/>'
        x, y, width, height = plot.area
        wide, tall = text_width(plot.center, plot.center_size, 600), plot.center_size * 1.2
        at = self.style.place(x=x + (width - wide) / 2, y=y + (height - tall) / 2)
        rich = self.style.rich(plot.center, "text", size=plot.center_size, bold=True)
        return f'<c:title>{rich}{at}<c:overlay val="1"/></c:title><c:autoTitleDeleted val="0"/>'

    def _legend(self) -> str:
        key = self.node.plot.key
        if key is None:
            return ""
        side = self._side(key)
        at = self.style.place(x=key.x, y=key.y)
        text = self.style.properties("text", size=labels.size_of_key(self.node))
        return f'<c:legend><c:legendPos val="{side}"/>{at}<c:overlay val="0"/>{text}</c:legend>'

    def _side(self, key: Key) -> str:
        if not key.listed:
            return "t"
        return "r" if key.x > self.node.plot.area[0] else "b"

    def _layer(self, layer: Layer) -> str:
        match layer.form:
            case "bar":
                return self._bars(layer)
            case "line":
                return self._lines(layer)
            case "area":
                return self._areas(layer)
            case "scatter":
                return self._scatter(layer)
            case "pie" | "donut":
                return self._circle(layer)

    def _bars(self, layer: Layer) -> str:
        series = [*layer.series, *([len(layer.series)] if layer.rest else [])]
        body = "".join(
            self._series(index, f'<c:spPr>{self._fill(index, layer)}</c:spPr><c:invertIfNegative val="0"/>')
            for index in series
        )
        gap = round(layer.gap * 100)
        overlap = 0 if layer.stack == "none" else 100
        return (
            f'<c:barChart><c:barDir val="{"bar" if layer.sideways else "col"}"/><c:grouping val="{_GROUPING[layer.stack]}"/>'
            f'<c:varyColors val="0"/>{body}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{axes.ids(layer)}</c:barChart>'
        )

    def _lines(self, layer: Layer) -> str:
        body = "".join(
            self._series(
                index,
                f'<c:spPr><a:ln w="{round(layer.stroke * _PT)}" cap="rnd">{self._fill(index)}<a:round/></a:ln></c:spPr>'
                f"<c:marker>{self._marker(layer, self._fill(index))}</c:marker>{self._last_dot(layer, index)}",
                '<c:smooth val="0"/>',
            )
            for index in layer.series
        )
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{body}<c:marker val="1"/>'
            f"{axes.ids(layer)}</c:lineChart>"
        )

    def _areas(self, layer: Layer) -> str:
        edge = f'<a:ln w="{_PT}">{self.palette.fill("background")}</a:ln>'
        body = "".join(self._series(index, f"<c:spPr>{self._fill(index)}{edge}</c:spPr>") for index in layer.series)
        return f'<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>{body}{axes.ids(layer)}</c:areaChart>'

    def _scatter(self, layer: Layer) -> str:
        edge = f'<a:ln w="{_PT}">{self.palette.fill("background")}</a:ln>'
        hidden = '<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr>'
        body = "".join(
            self._points(index, f"{hidden}<c:marker>{self._marker(layer, self._fill(index - 1), edge)}</c:marker>")
            for index in layer.series
        )
        return (
            f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{body}'
            f"{axes.ids(layer)}</c:scatterChart>"
        )

    def _circle(self, layer: Layer) -> str:
        points = "".join(self._slice(at, layer) for at in range(len(self.sheet.categories)))
        body = self._series(0, points)
        if layer.form == "pie":
            return f'<c:pieChart><c:varyColors val="1"/>{body}<c:firstSliceAng val="0"/></c:pieChart>'
        hole = f'<c:firstSliceAng val="0"/><c:holeSize val="{round(layer.hole * 100)}"/>'
        return f'<c:doughnutChart><c:varyColors val="1"/>{body}{hole}</c:doughnutChart>'

    def _slice(self, at: int, layer: Layer) -> str:
        edge = (
            f'<a:ln w="{round(1.5 * _PT)}">{self.palette.fill("background")}</a:ln>'
            if not layer.rest
            else "<a:ln><a:noFill/></a:ln>"
        )
        shape = f"<c:spPr>{self._fill(at, layer)}{edge}</c:spPr>"
        return f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{shape}</c:dPt>'

    def _fill(self, index: int, layer: Layer | None = None) -> str:
        if layer and layer.rest and index:
            return f"<a:solidFill>{rgb(layer.rest)}</a:solidFill>"
        color = self.node.colors[index % len(self.node.colors)]
        return series_fill(self.palette.theme, index, color)

    def _marker(self, layer: Layer, fill: str, edge: str = "<a:ln><a:noFill/></a:ln>") -> str:
        if not layer.dots:
            return '<c:symbol val="none"/>'
        size = max(2, round(layer.dots))
        return f'<c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{fill}{edge}</c:spPr>'

    def _last_dot(self, layer: Layer, index: int) -> str:
        """The mark of a line's last value, where its others have none."""
        values = self.sheet.columns[index].values
        last = max((at for at, value in enumerate(values) if value is not None), default=None)
        if layer.dots or last is None:
            return ""
        marker = self._marker(replace(layer, dots=2 * DOT), self._fill(index))
        line = f'<c:spPr><a:ln w="{round(layer.stroke * _PT)}" cap="rnd">{self._fill(index)}<a:round/></a:ln></c:spPr>'
        return f'<c:dPt><c:idx val="{last}"/><c:marker>{marker}</c:marker><c:bubble3D val="0"/>{line}</c:dPt>'

    def _series(self, index: int, shape: str, end: str = "") -> str:
        names = "".join(
            f'<c:pt idx="{at}"><c:v>{words(name)}</c:v></c:pt>' for at, name in enumerate(self.sheet.categories)
        )
        count = f'<c:ptCount val="{len(self.sheet.categories)}"/>'
        categories = f"<c:cat><c:strRef><c:f>Sheet1!{self._cells(0)}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        told = labels.of_series(self.node, index, self.style)
        return f"<c:ser>{self._head(index)}{shape}{told}{categories}<c:val>{self._values(index)}</c:val>{end}</c:ser>"

    def _points(self, index: int, shape: str) -> str:
        told = labels.of_series(self.node, index, self.style)
        values = f"<c:xVal>{self._values(0)}</c:xVal><c:yVal>{self._values(index)}</c:yVal>"
        return f'<c:ser>{self._head(index)}{shape}{told}{values}<c:smooth val="0"/></c:ser>'

    def _head(self, index: int) -> str:
        name = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{words(self.sheet.columns[index].name)}</c:v></c:pt>'
        cell = f"Sheet1!${column(index + 1)}$1"
        return (
            f'<c:idx val="{index}"/><c:order val="{index}"/>'
            f"<c:tx><c:strRef><c:f>{cell}</c:f><c:strCache>{name}</c:strCache></c:strRef></c:tx>"
        )

    def _values(self, index: int) -> str:
        one = self.sheet.columns[index]
        values = "".join(
            f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(one.values) if value is not None
        )
        return (
            f"<c:numRef><c:f>Sheet1!{self._cells(index + 1)}</c:f><c:numCache><c:formatCode>{words(one.format)}</c:formatCode>"
            f'<c:ptCount val="{len(one.values)}"/>{values}</c:numCache></c:numRef>'
        )

    def _cells(self, at: int) -> str:
        """The cells of a column below its head."""
        letters = column(at)
        return f"${letters}$2:${letters}${len(self.sheet.categories) + 1}"
