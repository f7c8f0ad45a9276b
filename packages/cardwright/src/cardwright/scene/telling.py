"""What a reader who cannot see a chart is told: its kind and title, its message, and every number.

The message is the highest and the lowest value, the largest part, or where a
series begins and ends. It is told in the languages there are words for here;
in others the title and the numbers speak alone.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cardwright.scene.charts import Numbers
from cardwright.scene.charts.frame import present
from cardwright.scene.charts.naming import named, sequential
from cardwright.scene.figures import exact, percentage

_FEWEST: Final = 3  # values of which one is the highest
_MOST_LINES: Final = 3  # series whose beginning and end are told
_CHANGE: Final = 0.02  # of the first value that a series moves to have risen or fallen
_CLEAR: Final = 0.5  # of the correlation coefficient
_SHARES: Final = frozenset({"pie", "donut"})
_OF_TIME: Final = frozenset({"line", "area", "sparkline"})


@dataclass(frozen=True, slots=True)
class Words:
    """Kinds of charts by name, and sentences without their full stop."""

    kinds: Mapping[str, str]
    highest: str
    lowest: str
    largest: str
    rises: str
    falls: str
    stays: str
    together: str
    against: str


_WORDS: Final[Mapping[str, Words]] = MappingProxyType({
    "en": Words(
        {
            "bar": "Bar chart", "horizontal": "Horizontal bar chart", "stacked": "Stacked bar chart",
            "stacked100": "100% stacked bar chart", "line": "Line chart", "area": "Area chart", "pie": "Pie chart",
            "donut": "Donut chart", "scatter": "Scatter chart", "combo": "Bar and line chart", "progress": "Progress",
            "sparkline": "Sparkline",
        },
        "Highest: {name}, {value}", "Lowest: {name}, {value}", "Largest part: {name}, {value}",
        "{name} rises from {first} to {last}", "{name} falls from {first} to {last}", "{name} stays at {last}",
        "{one} rises with {other}", "{one} falls as {other} rises",
    ),
    "de": Words(
        {
            "bar": "Säulendiagramm", "horizontal": "Balkendiagramm", "stacked": "Gestapeltes Säulendiagramm",
            "stacked100": "Auf 100 % gestapeltes Säulendiagramm", "line": "Liniendiagramm", "area": "Flächendiagramm",
            "pie": "Kreisdiagramm", "donut": "Ringdiagramm", "scatter": "Punktdiagramm",
            "combo": "Säulen- und Liniendiagramm", "progress": "Fortschritt", "sparkline": "Verlauf",
        },
        "Höchster Wert: {name}, {value}", "Niedrigster Wert: {name}, {value}", "Größter Teil: {name}, {value}",
        "{name} steigt von {first} auf {last}", "{name} fällt von {first} auf {last}", "{name} bleibt bei {last}",
        "{one} steigt mit {other}", "{one} sinkt, wenn {other} steigt",
    ),
    "fr": Words(
        {
            "bar": "Diagramme en colonnes", "horizontal": "Diagramme en barres", "stacked": "Colonnes empilées",
            "stacked100": "Colonnes empilées à 100 %", "line": "Courbe", "area": "Graphique en aires",
            "pie": "Diagramme circulaire", "donut": "Diagramme en anneau", "scatter": "Nuage de points",
            "combo": "Colonnes et courbe", "progress": "Avancement", "sparkline": "Évolution",
        },
        "Valeur la plus élevée : {name}, {value}", "Valeur la plus basse : {name}, {value}",
        "Plus grande part : {name}, {value}", "{name} passe de {first} à {last}, en hausse",
        "{name} passe de {first} à {last}, en baisse", "{name} reste à {last}",
        "{one} augmente avec {other}", "{one} diminue quand {other} augmente",
    ),
    "es": Words(
        {
            "bar": "Gráfico de columnas", "horizontal": "Gráfico de barras", "stacked": "Columnas apiladas",
            "stacked100": "Columnas apiladas al 100 %", "line": "Gráfico de líneas", "area": "Gráfico de áreas",
            "pie": "Gráfico circular", "donut": "Gráfico de anillo", "scatter": "Gráfico de dispersión",
            "combo": "Columnas y línea", "progress": "Avance", "sparkline": "Evolución",
        },
        "Valor más alto: {name}, {value}", "Valor más bajo: {name}, {value}", "Parte mayor: {name}, {value}",
        "{name} sube de {first} a {last}", "{name} baja de {first} a {last}", "{name} se mantiene en {last}",
        "{one} sube con {other}", "{one} baja cuando sube {other}",
    ),
    "it": Words(
        {
            "bar": "Grafico a colonne", "horizontal": "Grafico a barre", "stacked": "Colonne in pila",
            "stacked100": "Colonne in pila al 100%", "line": "Grafico a linee", "area": "Grafico ad area",
            "pie": "Grafico a torta", "donut": "Grafico ad anello", "scatter": "Grafico a dispersione",
            "combo": "Colonne e linea", "progress": "Avanzamento", "sparkline": "Andamento",
        },
        "Valore più alto: {name}, {value}", "Valore più basso: {name}, {value}", "Parte maggiore: {name}, {value}",
        "{name} sale da {first} a {last}", "{name} scende da {first} a {last}", "{name} resta a {last}",
        "{one} cresce con {other}", "{one} cala quando {other} cresce",
    ),
    "pt": Words(
        {
            "bar": "Gráfico de colunas", "horizontal": "Gráfico de barras", "stacked": "Colunas empilhadas",
            "stacked100": "Colunas 100% empilhadas", "line": "Gráfico de linhas", "area": "Gráfico de áreas",
            "pie": "Gráfico de pizza", "donut": "Gráfico de rosca", "scatter": "Gráfico de dispersão",
            "combo": "Colunas e linha", "progress": "Progresso", "sparkline": "Evolução",
        },
        "Valor mais alto: {name}, {value}", "Valor mais baixo: {name}, {value}", "Maior parte: {name}, {value}",
        "{name} sobe de {first} para {last}", "{name} cai de {first} para {last}", "{name} mantém-se em {last}",
        "{one} sobe com {other}", "{one} cai quando {other} sobe",
    ),
})  # fmt: skip


def told(kind: str, title: str, numbers: Numbers) -> str:
    """Kind, title, message and all numbers as sentences."""
    words = _WORDS.get(numbers.language.replace("_", "-").split("-")[0].lower())
    head = title
    if words:
        head = ": ".join(part for part in (words.kinds.get(kind, ""), title) if part)
    message = _message(kind, numbers, words) if words else []
    sentences = [head, *message, *_numbers(kind, numbers)]
    return ". ".join(sentence.rstrip(". ") for sentence in sentences if sentence.strip())


def _message(kind: str, numbers: Numbers, words: Words) -> list[str]:
    if kind == "scatter":
        return _correlation(numbers, words)
    if kind in _SHARES:
        return _largest(numbers, words)
    over_time = kind in _OF_TIME or sequential(numbers.categories)
    changes = list(_changes(numbers, words)) if over_time and len(numbers.series) <= _MOST_LINES else []
    return [*changes, *_extremes(numbers, words)]


def _extremes(numbers: Numbers, words: Words) -> list[str]:
    """Where the highest and the lowest value are, among values that can be compared."""
    if len(numbers.units) > 1:
        return []
    names, several = named(numbers), len(numbers.series) > 1
    found = [
        (value, f"{names[at]} ({series.name})" if several and series.name else names[at])
        for series in numbers.series
        for at, value in present(series.values)
    ]
    if len(found) < _FEWEST or len({value for value, _ in found}) == 1:
        return []
    best, worst = max(found, key=lambda one: one[0]), min(found, key=lambda one: one[0])
    return [
        form.format(name=name, value=exact(value, numbers.common_unit, numbers.language))
        for form, (value, name) in ((words.highest, best), (words.lowest, worst))
    ]


def _changes(numbers: Numbers, words: Words) -> Iterator[str]:
    """How each series begins and ends."""
    for at, series in enumerate(numbers.series):
        values = [value for _, value in present(series.values)]
        if len(values) < _FEWEST:
            continue
        first, last = values[0], values[-1]
        moved = last - first
        form = words.stays if abs(moved) <= abs(first) * _CHANGE else words.rises if moved > 0 else words.falls
        texts = {
            "first": exact(first, numbers.unit_of(at), numbers.language),
            "last": exact(last, numbers.unit_of(at), numbers.language),
        }
        sentence = form.format(name=series.name, **texts).strip()
        yield sentence[:1].upper() + sentence[1:]


def _largest(numbers: Numbers, words: Words) -> list[str]:
    values = [value or 0.0 for value in numbers.series[0].values]
    total = sum(values)
    if not total or len(values) < 2:  # noqa: PLR2004
        return []
    at = values.index(max(values))
    return [words.largest.format(name=numbers.categories[at], value=percentage(values[at] / total, numbers.language))]


def _correlation(numbers: Numbers, words: Words) -> list[str]:
    """Whether the second measure goes with the first, by Pearson's coefficient of correlation."""
    pairs = [
        (x, y) for x, y in zip(numbers.series[0].values, numbers.series[1].values, strict=True) if x is not None and y is not None
    ]  # fmt: skip
    one, other = numbers.series[1].name, numbers.series[0].name
    found = _pearson(pairs)
    if abs(found) < _CLEAR or not one or not other:
        return []
    return [(words.together if found > 0 else words.against).format(one=one, other=other)]


def _pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """The coefficient, -1 to 1; 0 for too few points or points on a level."""
    if len(pairs) < _FEWEST:
        return 0.0
    mean_x, mean_y = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    across = sum((x - mean_x) ** 2 for x, _ in pairs)
    up = sum((y - mean_y) ** 2 for _, y in pairs)
    both = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    size = math.sqrt(across) * math.sqrt(up)
    return both / size if size and math.isfinite(size) else 0.0


def _numbers(kind: str, numbers: Numbers) -> list[str]:
    names = named(numbers)
    shown = numbers.series[:1] if kind in _SHARES | {"progress", "sparkline"} else numbers.series
    return [
        (f"{series.name}: " if series.name else "")
        + ", ".join(
            f"{name} {exact(value, numbers.unit_of(at), numbers.language)}".strip()
            for name, value in zip(names, series.values, strict=True)
            if value is not None
        )
        for at, series in enumerate(shown)
    ]
