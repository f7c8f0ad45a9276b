"""Which charts an instruction asks for, in the words people use."""

from pathlib import Path

import pytest
from cardwright.deck.blocks.chart import PHRASES, Chart, ChartType
from cardwright.write import Brief
from cardwright.write.asks import asks, type_named, without_kind
from cardwright.write.builtin import write

NAMES: dict[str, list[ChartType]] = {
    "a pie chart of costs": ["pie"],
    "Show revenue as a stacked bar chart": ["stacked"],
    "show X as a 100% stacked bar chart": ["stacked100"],
    "percentage stacked columns chart": ["stacked100"],
    "make the sales a horizontal bar chart": ["horizontal"],
    "column chart of visitors": ["bar"],
    "Use a doughnut chart": ["donut"],
    "scatter plot of rain against sun": ["scatter"],
    "a stacked area chart": ["area"],
    "combo chart with temperature": ["combo"],
    "bar and line chart of rain and warmth": ["combo"],
    "a progress bar for the budget": ["progress"],
    "add sparklines": ["sparkline"],
    "no pie chart, please": [],
    "ein Kreisdiagramm der Kosten": ["pie"],
    "Zeige den Umsatz als gestapeltes Säulendiagramm": ["stacked"],
    "als auf 100 % gestapeltes Balkendiagramm": ["stacked100"],
    "ein liegendes Balkendiagramm": ["horizontal"],
    "Liniendiagramm der Preise": ["line"],
    "Ringdiagramm": ["donut"],
    "Flächendiagramm nach Quelle": ["area"],
    "Streudiagramm": ["scatter"],
    "Punktdiagramm": ["scatter"],
    "Kombidiagramm": ["combo"],
    "Fortschrittsbalken": ["progress"],
    "ohne Kreisdiagramm": [],
    "un diagramme circulaire des coûts": ["pie"],
    "un camembert": ["pie"],
    "un graphique en barres empilées": ["stacked"],
    "un graphique en barres empilées à 100 %": ["stacked100"],
    "un diagramme en barres horizontales": ["horizontal"],
    "un histogramme en barres": ["bar"],
    "un graphique en aires": ["area"],
    "un diagramme en anneau": ["donut"],
    "un nuage de points": ["scatter"],
    "un graphique combiné": ["combo"],
    "une courbe des prix": ["line"],
    "une barre de progression": ["progress"],
    "sans camembert": [],
    "un gráfico circular de gastos": ["pie"],
    "muestra X como gráfico de barras apiladas": ["stacked"],
    "gráfico de barras apiladas al 100 %": ["stacked100"],
    "gráfico de barras horizontales": ["horizontal"],
    "gráfico de líneas": ["line"],
    "gráfico de áreas": ["area"],
    "gráfico de anillo": ["donut"],
    "gráfico de dispersión": ["scatter"],
    "gráfico combinado": ["combo"],
    "barra de progreso": ["progress"],
    "円グラフ": ["pie"],
    "積み上げ棒グラフ": ["stacked"],
    "散布図": ["scatter"],
}


@pytest.mark.parametrize(("text", "kinds"), NAMES.items())
def test_a_kind_is_known_by_its_names(text: str, kinds: list[ChartType]) -> None:
    assert [ask.type for ask in asks(text)] == kinds


@pytest.mark.parametrize(("kind", "phrase"), PHRASES.items())
def test_what_markdown_calls_a_kind_is_read_as_that_kind(kind: ChartType, phrase: str) -> None:
    assert type_named(f"Sales per year ({phrase}):") == kind
    assert without_kind(f"Sales per year ({phrase})") == "Sales per year"


@pytest.mark.parametrize(
    ("text", "kinds", "about"),
    [
        ("A pie chart of costs and a line chart of sales", ["pie", "line"], ["costs", "sales"]),
        ("Show costs as a pie chart, sales as a line chart", ["pie", "line"], ["costs", "sales"]),
        ("Costs as a donut chart. Sales as an area chart!", ["donut", "area"], ["costs", "sales"]),
        ("Kosten als Kreisdiagramm und Umsatz als Liniendiagramm", ["pie", "line"], ["kosten", "umsatz"]),
    ],
)
def test_a_sentence_may_ask_for_several(text: str, kinds: list[ChartType], about: list[str]) -> None:
    found = asks(text)
    assert [ask.type for ask in found] == kinds
    for ask, word, other in zip(found, about, about[::-1], strict=True):
        assert word in ask.about
        assert other not in ask.about


def test_a_chart_of_any_kind_may_be_asked_for() -> None:
    assert [ask.type for ask in asks("Show all numbers as charts")] == [None]
    assert asks("Show all numbers as charts")[0].many


GUIDE = Path(__file__).parents[3] / "docs" / "charts.md"


def test_the_guide_names_every_kind() -> None:
    text = GUIDE.read_text("utf-8")
    assert all(f"| {phrase} | `{kind}` |" in text for kind, phrase in PHRASES.items())


def test_the_examples_of_the_guide_become_the_charts_they_speak_of() -> None:
    example = "\n".join(
        line[4:] for line in GUIDE.read_text("utf-8").split("\n") if line.startswith("    ") or not line
    )
    made = write(Brief(example, "preserve", cards=2)).deck
    charts = [block for card in made.cards for block in card.blocks if isinstance(block, Chart)]
    assert [(chart.type, len(chart.categories), len(chart.series)) for chart in charts] == [
        ("line", 3, 1),
        ("combo", 2, 2),
    ]
