"""Labels at the values of a native chart, as the drawing has them."""

from collections.abc import Iterator
from typing import Final

from cardwright.export.office.chart_text import ChartText
from cardwright.export.office.figures import number_format, share_format
from cardwright.export.office.xml import text
from cardwright.scene import ChartNode
from cardwright.scene.plot import Labels, Layer

_CIRCLES: Final = frozenset({"pie", "donut"})
_KEY: Final = 1.12  # of small text's size, for what stands beside a circle
_PLACES: Final = {"right": "r", "left": "l", "above": "t", "below": "b", "middle": "ctr", "beside": "outEnd"}
_SHOWN: Final = {"value": "Val", "share": "Percent", "category": "CatName", "series": "SerName"}


def size_of_key(node: ChartNode) -> float:
    """Points of the names in a key; a list beside a circle is a little larger."""
    key = node.plot.key
    if key is None or not key.listed:
        return node.font_size
    return min(node.font_size * _KEY, key.height / max(1, len(node.categories)) * 0.8)


def of_series(node: ChartNode, index: int, style: ChartText) -> str:
    """All labels of one series as `c:dLbls`, empty when it has none."""
    layer = next((one for one in node.plot.layers if index in one.series), node.plot.layers[0])
    own = [one for one in node.plot.labels if one.series == index]
    whole = next((one for one in own if one.points is None), None)
    if whole:
        return f"<c:dLbls>{_look(whole, style)}{_place(whole, layer)}{_shows(whole)}</c:dLbls>"
    singles = dict(single for one in own for single in _singles(one, layer, style))
    if not singles:
        return ""
    leaders = '<c:showLeaderLines val="0"/>' if layer.form in _CIRCLES else ""
    return f"<c:dLbls>{''.join(singles[at] for at in sorted(singles))}{_shows(None)}{leaders}</c:dLbls>"


def _singles(one: Labels, layer: Layer, style: ChartText) -> Iterator[tuple[int, str]]:
    texts = one.texts if layer.form not in _CIRCLES else ()  # there the program writes the figures itself
    bold = layer.form != "scatter" and one.spot != "beside"
    moved = style.shift(one.shift) if one.shift else ""
    for place, at in enumerate(one.points or ()):
        rich = style.rich(texts[place], one.color, size=one.size, bold=bold) if texts else ""
        look = _look(one, style, bold=bold)
        yield at, f'<c:dLbl><c:idx val="{at}"/>{moved}{rich}{look}{_place(one, layer)}{_shows(one)}</c:dLbl>'


def _look(one: Labels, style: ChartText, *, bold: bool = True) -> str:
    plain = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    return f"{_numbers(one)}{plain}{style.properties(one.color, size=one.size, bold=bold)}"


def _numbers(one: Labels) -> str:
    """The number format, linked to the cells' where value and share are both shown: programs disagree on which it is for."""
    if "value" in one.told and "share" in one.told:
        return f'<c:numFmt formatCode="{text(number_format(one.style))}" sourceLinked="1"/>'
    code = share_format(one.style.language) if "share" in one.told else number_format(one.style)
    return f'<c:numFmt formatCode="{text(code)}" sourceLinked="0"/>'


def _place(one: Labels, layer: Layer) -> str:
    if layer.form in {"area", "donut"}:  # these have one place only
        return ""
    place = _PLACES.get(one.spot, "")
    if one.spot == "end":
        place = "outEnd" if layer.stack == "none" else "inEnd"
    if one.spot == "inside":
        place = "inBase" if layer.form == "bar" else "inEnd"
    return f'<c:dLblPos val="{place}"/>'


def _shows(one: Labels | None) -> str:
    told = {_SHOWN[what] for what in one.told} if one else set[str]()
    if one and one.texts and "category" in told:  # a text of its own shows in place of the value
        told = {"Val"}
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    shown = "".join(f'<c:show{name} val="{int(name in told)}"/>' for name in names)
    return f"{shown}<c:separator>\n</c:separator>" if len(told) > 1 else shown
