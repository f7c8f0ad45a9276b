"""Requests for charts, in the instructions or in the text itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.deck.blocks.chart import ChartType
from cardwright.write.language import terms

# Words that stand before a kind's own, or behind it, to make it another one.
_BAR_EN: Final = r"(?:bar|column)s?\s*-?(?:chart|graph|diagram|plot)s?"
_BAR_DE: Final = r"(?:balken|säulen|stab)-?diagramm\w*"
_BAR_FR: Final = r"(?:diagrammes?|graphiques?|histogrammes?)\s+(?:en|à)\s+(?:barres|bâtons|colonnes)"
_BAR_ES: Final = r"gr[aá]ficos?\s+de\s+(?:barras|columnas|colunas)"
_CHART_EN: Final = r"\s*-?(?:chart|graph|diagram|plot)s?"
_CHART_FR: Final = r"(?:diagrammes?|graphiques?)\s+"
_CHART_ES: Final = r"gr[aá]ficos?\s+"

_KINDS: Final[dict[ChartType, str]] = {
    "bar": rf"{_BAR_EN}|histogram|{_BAR_DE}|{_BAR_FR}|{_BAR_ES}"
    r"|(?:grafico|diagramma)\s+a\s+(?:barre|colonne)|staafdiagram|wykres\s+słupkowy|столбчат\w+\s+диаграмм\w+"
    r"|棒グラフ|柱状图|柱狀圖|条形图|長條圖|막대\s*그래프|رسم\s+بياني\s+(?:شريطي|عمودي)|مخطط\s+(?:شريطي|أعمدة)|बार\s*चार्ट|दंड\s*आरेख",
    "horizontal": rf"(?:horizontal|lying|ranked|ranking)\s+{_BAR_EN}|(?:horizontal\w*|liegend\w*|waagerecht\w*)\s+{_BAR_DE}"
    rf"|{_BAR_FR}\s+horizontales|{_BAR_ES}\s+horizontales|barre\s+orizzontali|barras\s+horizontais|横棒グラフ|横向?条形图|橫條圖",
    "stacked": rf"stacked\s+(?:(?:bar|column)s?(?:{_CHART_EN})?|chart|graph)|gestapelt\w*\s+{_BAR_DE}"
    rf"|stapel(?:balken|säulen)?-?diagramm\w*|{_BAR_FR}\s+empilée?s|histogrammes?\s+empilés?|(?:barres|colonnes)\s+empilées"
    rf"|{_BAR_ES}\s+apiladas|(?:barras|columnas)\s+apiladas|(?:barre|colonne)\s+(?:in\s+pila|impilate)|(?:barras|colunas)\s+empilhadas"
    r"|積み上げ(?:棒)?グラフ|堆[积叠]柱[状形]图|堆[疊積]長條圖|누적\s*막대\s*그래프",
    "stacked100": rf"(?:100\s*%\s*-?stacked|percent(?:age)?\s+stacked)\s+(?:(?:bar|column)s?(?:{_CHART_EN})?|chart|graph)"
    rf"|(?:auf\s+)?100\s*%\s*-?\s*gestapelt\w*\s+{_BAR_DE}|{_BAR_FR}\s+empilée?s\s+(?:à\s+)?100\s*%"
    rf"|(?:barres|colonnes)\s+empilées\s+(?:à\s+)?100\s*%|(?:{_BAR_ES}|barras|columnas)\s+apiladas\s+(?:al\s+)?100\s*%"
    r"|100\s*%\s*積み上げ(?:棒)?グラフ",
    "line": r"line\s*-?(?:chart|graph|diagram|plot)|(?:linien|kurven)-?diagramm|courbe|graphique\s+linéaire"
    r"|gr[aá]fico?\s+de\s+l[ií]ne?as|gr[aá]fico\s+de\s+linhas|grafico\s+a\s+linee|lijndiagram|wykres\s+liniowy"
    r"|линейн\w+\s+(?:график|диаграмм)\w*|折れ線グラフ|折线图|折線圖|꺾은선\s*그래프|رسم\s+بياني\s+خطي|मخطط\s+خطي|लाइन\s*चार्ट|रेखा\s*चार्ट",
    "area": rf"(?:stacked\s+)?area{_CHART_EN}|(?:gestapelt\w*\s+)?flächen-?diagramm\w*|{_CHART_FR}en\s+aires?(?:\s+empilées)?"
    rf"|courbes?\s+en\s+aires?|{_CHART_ES}de\s+[aá]reas?|grafico\s+ad?\s+are[ae]|面グラフ|面积图|面積圖",
    "pie": rf"pie{_CHART_EN}|(?:kreis|torten|kuchen)-?diagramm|camembert"
    r"|diagramme\s+circulaire|gr[aá]fico\s+(?:circular|de\s+(?:pizza|torta|pastel))|grafico\s+a\s+torta|cirkeldiagram"
    r"|wykres\s+kołowy|кругов\w+\s+диаграмм\w+|円グラフ|饼图|圓餅圖|饼状图|원\s*그래프|مخطط\s+دائري|رسم\s+بياني\s+دائري|पाई\s*चार्ट|वृत्त\s*आरेख",
    "donut": rf"(?:doughnut|donut|ring){_CHART_EN}|(?:ring|donut)-?diagramm\w*|{_CHART_FR}en\s+(?:anneau|beignet|donut)"
    rf"|{_CHART_ES}de\s+(?:anillos?|rosca|rosquilla|dona|donut)|grafico\s+ad\s+anello|ドーナツグラフ|环形图|環形圖|圆环图|도넛\s*(?:차트|그래프)",
    "scatter": rf"scatter\s*-?(?:plot|chart|graph|diagram|gram)s?|(?:streu(?:ungs)?|punkte?|xy)-?diagramm\w*|punktwolke"
    rf"|nuages?\s+de\s+points|{_CHART_ES}de\s+dispers(?:ión|ion|ão)|diagrama\s+de\s+dispersi[oó]n|nube\s+de\s+puntos"
    r"|grafico\s+a\s+dispersione|散布図|散点图|散點圖|산점도",
    "combo": rf"combo(?:{_CHART_EN})?|combination{_CHART_EN}|combined{_CHART_EN}|(?:bars?|columns?)\s+and\s+lines?{_CHART_EN}"
    rf"|kombi(?:nations)?-?diagramm\w*|verbund-?diagramm\w*|säulen-?\s*und\s*linien-?diagramm\w*|{_CHART_FR}(?:combiné|mixte)s?"
    rf"|{_CHART_ES}(?:combinado|mixto)s?|grafico\s+combinato|複合グラフ|组合图|組合圖",
    "progress": rf"progress\s*-?(?:bar|ring|chart|circle|gauge)s?|gauges?(?:{_CHART_EN})?|fortschritts-?(?:balken|ring|anzeige|diagramm)\w*"
    r"|barres?\s+de\s+progression|anneau\s+de\s+progression|jauges?|barras?\s+de\s+progress?o|barra\s+di\s+avanzamento|進捗バー|进度条|進度條",
    "sparkline": rf"spark\s*-?lines?(?:{_CHART_EN})?|スパークライン|迷你图",
}  # fmt: skip
_PATTERNS: Final[dict[ChartType, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()
}
_ANY: Final = re.compile(
    r"\bcharts?\b|\bgraphs?\b|\bdiagramme?n?\b|\bgraphiques?\b|\bgr[aá]ficos?\b|\bgrafici?\b|график\w*|диаграмм\w*"
    r"|グラフ|图表|圖表|그래프|차트|رسم\s+بياني|चार्ट|आरेख",
    re.IGNORECASE,
)
_MANY: Final = re.compile(
    r"\b(?:all|every|each|charts|graphs|alle|jede\w*|tou(?:s|tes)|todos|todas|tutti)\b|すべて|所有|全部", re.IGNORECASE
)
_REFUSED: Final = re.compile(
    r"\b(?:no|without|don't|do not|avoid|keine?n?|ohne|sans|pas de|sin|senza)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"[.;!?\n]+\s*|[。；]")


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish for a chart; `type` is None when the kind was left open."""

    type: ChartType | None
    about: frozenset[str]  # the words around it
    many: bool = False  # every series that there is, not the best one


def type_named(text: str) -> ChartType | None:
    """The kind of chart a text names, if it names one: the first, and the fullest name of it."""
    found = _named(text)
    return found[0][2] if found else None


def _named(text: str) -> list[tuple[int, int, ChartType]]:
    """Start, end and kind of all that a text names, in its order; names within longer ones left out."""
    every: list[tuple[int, int, ChartType]] = [
        (match.start(), match.end(), kind)
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
        if not _REFUSED.search(text[: match.start()])
    ]
    found: list[tuple[int, int, ChartType]] = []
    for one in sorted(every, key=lambda one: (one[0], -one[1])):
        if not found or one[0] >= found[-1][1]:
            found.append(one)
    return found


def names_chart(text: str) -> bool:
    """Whether a text speaks of a chart of any kind."""
    return type_named(text) is not None or _wanted(_ANY, text) is not None


def without_kind(text: str) -> str:
    """The text without a kind of chart in brackets: `Trips per year (bar chart)` is `Trips per year`."""
    return re.sub(
        r"\s*[(（\[]([^)）\]]{1,40})[)）\]]", lambda found: "" if names_chart(found[1]) else found[0], text
    ).strip()


def _wanted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(text) if not _REFUSED.search(text[: match.start()])), None)


def asks(instructions: str) -> tuple[Ask, ...]:
    """The wishes for charts in instructions: one per sentence that names one, or per kind that a sentence names."""
    return tuple(
        Ask(type_named(wish), frozenset(terms(wish)), bool(_MANY.search(wish)))
        for sentence in _SENTENCE.split(instructions)
        for wish in _wishes(sentence)
        if names_chart(wish)
    )


def _wishes(sentence: str) -> list[str]:
    """A sentence cut where it goes on to another chart: `a pie chart of costs and a line chart of sales`."""
    found = _named(sentence)
    if len(found) < 2:  # noqa: PLR2004
        return [sentence]
    # `costs as a pie chart, sales as a line chart`: what a chart is of stands before it.
    before = not sentence[found[-1][1] :].strip(" ,")
    cuts = [end for _, end, _ in found[:-1]] if before else [start for start, _, _ in found[1:]]
    return [sentence[start:end] for start, end in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]


def best(ask: Ask, topics: Sequence[str]) -> list[int]:
    """Which of the topics an ask means: all, the one it shares most words with, or else the first."""
    if ask.many or not topics:
        return list(range(len(topics)))
    shared = [len(ask.about & {word for word in terms(topic) if len(word) > 2}) for topic in topics]  # noqa: PLR2004
    return [shared.index(max(shared))]
