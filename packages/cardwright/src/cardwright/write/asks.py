"""Requests for charts, in the instructions or in the text itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from cardwright.write.language import terms

ChartType = Literal["bar", "line", "pie"]

_KINDS: Final[dict[ChartType, str]] = {
    "bar": r"(?:bar|column)\s*-?(?:chart|graph|diagram)|bar\s+plot|histogram|(?:balken|säulen|stab)-?diagramm"
    r"|diagramme?\s+(?:en|à)\s+(?:barres|bâtons|colonnes)|gr[aá]fico?\s+de\s+(?:barras|columnas|colunas)"
    r"|(?:grafico|diagramma)\s+a\s+(?:barre|colonne)|staafdiagram|wykres\s+słupkowy|столбчат\w+\s+диаграмм\w+"
    r"|棒グラフ|柱状图|柱狀圖|条形图|長條圖|막대\s*그래프|رسم\s+بياني\s+(?:شريطي|عمودي)|مخطط\s+(?:شريطي|أعمدة)|बार\s*चार्ट|दंड\s*आरेख",
    "line": r"line\s*-?(?:chart|graph|diagram|plot)|(?:linien|kurven)-?diagramm|courbe|graphique\s+linéaire"
    r"|gr[aá]fico?\s+de\s+l[ií]ne?as|gr[aá]fico\s+de\s+linhas|grafico\s+a\s+linee|lijndiagram|wykres\s+liniowy"
    r"|линейн\w+\s+(?:график|диаграмм)\w*|折れ線グラフ|折线图|折線圖|꺾은선\s*그래프|رسم\s+بياني\s+خطي|मخطط\s+خطي|लाइन\s*चार्ट|रेखा\s*चार्ट",
    "pie": r"(?:pie|doughnut|donut)\s*-?(?:chart|graph|diagram)|(?:kreis|torten|kuchen)-?diagramm|camembert"
    r"|diagramme\s+circulaire|gr[aá]fico\s+(?:circular|de\s+(?:pizza|torta|pastel))|grafico\s+a\s+torta|cirkeldiagram"
    r"|wykres\s+kołowy|кругов\w+\s+диаграмм\w+|円グラフ|饼图|圓餅圖|饼状图|원\s*그래프|مخطط\s+دائري|رسم\s+بياني\s+دائري|पाई\s*चार्ट|वृत्त\s*आरेख",
}
_PATTERNS: Final[dict[ChartType, re.Pattern[str]]] = {
    kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()
}
_ANY: Final = re.compile(
    r"\bcharts?\b|\bgraphs?\b|diagramme?n?\b|\bgraphiques?\b|\bgr[aá]ficos?\b|\bgrafici?\b|график\w*|диаграмм\w*"
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
    """The kind of chart a text names, if it names one."""
    found: list[tuple[int, ChartType]] = [
        (match.start(), kind) for kind, pattern in _PATTERNS.items() if (match := _wanted(pattern, text))
    ]
    return min(found)[1] if found else None


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
    """The wishes for charts in instructions, one per sentence that names one."""
    return tuple(
        Ask(type_named(sentence), frozenset(terms(sentence)), bool(_MANY.search(sentence)))
        for sentence in _SENTENCE.split(instructions)
        if names_chart(sentence)
    )


def best(ask: Ask, topics: Sequence[str]) -> list[int]:
    """Which of the topics an ask means: all, the one it shares most words with, or else the first."""
    if ask.many or not topics:
        return list(range(len(topics)))
    shared = [len(ask.about & {word for word in terms(topic) if len(word) > 2}) for topic in topics]  # noqa: PLR2004
    return [shared.index(max(shared))]
