"""Tables and lists of numbers, and the kinds of charts that suit them."""

import pytest
from cardwright.deck import rich
from cardwright.deck.blocks.chart import Chart, ChartType, Series
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.table import Table
from cardwright.write import Brief
from cardwright.write.builtin import write
from cardwright.write.series import NumberSeries, chart, fitting, of


def table(text: str) -> Table:
    """A table written with bars between cells and a line per row."""
    head, *rows = [tuple(rich(cell.strip()) for cell in line.split("|")) for line in text.strip().splitlines()]
    return Table(head, tuple(rows))


def numbers(text: str, language: str = "en") -> NumberSeries:
    found = of(table(text), language)
    assert found is not None
    return found


YEARS = "\n".join(f"{year} | {{0}} | {{1}} | {{2}}" for year in range(2010, 2024))
PARTS = "Year | Coal | Gas | Wind\n" + YEARS.format("40", "30", "30")
SHARES = "Year | Coal | Gas | Wind\n" + YEARS.format("40 %", "30 %", "30 %")
FEW = "Year | Coal | Gas | Wind\n2021 | 40 % | 30 % | 30 %\n2022 | 39 % | 31 % | 30 %"


@pytest.mark.parametrize(
    ("text", "about", "kind"),
    [
        ("Year | Sold\n" + "\n".join(f"{year} | {year - 2000}" for year in range(2015, 2022)), "", "line"),
        ("Month | Sold\n2024-01 | 4\n2024-02 | 5\n2024-03 | 6\n2024-04 | 7\n2024-05 | 9", "", "line"),
        ("Year | Sold\n2021 | 4\n2022 | 5\n2023 | 7", "", "bar"),
        ("Source | Share\nTowns | 41 %\nFund | 26 %\nGifts | 33 %", "", "pie"),
        ("Source | Share\n" + "\n".join(f"Part {at} | 10 %" for at in range(10)), "", "horizontal"),
        ("Region | Sold\nNorth | 4\nSouth | 5\nEast | 7", "", "bar"),
        ("Region | Sold\nNorthern Territory | 4\nSouth Australia | 5\nNew South Wales | 7", "", "horizontal"),
        ("Town | Sold\n" + "\n".join(f"Town {chr(65 + at)} | {at}" for at in range(12)), "", "horizontal"),
        ("Rain | Sun\n760 | 1670\n2250 | 1190\n800 | 2470", "", "scatter"),
        (
            "City | Rent | Income\n" + "\n".join(f"City {chr(65 + at)} | {at} € | {at} h" for at in range(9)),
            "",
            "scatter",
        ),
        ("Month | Rain | Warmth\nJan | 80 mm | −5 °C\nFeb | 40 mm | 12 °C\nMar | 60 mm | 31 °C", "", "combo"),
        (PARTS, "Power", "line"),
        (PARTS, "Power by source", "area"),
        (PARTS, "Sales by year", "line"),
        (PARTS, "The energy mix", "area"),
        (SHARES, "", "area"),
        (FEW, "", "stacked100"),
        ("Year | Coal | Gas\n2021 | 40 | 30\n2022 | 39 | 31", "Breakdown of power", "stacked"),
        ("Year | Coal | Gas\n2021 | 40 | -3\n2022 | 39 | 31", "Breakdown of power", "bar"),
        ("Region | Coal | Gas\nNorth | 40 | 30\nSouth | 39 | 31", "Zusammensetzung der Energie", "stacked"),
    ],
)
def test_a_kind_follows_from_the_numbers(text: str, about: str, kind: ChartType) -> None:
    assert fitting(numbers(text), about) == kind


def test_months_in_the_language_of_the_text_are_time() -> None:
    found = numbers("Mois | Ventes\njanvier | 4\nfévrier | 5\nmars | 6\navril | 7\nmai | 9", "fr")
    assert found.over_time
    assert fitting(found) == "line"


def test_a_row_that_adds_up_the_others_is_not_drawn() -> None:
    found = numbers("Region | Sold\nNorth | 4\nSouth | 5\nTotal | 9")
    assert found.categories == ("North", "South")
    assert numbers("Region | Absatz\nNord | 4\nSüd | 5\nSumme | 9", "de").categories == ("Nord", "Süd")


def test_missing_values_are_gaps() -> None:
    found = numbers("Year | A | B\n2021 | 4 | –\n2022 | | 5\n2023 | 7 | 6")
    assert found.series == (Series((4.0, None, 7.0), "A"), Series((None, 5.0, 6.0), "B"))


def test_columns_keep_their_units() -> None:
    found = numbers("Month | Rain | Warmth\nJan | 80 mm | −5 °C\nFeb | 40 mm | 12 °C")
    assert [one.unit for one in found.series] == ["mm", "°C"]
    assert found.unit == ""


@pytest.mark.parametrize(
    "text",
    [
        "Name | Job\nAnn | Baker\nBen | Miller",
        "Name | A | B | C\nAnn | 1 km | 2 kg | 3 h\nBen | 1 km | 2 kg | 3 h",
        "Name | A\nAnn | 1 km\nBen | 2 kg",
        "Name | A\nAnn | –\nBen | –",
        "Name | A | Note\nAnn | 3 | late\nBen | 4 | early",
    ],
)
def test_other_tables_are_none(text: str) -> None:
    assert of(table(text)) is None


def test_points_lie_at_the_numbers_of_the_first_column() -> None:
    made = chart(numbers("Rain | Sun\n760 mm | 1670 h\n2250 mm | 1190 h\n800 mm | 2470 h"), "scatter", "Weather")
    assert made.categories == ("", "", "")
    assert made.series == (
        Series((760.0, 2250.0, 800.0), "Rain", "mm"),
        Series((1670.0, 1190.0, 2470.0), "Sun", "h"),
    )


@pytest.mark.parametrize(("language", "value"), [("en", 1.234), ("de", 1234.0)])
def test_a_list_is_read_in_its_language(language: str, value: float) -> None:
    found = of(List((Item(rich("Nord: 1.234")), Item(rich("Süd: 2.345")))), language)
    assert found is not None
    assert found.series[0].values[0] == value


TEXT = """# Year

## Costs

| Part | Cost |
|---|---|
| Rent | 41 % |
| Wages | 26 % |
| Other | 33 % |

## Sales

| Year | Sold |
|---|---|
| 2021 | 4 |
| 2022 | 5 |
| 2023 | 6 |
"""


@pytest.mark.parametrize(
    ("wish", "kinds"),
    [
        ("Show the costs as a donut chart", ["donut"]),
        ("a horizontal bar chart of sales", ["horizontal"]),
        ("Costs as a pie chart and sales as a line chart", ["pie", "line"]),
        ("Show all tables as charts", ["pie", "bar"]),
        ("Zeige die costs als Ringdiagramm", ["donut"]),
        ("Montre sales dans un diagramme en barres horizontales", ["horizontal"]),
        ("Muestra sales como gráfico de áreas", ["area"]),
        ("", []),
    ],
)
def test_instructions_choose_tables_and_kinds(wish: str, kinds: list[ChartType]) -> None:
    made = write(Brief(TEXT, "condense", cards=3, instructions=wish)).deck
    assert [block.type for card in made.cards for block in card.blocks if isinstance(block, Chart)] == kinds
