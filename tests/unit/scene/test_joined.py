"""Figures stay on one line with what they belong to, where there is room."""

import pytest
from cardwright.scene import Look, Run
from cardwright.scene.joined import joined
from hypothesis import given
from hypothesis import strategies as st

BODY = Look("body", 20.0, 1.4, 400, "text", "body")


def shown(text: str, width: float = 800.0) -> str:
    return joined(Run(text), BODY, width).text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call +44 20 7946 0000 or write", "Call +44_20_7946_0000 or write"),
        ("coûte 210 000 euros par an", "coûte 210_000 euros par an"),
        ("reste 4 200 € en caisse", "reste 4_200_€ en caisse"),
        ("ocupa unos 180 MB en total", "ocupa unos 180_MB en total"),
        ("a query takes 240 ms here", "a query takes 240_ms here"),
        ("gasta un 30 % menos", "gasta un 30_% menos"),
        ("opens on 12 May for all", "opens on 12_May for all"),
        ("am 23. Oktober um zehn", "am 23._Oktober um zehn"),
        ("pay 31 pence for a box", "pay 31_pence for a box"),
        ("12 people came, 3 stayed away", "12_people came, 3_stayed away"),
        ("After 20 years it closed", "After 20_years it closed"),
    ],
)
def test_figures_stay_whole(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    ["in Phase 2 begins the work", "with iOS 14 and later", "In 2015 we moved", "no figure", "the 3 incomprehensibilities"],
)  # fmt: skip
def test_names_years_and_other_words_are_left_alone(text: str) -> None:
    assert shown(text) == text


def test_a_narrow_place_keeps_its_breaks() -> None:
    assert shown("Call +44 20 7946 0000", width=60.0) == "Call +44 20 7946 0000"
    assert shown("pay 31 pence", width=80.0) == "pay 31 pence"


def test_code_and_formulas_are_left_alone() -> None:
    assert joined(Run("sleep 10 ms", code=True), BODY, 800.0).text == "sleep 10 ms"


@given(st.text("1 2a.%+B", max_size=40), st.floats(10, 900))
def test_only_spaces_ever_change(text: str, width: float) -> None:
    assert joined(Run(text), BODY, width).text.replace("\u00a0", " ") == text.replace("\u00a0", " ")
