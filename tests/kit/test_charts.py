"""What every kind of chart promises, by being a file in the folder."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from cardwright.scene import Series, charts
from cardwright.scene.charting import charted, described
from cardwright.scene.charts import Ink, Numbers, all_charts, drawable
from cardwright.scene.format import FORMATS
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

INK = Ink("#111111", "#666666", "#dddddd", "#ffffff", ("#1f6f5c", "#c67c3a", "#0a548b"), "'Inter'")
SVG = "{http://www.w3.org/2000/svg}"
every_kind = pytest.mark.parametrize("kind", all_charts())

numbers_of = st.integers(1, 40).flatmap(
    lambda count: st.builds(
        Numbers,
        st.tuples(*[st.text(max_size=40)] * count),
        st.lists(
            st.builds(Series, st.text(max_size=30), st.tuples(*[st.none() | st.floats(-1e12, 1e12)] * count)),
            min_size=1,
            max_size=8,
        ).map(tuple),
        st.sampled_from(["", "%", "$", "€", "km", "million tonnes"]),
    )
)


def drawn(kind: str, numbers: Numbers, width: float = 400, height: float = 250) -> tuple[Any, Any]:
    node = charted(1, kind, numbers, "Title", (width, height), INK, FORMATS["16x9"])
    parser = etree.XMLParser(recover=False, huge_tree=False)
    return node, etree.fromstring(node.svg.translate(CONTROLS).encode("utf-8", "replace"), parser)


CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def test_every_kind_has_a_file() -> None:
    files = {path.stem for path in Path(charts.__path__[0]).glob("*.py")}
    assert set(all_charts()) <= files
    assert {"bar", "line", "pie"} <= set(all_charts())


@every_kind
@settings(deadline=None, max_examples=60)
@given(numbers=numbers_of, width=st.floats(240, 900), height=st.floats(160, 600))
def test_any_numbers_are_drawn_inside_the_drawing(kind: str, numbers: Numbers, width: float, height: float) -> None:
    node, svg = drawn(kind, numbers, width, height)
    x, y, wide, tall = node.plot
    assert min(x, y) >= 0 and wide > 0 and tall > 0
    assert x + wide <= node.width + 0.1
    for text in svg.iter(f"{SVG}text"):
        assert -1 <= float(text.get("x")) <= node.width + 1
    for series in numbers.series:
        for value in series.values:
            if value is not None and node.kind != "pie":
                slack = 1e-6 * max(abs(value), node.step)
                assert node.bottom <= value + slack and value - slack <= node.top


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_missing_values_are_not_drawn(kind: str) -> None:
    full, _ = drawn(kind, Numbers(("a", "b", "c"), (Series("s", (1.0, 2.0, 3.0)),), ""))
    holey, _ = drawn(kind, Numbers(("a", "b", "c"), (Series("s", (1.0, None, 3.0)),), ""))
    assert full.svg.count("<path") - holey.svg.count("<path") == (1 if kind == "bar" else -1)


def test_a_pie_that_shows_no_shares_becomes_bars() -> None:
    for values in ((1.0, -2.0), (0.0, 0.0), (None, None)):
        assert drawable("pie", Numbers(("a", "b"), (Series("", values),), "")) == "bar"
    assert drawable("pie", Numbers(("a", "b"), (Series("", (1.0, 2.0)),), "")) == "pie"


def test_what_is_said_for_those_who_cannot_see_it_names_all() -> None:
    said = described(
        "Fish", Numbers(("Upper", "Lower"), (Series("2024", (3.0, None)), Series("2025", (5.5, 1200000.0))), "kg")
    )
    assert said == "Fish. 2024: Upper 3 kg. 2025: Upper 5.5 kg, Lower 1,200,000 kg"


def test_names_of_many_unlike_categories_are_turned_and_all_there() -> None:
    towns = tuple(
        f"{name} upon {river}" for name in ("Ash", "Birch", "Cedar", "Dune") for river in ("Avon", "Bure", "Cam", "Dee")
    )
    _, svg = drawn("bar", Numbers(towns, (Series("", tuple(float(at) for at in range(16))),), ""), 420, 300)
    turned = [text for text in svg.iter(f"{SVG}text") if text.get("transform")]
    assert len(turned) == 16


def test_names_that_count_are_thinned() -> None:
    weeks = tuple(f"Week {number}" for number in range(1, 41))
    _, svg = drawn("bar", Numbers(weeks, (Series("", tuple(float(at) for at in range(40))),), ""), 800, 300)
    named = [text.text for text in svg.iter(f"{SVG}text") if text.text.startswith("Week")]
    assert named[0] == "Week 1"
    assert 5 <= len(named) <= 20


def test_lines_are_named_at_their_ends_without_touching() -> None:
    numbers = Numbers(("a", "b"), tuple(Series(f"Line {name}", (1.0, 2.0)) for name in "ABC"), "")
    _, svg = drawn("line", numbers)
    levels = sorted(float(text.get("y")) for text in svg.iter(f"{SVG}text") if text.text.startswith("Line"))
    assert len(levels) == 3
    assert min(b - a for a, b in itertools.pairwise(levels)) >= 12


@pytest.mark.parametrize(("values", "unit"), [((41.0, 26.0, 33.0), "%"), ((41.0, 26.0, 34.0), ""), ((100.4,), "%")])
def test_parts_of_a_hundred_are_percentages_everywhere(values: tuple[float, ...], unit: str) -> None:
    numbers = Numbers(tuple("abc"[: len(values)]), (Series("", values),), "")
    assert drawn("pie", numbers)[0].unit == unit
