"""Numbers as people write them."""

import pytest
from cardwright.deck.figures import Figure, decimal_sign, figure, in_one_unit, is_blank


@pytest.mark.parametrize(
    ("text", "decimal", "found"),
    [
        ("1.234", ".", Figure(1.234)),
        ("1.234", ",", Figure(1234.0)),
        ("1,234", ".", Figure(1234.0)),
        ("1,234", ",", Figure(1.234)),
        ("12,5", ".", Figure(12.5)),
        ("12.5", ",", Figure(12.5)),
        ("0.125", ",", Figure(0.125)),
        ("1.234.567", ".", Figure(1234567.0)),
        ("1.234,5", ".", Figure(1234.5)),
        ("1,234.5", ",", Figure(1234.5)),
        ("1,23,456", ".", Figure(123456.0)),
        ("1 234,5", ".", Figure(1234.5)),
        ("1 250", ",", Figure(1250.0)),
        ("12345.678", ",", Figure(12345.678)),
        ("€4.2 m", ".", Figure(4.2, "€", "m")),
        ("−3.5 °C", ".", Figure(-3.5, "", "°C")),
        ("48 %", ".", Figure(48.0, "", "%")),
        ("٤٨٪", ".", Figure(48.0, "", "%")),
        ("12/5", ".", None),
        ("about to begin", ".", None),
    ],
)
def test_figures_are_read_with_their_signs(text: str, decimal: str, found: Figure | None) -> None:
    assert figure(text, decimal) == found


@pytest.mark.parametrize(
    ("texts", "language", "sign"),
    [
        (["1.234", "12,5"], "en", ","),
        (["1.234", "2.345"], "de", ","),
        (["1.234", "2.345"], "en", "."),
        (["1,234", "2.5"], "de", "."),
        (["1.234.567"], "en", ","),
        (["1,234", "56"], "fr", ","),
        ([], "es", ","),
        (["12,5", "12.5"], "en", "."),
    ],
)
def test_numbers_beside_each_other_say_what_their_signs_mean(texts: list[str], language: str, sign: str) -> None:
    assert decimal_sign(texts, language) == sign


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "n/a", "N/A", "k. A."])
def test_a_cell_may_say_that_there_is_no_figure(text: str) -> None:
    assert is_blank(text)


def test_what_is_said_in_different_scales_stands_on_one_axis() -> None:
    assert in_one_unit([Figure(900.0, "", "Tsd."), Figure(1.2, "", "Mio.")], "de") == ((0.9, 1.2), "Mio.")
    assert in_one_unit([Figure(900.0, "€", "k"), Figure(1.2, "€", "m")]) == ((0.9, 1.2), "€m")
    assert in_one_unit([Figure(3.0, "", "milliards"), Figure(500.0, "", "millions")], "fr") == ((3.0, 0.5), "milliards")
    assert in_one_unit([Figure(3.0, "", "km"), Figure(5.0, "", "kg")]) is None
    assert in_one_unit([Figure(3.0, "€"), Figure(5.0, "$")]) is None
