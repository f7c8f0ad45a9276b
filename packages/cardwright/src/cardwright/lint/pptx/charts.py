"""Charts: what kind they are, what they say, and whether their numbers came along."""

from typing import Any, Final

from cardwright.lint.canvas import Chart
from cardwright.lint.pptx.xml import A, C, parsed

_DEFAULT_SIZE: Final = 0.0  # programs choose one
_KINDS: Final = {
    "areaChart": "area", "barChart": "bar", "doughnutChart": "donut", "lineChart": "line", "pieChart": "pie", "scatterChart": "scatter",
}  # fmt: skip


def chart_of(part: Any) -> Chart:
    """The chart of a part."""
    root: Any = parsed(part.blob)
    plots = [one for one in root.iterfind(f"{C}chart/{C}plotArea/*") if str(one.tag).endswith("Chart")]
    kind = str(plots[0].tag).rpartition("}")[2] if plots else "chart"
    words = [str(value.text or "") for value in root.iter(f"{C}v")]
    words += [str(text.text or "") for text in root.iter(f"{A}t")]
    own = root.find(f"{C}externalData")
    relations = {name for name, relation in part.rels.items() if not relation.is_external}
    data = own is not None and any(str(value) in relations for value in own.attrib.values())
    sizes = [int(one.get("sz")) / 100 for one in root.iter(f"{A}defRPr") if one.get("sz")]
    return Chart(_KINDS.get(kind, kind), " ".join(words), data, min(sizes, default=_DEFAULT_SIZE))
