"""What every kind of chart promises, by being a file in the folder."""

import itertools
import math
from pathlib import Path
from typing import Any, get_args

import pytest
from cardwright.deck.blocks.chart import ChartType
from cardwright.scene import ChartNode, charts
from cardwright.scene.charting import charted
from cardwright.scene.charts import Ink, Numbers, all_charts, drawable
from cardwright.scene.format import FORMATS
from cardwright.scene.plot import Scale, Series
from cardwright.scene.widths import em_width
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

INK = Ink("#111111", "#666666", "#dddddd", "#ffffff", ("#1f6f5c", "#c67c3a", "#0a548b"), "'Inter'")
SVG = "{http://www.w3.org/2000/svg}"
SLACK = 1.5  # points
FONT = 12.5
every_kind = pytest.mark.parametrize("kind", all_charts())

words = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=9)
names = st.one_of(
    st.text(max_size=40),
    st.lists(words, min_size=1, max_size=9).map(" ".join),
    st.builds("{}-{:02}".format, st.integers(1990, 2030), st.integers(1, 12)),
)
values = st.one_of(st.floats(-1e12, 1e12), st.floats(0, 100), st.integers(-500, 5000).map(float))
units = st.sampled_from(["", "%", "$", "€m", "km", "million tonnes", "USD", "Mio. €"])
languages = st.sampled_from(["en", "de", "fr", "es", "ja", "hi", "ar", "pt-BR", "xx"])


@st.composite
def numbers_of(draw: st.DrawFn) -> Numbers:
    """Anything a deck may hold: up to sixty categories and eight series, units of their own, values that are missing."""
    count = draw(st.integers(1, 60))
    value = draw(st.sampled_from([values, st.floats(0, 100), st.none() | values, st.none()]))
    series = st.builds(Series, names, st.tuples(*[value] * count), st.just("") | units)
    found = draw(st.lists(series, min_size=1, max_size=8))
    return Numbers(draw(st.tuples(*[names] * count)), tuple(found), draw(units), draw(languages))


CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def drawn(kind: str, numbers: Numbers, width: float = 400, height: float = 250) -> tuple[ChartNode, Any]:
    node = charted(1, kind, numbers, "Title", (width, height), INK, FORMATS["16x9"])
    parser = etree.XMLParser(recover=False, huge_tree=False)
    return node, etree.fromstring(node.svg.translate(CONTROLS).encode("utf-8", "replace"), parser)


Box = tuple[float, float, float, float]  # left, top, right, bottom


def boxes(svg: Any) -> list[tuple[str, Box]]:
    """About where every level text of a drawing stands."""
    return [(text.text or "", box(text)) for text in svg.iter(f"{SVG}text") if not text.get("transform")]


def box(text: Any) -> Box:
    x, y, size = (float(text.get(name)) for name in ("x", "y", "font-size"))
    width = em_width(text.text or "", int(text.get("font-weight", 400))) * size
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor")]
    return left, y - size * 0.74, left + width, y + size * 0.05


def touch(one: Box, other: Box) -> bool:
    return all(
        min(one[side + 2], other[side + 2]) - max(one[side], other[side]) > 1.0  # points
        for side in (0, 1)
    )


def test_every_kind_has_a_file_and_a_word_in_the_deck() -> None:
    files = {path.stem for path in Path(charts.__path__[0]).glob("*.py")}
    assert set(all_charts()) <= files
    assert set(all_charts()) == set(get_args(ChartType))
    assert all(kind.instead in all_charts() for kind in all_charts().values())


@every_kind
@settings(deadline=None, max_examples=40)
@given(numbers=numbers_of(), width=st.floats(240, 900), height=st.floats(160, 600))
def test_any_numbers_are_drawn_well(kind: str, numbers: Numbers, width: float, height: float) -> None:
    node, svg = drawn(kind, numbers, width, height)
    stays_inside(node, svg)
    covers_nothing(svg)
    holds_all(node)
    counts_in_round_steps(node)


def stays_inside(node: ChartNode, svg: Any) -> None:
    x, y, wide, tall = node.plot.area
    assert min(x, y) >= -SLACK and wide > 0 and tall > 0
    assert x + wide <= node.width + SLACK and y + tall <= node.height + SLACK
    for text, (left, top, right, bottom) in boxes(svg):
        assert left >= -SLACK and top >= -SLACK, text
        assert right <= node.width + SLACK and bottom <= node.height + SLACK, text


def covers_nothing(svg: Any) -> None:
    """No label stands on another."""
    for (one, first), (other, second) in itertools.combinations(boxes(svg), 2):
        assert not touch(first, second), (one, other)


def holds_all(node: ChartNode) -> None:
    """Axes hold all their values, and those of bars zero."""
    for layer in node.plot.layers:
        scale = node.plot.second if layer.second else node.plot.scale
        if scale is None or layer.stack != "none":
            continue
        for series in layer.series:
            assert all(holds(scale, value) for value in node.series[series].values if value is not None)
        assert layer.form != "bar" or holds(scale, 0.0)
    if node.plot.across:
        assert all(holds(node.plot.across, value) for value in node.series[0].values if value is not None)


def counts_in_round_steps(node: ChartNode) -> None:
    for scale in (node.plot.scale, node.plot.second, node.plot.across):
        if scale and scale.shown and not scale.share:
            digits = f"{scale.step:e}".split("e")[0].rstrip("0").rstrip(".")
            assert digits in {"1", "2", "2.5", "5"}
            assert 1 <= len(scale.ticks()) <= 14
            texts = [scale.text(tick) for tick in scale.ticks()]
            assert len(set(texts)) == len(texts)


def holds(scale: Scale, value: float) -> bool:
    slack = 1e-6 * max(abs(value), scale.step)
    return scale.bottom - slack <= value <= scale.top + slack


@pytest.mark.parametrize("kind", ["bar", "horizontal", "line", "scatter", "combo"])
def test_missing_values_are_not_drawn(kind: str) -> None:
    whole = Numbers(tuple("abcd"), (Series("s", (1.0, 2.0, 3.0, 4.0)), Series("t", (1.0, 2.0, 3.0, 4.0))))
    holey = Numbers(tuple("abcd"), (Series("s", (1.0, 2.0, 3.0, 4.0)), Series("t", (1.0, None, 3.0, 4.0))))
    full, _ = drawn(kind, whole)
    less, _ = drawn(kind, holey)
    marks = "<circle" if kind in {"line", "scatter", "combo"} else "<path"
    assert full.svg.count(marks) - less.svg.count(marks) == 1


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    _, svg = drawn("line", Numbers(tuple("abcde"), (Series("s", (1.0, 2.0, None, 3.0, 4.0)),)))
    assert len([path for path in svg.iter(f"{SVG}path") if path.get("fill") == "none"]) == 2


@pytest.mark.parametrize(
    ("kind", "series", "instead"),
    [
        ("pie", ((1.0, -2.0),), "bar"),
        ("pie", ((0.0, 0.0),), "bar"),
        ("pie", ((None, None),), "bar"),
        ("pie", ((1.0, 2.0),), "pie"),
        ("donut", ((1.0, 2.0),), "donut"),
        ("donut", ((-1.0, 2.0),), "bar"),
        ("line", ((1.0, None),), "bar"),
        ("area", ((1.0, 2.0), (3.0, None)), "line"),
        ("area", ((1.0, -2.0),), "line"),
        ("stacked", ((1.0, 2.0),), "bar"),
        ("stacked100", ((1.0, 2.0), (-1.0, 2.0)), "stacked"),
        ("scatter", ((1.0, 2.0),), "bar"),
        ("combo", ((1.0, 2.0),), "bar"),
        ("progress", ((101.0, 2.0),), "horizontal"),
        ("sparkline", ((1.0, None),), "bar"),
    ],
)
def test_numbers_that_a_kind_cannot_show_get_another(kind: str, series: Any, instead: str) -> None:
    assert drawable(kind, Numbers(("a", "b"), tuple(Series(str(at), one) for at, one in enumerate(series)))) == instead


def test_an_unknown_kind_is_drawn_as_bars() -> None:
    assert drawable("galaxy", Numbers(("a",), (Series("", (1.0,)),))) == "bar"


LONG = tuple(
    f"{name} upon {river}" for name in ("Ash", "Birch", "Cedar", "Dune") for river in ("Avon", "Bure", "Cam", "Dee")
)


def test_bars_lie_down_where_their_names_are_long() -> None:
    node, svg = drawn("bar", Numbers(LONG[:9], (Series("", tuple(float(at) for at in range(9))),)), 420, 300)
    assert node.plot.layers[0].sideways
    assert {text for text, _ in boxes(svg)} >= set(LONG[:9])


def test_names_that_have_no_row_are_turned_and_all_there() -> None:
    _, svg = drawn("bar", Numbers(LONG, (Series("", tuple(float(at) for at in range(16))),)), 420, 300)
    turned = [text for text in svg.iter(f"{SVG}text") if text.get("transform")]
    assert len(turned) == 16


@pytest.mark.parametrize("stem", ["Week {}", "{}"])
def test_names_that_count_are_thinned(stem: str) -> None:
    weeks = tuple(stem.format(number) for number in range(1941, 2001))
    node, svg = drawn("bar", Numbers(weeks, (Series("", tuple(float(at) for at in range(60))),)), 800, 300)
    named = [text for text, _ in boxes(svg) if text in weeks]
    assert named[0] == weeks[0]
    assert 5 <= len(named) <= 30
    assert node.plot.names
    assert node.plot.names.every == math.ceil(60 / len(named))


@pytest.mark.parametrize("form", ["Q{quarter} {year}", "{year} Q{quarter}"])
def test_of_quarters_the_same_is_named_each_year(form: str) -> None:
    quarters = tuple(form.format(quarter=at % 4 + 1, year=2020 + at // 4) for at in range(20))
    node, svg = drawn("line", Numbers(quarters, (Series("", tuple(map(float, range(20)))),)), 480, 250)
    assert node.plot.names and node.plot.names.every in {4, 8}
    assert all("Q1" in text for text, _ in boxes(svg) if text in quarters)


@pytest.mark.parametrize("room", ["a4", "16x9", "9x16"])
def test_names_in_a_list_are_whole_where_there_is_room(room: str) -> None:
    names = ("A very long name of a part of the whole thing", "Short", "Another really long label here")
    shares = Numbers(names, (Series("", (50.0, 30.0, 20.0)),), "€")
    node = charted(1, "donut", shares, "", (460.0, 250.0), INK, FORMATS[room])
    assert all(f">{name}<" in node.svg for name in names)


def test_a_value_below_zero_stands_apart_from_the_name_beside_it() -> None:
    _, svg = drawn("horizontal", Numbers(("Moor", "Meadow"), (Series("", (-4.0, 31.0)),)))
    found = dict(boxes(svg))
    assert found["−4"][0] - found["Moor"][2] >= FONT


@given(width=st.floats(160, 420), lengths=st.lists(st.integers(1, 14), min_size=2, max_size=4))
def test_names_moved_into_the_chart_touch_no_others(width: float, lengths: list[int]) -> None:
    names = tuple("0" * length for length in lengths)
    _, svg = drawn("line", Numbers(names, (Series("", (1.0, 2.0, 3.0, 4.0)[: len(names)]),)), width, 200)
    covers_nothing(svg)


def test_figures_wider_than_the_list_of_a_circle_are_set_smaller() -> None:
    numbers = Numbers(("a", "b"), (Series("", (1e7, 0.0)),), "million tonnes")
    node, svg = drawn("pie", numbers, 240, 160)
    stays_inside(node, svg)


@pytest.mark.parametrize("kind", ["bar", "line", "combo", "scatter"])
def test_an_axis_whose_figures_would_look_alike_has_none(kind: str) -> None:
    tiny = (Series("", (1e-13, 3e-13)), Series("", (2e-13, 2e-13), "%"))
    node, _ = drawn(kind, Numbers(("a", "b"), tiny))
    counts_in_round_steps(node)


@every_kind
@pytest.mark.parametrize("value", [5e-324, 1e-300, 1e300])
def test_the_least_and_the_greatest_numbers_have_an_axis(kind: str, value: float) -> None:
    node, svg = drawn(kind, Numbers(("a", "b"), (Series("", (0.0, value)), Series("", (value, value)))))
    stays_inside(node, svg)
    holds_all(node)


def test_figures_of_two_axes_keep_apart_where_there_is_little_room() -> None:
    series = (
        Series("North", (3e9, -1e12) * 3),
        Series("South", (1e12, -2.0) * 3),
        Series("East", (-1e12, 5.0) * 3, "million tonnes"),
    )
    node, svg = drawn("combo", Numbers(LONG[:6], series, "", "ja"), 577, 170)
    covers_nothing(svg)
    assert node.plot.scale and len(node.plot.scale.ticks()) > 4
    assert "0" in {text for text, _ in boxes(svg)}


def test_months_are_named_in_the_language_of_the_deck() -> None:
    months = tuple(f"2024-{month:02}" for month in range(1, 13))
    node, svg = drawn("line", Numbers(months, (Series("", tuple(map(float, range(12)))),), "", "de"), 440, 200)
    assert node.categories[2] == "März 2024"
    shown = [text for text, _ in boxes(svg) if "2024" in text]
    assert shown[:2] == ["Jan. 2024", "Apr. 2024"]


def test_lines_are_named_at_their_ends_without_touching() -> None:
    numbers = Numbers(("a", "b"), tuple(Series(f"Line {name}", (1.0, 2.0)) for name in "ABC"))
    _, svg = drawn("line", numbers)
    levels = sorted(float(text.get("y")) for text in svg.iter(f"{SVG}text") if text.text.startswith("Line"))
    assert len(levels) == 3
    assert min(b - a for a, b in itertools.pairwise(levels)) >= 12


def test_a_line_need_not_begin_at_zero() -> None:
    node, _ = drawn("line", Numbers(("a", "b", "c"), (Series("", (101.0, 104.0, 109.0)),)))
    assert node.plot.scale
    assert node.plot.scale.bottom == 100


def test_bars_with_their_values_on_them_need_no_axis() -> None:
    few, svg = drawn("bar", Numbers(("a", "b"), (Series("", (4.5, 3.0)),)))
    assert few.plot.scale
    assert not few.plot.scale.shown
    assert {"4.5", "3.0"} <= {text for text, _ in boxes(svg)}
    many, _ = drawn("bar", Numbers(tuple("abcdefghijklmnopqrstuvwxyz"), (Series("", (1234.0,) * 26),)))
    assert many.plot.scale
    assert many.plot.scale.shown
    assert not many.plot.labels


@settings(deadline=None, max_examples=40)
@given(shares=st.lists(st.floats(0.01, 1e9), min_size=1, max_size=10), kind=st.sampled_from(["pie", "donut"]))
def test_the_slices_of_a_circle_make_it_whole(shares: list[float], kind: str) -> None:
    from cardwright.scene.charts import circle  # noqa: PLC0415

    numbers = Numbers(tuple(map(str, shares)), (Series("", tuple(shares)),))
    slices = circle._slices(numbers, shares, circle.style_of(shares, "", "en"))  # pyright: ignore[reportPrivateUsage]
    assert sum(one.sweep for one in slices) == pytest.approx(2 * math.pi)
    assert sum(one.share for one in slices) == pytest.approx(1.0)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[st.floats(0, 1e9)] * 3), min_size=1, max_size=12))
def test_shares_of_a_column_fill_it(columns: list[tuple[float, ...]]) -> None:
    series = tuple(Series(str(at), one) for at, one in enumerate(zip(*columns, strict=True)))
    node, svg = drawn("stacked100", Numbers(tuple(map(str, range(len(columns)))), series))
    _, _, _, tall = node.plot.area
    paths = [path.get("d") for path in svg.iter(f"{SVG}path") if path.get("fill")]
    heights = sum(float(path.split("v")[1].split("h")[0]) for path in paths)
    full = sum(1 for column in columns if any(column))
    assert heights == pytest.approx(full * tall, abs=0.02 * max(1, len(paths)))


def test_a_second_axis_only_for_a_second_unit_and_on_the_same_grid() -> None:
    rain, warmth = Series("Rain", (80.0, 40.0, 60.0), "mm"), Series("Warmth", (-5.0, 12.0, 31.0), "°C")
    two, _ = drawn("combo", Numbers(tuple("abc"), (rain, warmth)))
    assert two.plot.scale and two.plot.second
    assert [layer.form for layer in two.plot.layers] == ["bar", "line"]
    assert len(two.plot.scale.ticks()) == len(two.plot.second.ticks())
    assert [tick == 0 for tick in two.plot.scale.ticks()] == [tick == 0 for tick in two.plot.second.ticks()]
    one, _ = drawn("combo", Numbers(tuple("abc"), (Series("Rain", rain.values), Series("Mean", rain.values)), "mm"))
    assert one.plot.second is None


def test_points_lie_at_their_own_measures() -> None:
    numbers = Numbers(("Oslo", "Rome"), (Series("Rain", (10.0, 30.0)), Series("Sun", (5.0, 15.0))))
    node, svg = drawn("scatter", numbers)
    across, up = node.plot.across, node.plot.scale
    assert across and up
    x, y, wide, tall = node.plot.area
    for dot, rain, sun in zip(svg.iter(f"{SVG}circle"), (10.0, 30.0), (5.0, 15.0), strict=True):
        assert float(dot.get("cx")) == pytest.approx(
            x + wide * (rain - across.bottom) / (across.top - across.bottom), abs=0.1
        )
        assert float(dot.get("cy")) == pytest.approx(y + tall * (up.top - sun) / (up.top - up.bottom), abs=0.1)
    assert {"Oslo", "Rome"} <= {text for text, _ in boxes(svg)}


def test_a_single_percentage_is_a_ring_and_several_are_bars() -> None:
    ring, _ = drawn("progress", Numbers(("Done",), (Series("", (72.0,)),)))
    assert ring.plot.layers[0].form == "donut"
    assert ring.plot.center == "72%"
    bars, svg = drawn("progress", Numbers(("Done", "Begun"), (Series("", (72.0, 3.0)),)))
    assert bars.plot.layers[0].form == "bar"
    assert {"72%", "3%"} <= {text for text, _ in boxes(svg)}


@pytest.mark.parametrize(("values", "unit"), [((41.0, 26.0, 33.0), "%"), ((41.0, 26.0, 34.0), ""), ((100.4,), "%")])
def test_parts_of_a_hundred_are_percentages_everywhere(values: tuple[float, ...], unit: str) -> None:
    numbers = Numbers(tuple("abc"[: len(values)]), (Series("", values),))
    assert drawn("pie", numbers)[0].unit == unit


def test_more_series_than_colours_are_told_apart_all_the_same() -> None:
    shades = [INK.shade(at) for at in range(12)]
    assert len(set(shades)) == 12
    assert shades[:3] == list(INK.series)
