"""Tables: what their columns hold, what their rows are, and how they are made to fit."""

from dataclasses import replace

import pytest
from cardwright.layout.split import sliced
from cardwright.scene import Run, TableNode
from cardwright.scene.charts import Ink
from cardwright.scene.columns import recognised, trend
from cardwright.scene.format import FORMATS
from cardwright.scene.looks import look
from cardwright.scene.tabling import Room, tabled
from cardwright.scene.widths import plain, text_width
from cardwright.theme import DEFAULT_THEME, all_themes
from hypothesis import given
from hypothesis import strategies as st

THEME = all_themes()[DEFAULT_THEME]
INK = Ink("#111111", "#666666", "#dddddd", "#ffffff", ("#1f6f5c",), "'Inter'")
SLIDE = FORMATS["16x9"]
ROOM = Room(
    824.0, 1.0, 1.0, 1.0,
    lambda boost: (look(THEME, SLIDE, "table-head", None, boost), look(THEME, SLIDE, "table-cell", None, boost)),
    INK, "en", False, False,
)  # fmt: skip

Row = tuple[tuple[Run, ...], ...]


def row(line: str) -> Row:
    return tuple((Run(cell.strip()),) if cell.strip() else () for cell in line.split("|"))


def made(text: str, **room: object) -> TableNode:
    head, *rows = [row(line) for line in text.strip().splitlines()]
    return tabled(1, head, rows, ("start",) * len(head), "", replace(ROOM, **room))  # pyright: ignore[reportArgumentType]


def texts(table: TableNode) -> list[list[str]]:
    return [[plain(cell) for cell in cells] for cells in table.rows]


@pytest.mark.parametrize(
    ("cells", "language", "holds"),
    [
        (["1,250", "3.5", "–"], "en", "number"),
        (["1 250 km", "3 km"], "en", "number"),
        (["(120)", "35"], "en", "number"),
        (["41 %", "26.5 %"], "en", "percent"),
        (["4,2 Mio. €", "€3"], "de", "currency"),
        (["12 May 2024", "2024-06-01"], "en", "date"),
        (["janvier", "février"], "fr", "date"),
        (["Q1", "Q2"], "en", "date"),
        (["Ann", "35"], "en", "text"),
        (["", "–"], "en", "text"),
        (["see page 4", "12"], "en", "text"),
    ],
)
def test_a_column_is_known_by_its_cells(cells: list[str], language: str, holds: str) -> None:
    rows = tuple(row(f"x | {cell}") for cell in cells)
    column = recognised((), rows, ("start", "start"), language)[1]
    assert column.holds == holds
    assert column.align == ("end" if holds in {"number", "percent", "currency"} else "start")


def test_what_was_asked_for_stays() -> None:
    columns = recognised((), (row("1 | 2"), row("3 | 4")), ("start", "center"), "en")
    assert [column.align for column in columns] == ["start", "center"]


@pytest.mark.parametrize(
    ("cells", "language", "tails"),
    [
        (["4.2", "13", "0.25", "–"], "en", ["0", ".00", "", ""]),
        (["4,2 %", "13 %"], "de", ["", ",0"]),
        (["1,250", "3"], "en", ["", ""]),
        (["4.2 km", "13 m"], "en", ["", ""]),
        (["4.123456", "13"], "en", ["", ""]),
    ],
)
def test_decimals_stand_below_each_other(cells: list[str], language: str, tails: list[str]) -> None:
    rows = tuple(row(f"x | {cell}") for cell in cells)
    assert list(recognised((), rows, ("start", "start"), language)[1].tails) == tails


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), min_size=1, max_size=8))
def test_with_its_tail_every_number_has_as_many_decimals(values: list[float]) -> None:
    rows = tuple(row(f"x | {value:.3f}".rstrip("0").rstrip(".")) for value in values)
    column = recognised((), rows, ("start", "start"), "en")[1]
    ends = [len((plain(cells[1]) + tail).partition(".")[2]) for cells, tail in zip(rows, column.tails, strict=True)]
    assert len(set(ends)) == 1


def test_from_right_to_left_nothing_stands_behind_numbers() -> None:
    assert made("A | B\nx | 4.2\ny | 13").tails
    assert not made("A | B\nx | 4.2\ny | 13", rtl=True).tails


def test_a_total_is_set_apart_and_says_nothing_of_its_columns() -> None:
    table = made("Step | Ends | Days\nDesign | 3 Jun 2024 | 22\nBuild | 1 Dec 2024 | 180\nSum | – | 202")
    assert table.total
    assert table.look(2).weight == 600
    assert table.look(1) == table.cell_look
    assert table.aligns == ("start", "start", "end")
    assert made("Step | Days\nDesign | 22\nTotal | 22").total is None  # nothing is added up


def test_first_cells_name_their_rows_where_they_are_names() -> None:
    assert made("Region | Sold\nNorth | 4\nSouth | 5").named
    assert made("Year | Sold\n2021 | 4\n2022 | 5").named
    assert not made("Region | Sold\nNorth | 4\nNorth | 5").named
    assert not made("Sold | Kept\n4 | 4\n5 | 5").named
    assert not made("Region | Sold\nNorth | 4\n | 5").named


def test_a_table_without_a_head_has_none() -> None:
    assert made(" | \nNorth | 4\nSouth | 5").head == ((), ())
    assert tabled(1, (), [row("a | 1"), row("b | 2")], ("start", "start"), "", ROOM).head == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3, 5, 4, 8", (3.0, 5.0, 4.0, 8.0)),
        ("3 5 4", (3.0, 5.0, 4.0)),
        ("3; −5; 4.5", (3.0, -5.0, 4.5)),
        ("3 → 5 → 4", (3.0, 5.0, 4.0)),
        ("3, 5", ()),
        ("3, five, 4", ()),
        ("", ()),
    ],
)
def test_how_something_went_is_a_list_of_numbers(text: str, values: tuple[float, ...]) -> None:
    assert trend(text) == values


def test_a_trend_is_a_sparkline_beside_its_row() -> None:
    table = made("Region | Sold | Trend\nNorth | 4 | 3 5 4 8\nSouth | 5 | 8 7 5")
    assert [(one.row, one.column) for one in table.sparks] == [(0, 2), (1, 2)]
    assert [one.chart.series[0].values for one in table.sparks] == [(3.0, 5.0, 4.0, 8.0), (8.0, 7.0, 5.0)]
    assert "North" in table.sparks[0].chart.alt
    assert [cells[2] for cells in table.rows] == [(), ()]
    chapters = made("Region | Sold | Chapters\nNorth | 4 | 3 5 4 8\nSouth | 5 | 8 7 5")
    assert not chapters.sparks


def test_a_wide_table_is_first_set_smaller_and_then_turned() -> None:
    months = "Town | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec\n"
    small = made(months + "Ely | " + " | ".join(["12 mm"] * 12) + "\nBath | " + " | ".join(["4 mm"] * 12))
    assert len(small.aligns) == 13
    assert small.cell_look.size >= 12
    long = made(months + "Northallerton | " + " | ".join(["1,250 mm"] * 12) + "\nBath | " + " | ".join(["4 mm"] * 12))
    assert [plain(cell) for cell in long.head] == ["Town", "Northallerton", "Bath"]
    assert texts(long)[:2] == [["Jan", "1,250\u00a0mm", "4\u00a0mm"], ["Feb", "1,250\u00a0mm", "4\u00a0mm"]]
    assert long.aligns == ("start", "end", "end")


def test_no_number_breaks_while_texts_can() -> None:
    wordy = "The river rises above the quay and the lower road is closed for days " * 3
    table = made(f"Risk | What happens | Costs\nFloods | {wordy} | 1 250 000 €\nFire | {wordy} | 900 €", width=420.0)
    cost = table.weights[2] - 2 * table.pad_x
    assert cost >= text_width("1 250 000 €", table.cell_look)


def test_text_has_more_than_a_word_on_a_line_where_there_is_room() -> None:
    said = "Build a weir and plant willows along both banks of the river before winter"
    table = made("A | B | C | D\n" + "\n".join([f"{said} | {said} | {said} | x"] * 2), width=700.0)
    assert min(table.weights[:3]) >= 10 * table.cell_look.size - 1


rows_of = st.lists(st.lists(st.integers(0, 999), min_size=3, max_size=3), min_size=2, max_size=40)


@given(rows_of, st.integers(2, 9), st.booleans())
def test_a_split_table_keeps_all_rows_and_its_total_at_the_end(rows: list[list[int]], count: int, total: bool) -> None:
    lines = [f"Row {at} | {a}.{b} | {c} 5 4" for at, (a, b, c) in enumerate(rows)]
    table = made("\n".join(["Name | Value | Trend", *lines, *(["Total | 9 | 1 2 3"] if total else [])]))
    parts = [part for part in sliced(table, count) if isinstance(part, TableNode)]
    assert [cells for part in parts for cells in part.rows] == list(table.rows)
    assert [part.total is not None for part in parts] == [False] * (len(parts) - 1) + [total]
    assert not total or len(parts[-1].rows) > 1
    assert all(part.head == table.head for part in parts)
    before = 0
    for part in parts:
        assert [one.chart for one in part.sparks] == [
            one.chart for one in table.sparks if before <= one.row < before + len(part.rows)
        ]
        assert [part.tail(at, 1) for at in range(len(part.rows))] == [
            table.tail(before + at, 1) for at in range(len(part.rows))
        ]
        before += len(part.rows)
