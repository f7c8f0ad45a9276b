"""Axes of a native chart: the same bounds, steps, figures and titles as in the drawing."""

from collections.abc import Sequence
from typing import Final

from cardwright.export.office.chart_text import ChartText
from cardwright.export.office.figures import axis_format
from cardwright.export.office.xml import text
from cardwright.scene import ChartNode
from cardwright.scene.charts.frame import title_texts
from cardwright.scene.charts.labels import BOLD, shortened, text_width
from cardwright.scene.plot import Layer, Scale

_FIRST: Final = (111, 222)  # ids of the axis of categories, or of the lower one, and of that of values
_SECOND: Final = (333, 444)
_NEARLY_LEVEL: Final = 1e-3  # degrees
_QUIET: Final = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def ids(layer: Layer) -> str:
    """The axes that a layer stands on."""
    return "".join(f'<c:axId val="{number}"/>' for number in (_SECOND if layer.second else _FIRST))


def axes(node: ChartNode, style: ChartText) -> str:
    """All axes of a chart; circles have none."""
    plot = node.plot
    if plot.scale is None:
        return ""
    sideways = plot.layers[0].sideways
    if plot.across:
        lower = _values(node, plot.across, style, _FIRST, "b", title=_lower_title(node, plot.across, style))
        return lower + _values(node, plot.scale, style, _FIRST[::-1], "l", title=_title(node, style))
    found = _categories(node, style, sideways)
    found += _values(node, plot.scale, style, _FIRST[::-1], "b" if sideways else "l", title=_title(node, style))
    if plot.second:
        title = _title(node, style, right=True)
        found += _hidden_categories() + _values(node, plot.second, style, _SECOND[::-1], "r", title=title, second=True)
    return found


def _categories(node: ChartNode, style: ChartText, sideways: bool) -> str:
    names = node.plot.names
    shown = names is not None and names.shown
    order = "maxMin" if sideways else "minMax"
    line = f'<c:spPr><a:ln w="9525">{_base_line(node, style)}</a:ln></c:spPr>'
    # Names of which some are left out are turned by next to nothing: LibreOffice would squeeze all level ones in.
    turn = names.turn if names and (names.every == 1 or names.turn) else _NEARLY_LEVEL
    look = style.properties("text" if sideways else "muted", size=names.size if names else 0.0, turn=turn)
    skip = f'<c:tickLblSkip val="{names.every}"/>' if names and names.every > 1 else ""
    return (
        f'<c:catAx><c:axId val="{_FIRST[0]}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if sideways else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>{_QUIET}'
        f'<c:tickLblPos val="{"low" if shown else "none"}"/>{line}{look}'
        f'<c:crossAx val="{_FIRST[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _base_line(node: ChartNode, style: ChartText) -> str:
    """The line that categories stand on: strong at zero, like other grid lines elsewhere, none below tracks."""
    scale, names = node.plot.scale, node.plot.names
    if scale is None or node.plot.layers[0].rest or names is None or not names.shown:
        return "<a:noFill/>"
    return style.palette.fill("muted" if scale.bottom <= 0 <= scale.top else "line")


def _hidden_categories() -> str:
    """The second axis of values needs categories of its own, which nobody sees."""
    return (
        f'<c:catAx><c:axId val="{_SECOND[0]}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="b"/>{_QUIET}<c:tickLblPos val="none"/><c:crossAx val="{_SECOND[1]}"/><c:crosses val="autoZero"/></c:catAx>'
    )


def _values(
    node: ChartNode, scale: Scale, style: ChartText, own: Sequence[int], side: str, *, title: str, second: bool = False
) -> str:
    """A value axis; `own` is its id and that of the axis it crosses."""
    layer = node.plot.layers[0]
    lines = f'<c:majorGridlines><c:spPr><a:ln w="9525">{style.palette.fill("line")}</a:ln></c:spPr></c:majorGridlines>'
    grid = lines if scale.shown and not second else ""
    # Where categories run downwards their last one is at the lower edge, and so is the axis.
    crosses = "max" if second or (layer.sideways and not node.plot.across) else "autoZero"
    if node.plot.across:
        crosses = "min"
    between = "" if node.plot.across else f'<c:crossBetween val="{"midCat" if layer.flush else "between"}"/>'
    between = between or '<c:crossBetween val="midCat"/>'
    return (
        f'<c:valAx><c:axId val="{own[0]}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.top!r}"/><c:min val="{scale.bottom!r}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{grid}{title}<c:numFmt formatCode="{text(axis_format(scale))}" sourceLinked="0"/>{_QUIET}'
        f'<c:tickLblPos val="{("high" if second else "low") if scale.shown else "none"}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{style.properties("muted", turn=0)}'
        f'<c:crossAx val="{own[1]}"/><c:crosses val="{crosses}"/>{between}<c:majorUnit val="{scale.step!r}"/></c:valAx>'
    )


def _title(node: ChartNode, style: ChartText, *, right: bool = False) -> str:
    """What an axis counts, above its end."""
    plot = node.plot
    scale = plot.second if right else plot.scale
    if scale is None or plot.scale is None or not scale.title:
        return ""
    text = title_texts(node.width, node.font_size, plot.scale, plot.second)[int(right)]
    y = plot.area[1] - node.font_size * 2.0
    x = node.width - text_width(text, node.font_size, BOLD if scale.color else 400) - 2 if right else 0.0
    return _titled(text, scale, style, x, y)


def _lower_title(node: ChartNode, scale: Scale, style: ChartText) -> str:
    """What the lower axis counts, below its end."""
    if not scale.title:
        return ""
    x, y, width, height = node.plot.area
    text = shortened(scale.title, x + width, node.font_size)
    right = x + width - text_width(text, node.font_size) - 2
    return _titled(text, scale, style, right, y + height + node.font_size * 1.9)


def _titled(text: str, scale: Scale, style: ChartText, x: float, y: float) -> str:
    rich = style.rich(text, scale.color or "muted", bold=bool(scale.color))
    return f'<c:title>{rich}{style.place(x=x, y=y)}<c:overlay val="1"/></c:title>'
