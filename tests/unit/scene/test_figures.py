"""Numbers of charts: one short form and one number of decimals for all of an axis."""

import pytest
from cardwright.scene.figures import exact, percentage, style_of, tick_style, unit_of
from hypothesis import given
from hypothesis import strategies as st

NB = "\N{NO-BREAK SPACE}"


def written(values: tuple[float, ...], unit: str = "", language: str = "en") -> list[str]:
    style = style_of(values, unit, language)
    return [style.text(value).replace(NB, " ").replace("\u202f", " ") for value in values]


@pytest.mark.parametrize(
    ("values", "unit", "language", "texts"),
    [
        ((4.2, 5.0, 3.75), "$", "en", ["$4.20", "$5.00", "$3.75"]),
        ((1200000.0, 900000.0, 0.0, -300000.0), "", "en", ["1.2M", "0.9M", "0", "−0.3M"]),
        ((1200000.0, 900000.0, 0.0, -300000.0), "€", "de", ["1,2 Mio. €", "0,9 Mio. €", "0 €", "−0,3 Mio. €"]),
        ((1200000.0, 900000.0), "", "ja", ["120万", "90万"]),
        ((1250000.0,), "€", "fr", ["1,25 M €"]),
        ((5000.0, 12000.0, 1250000.0), "", "en", ["5K", "12K", "1,250K"]),
        ((9999.0, 1250.0), "", "de", ["9.999", "1.250"]),
        ((48.0, 12.5), "%", "en", ["48.0%", "12.5%"]),
        ((48.0, 12.0), "%", "de", ["48 %", "12 %"]),
        ((48.0,), "%", "fr", ["48 %"]),
        ((4.2, 31.0), "€m", "en", ["€4.2m", "€31.0m"]),
        ((50.0, 250.0), "M€", "en", ["€50M", "€250M"]),
        ((50.0, 250.0), "K$", "en", ["$50K", "$250K"]),
        ((50.0, 250.0), "M€", "fr", ["50 M €", "250 M €"]),
        ((50.0, 250.0), "US$", "en", ["US$50", "US$250"]),
        ((50.0, 250.0), "R$", "pt-BR", ["R$ 50", "R$ 250"]),
        ((4.2, 31.0), "Mio. €", "de", ["4,2 Mio. €", "31,0 Mio. €"]),
        ((12.0,), "USD", "en", ["USD 12"]),
        ((12.0,), "USD", "de", ["12 USD"]),
        ((1234.5, 99.0), "km", "en", ["1,235", "99"]),
        ((1250.0, 3.5), "", "en", ["1,250.0", "3.5"]),
        ((0.004, 0.1), "", "en", ["0.004", "0.100"]),
        ((-0.2,), "", "en", ["−0.2"]),
        ((25000.0,), "thousand people", "en", ["25,000"]),
        ((25000.0,), "people", "en", ["25K"]),
        ((), "", "en", []),
    ],
)
def test_figures_are_written_as_the_language_has_them(
    values: tuple[float, ...], unit: str, language: str, texts: list[str]
) -> None:
    assert written(values, unit, language) == texts


numbers = st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20)


@given(numbers, st.sampled_from(["", "%", "€", "km"]), st.sampled_from(["en", "de", "fr", "ja", "hi", "ar"]))
def test_all_figures_of_an_axis_have_the_same_decimals_and_say_what_is_negative(
    values: list[float], unit: str, language: str
) -> None:
    style = style_of(values, unit, language)
    for value in values:
        text = style.text(value)
        assert text.startswith("−") <= (value < 0)
        assert len(text) <= 40


@given(st.floats(1e-6, 1e15))
def test_the_largest_figure_is_right_to_half_a_percent(value: float) -> None:
    style = style_of([value], "", "en")
    text = style.text(value).rstrip("KMBT").replace(",", "")
    power = style.band.power if style.band else 0
    assert float(text) * 10**power == pytest.approx(value, rel=6e-3)


@given(st.sampled_from([1.0, 2.0, 2.5, 5.0]), st.integers(-6, 12), st.integers(1, 10))
def test_ticks_are_written_exactly(factor: float, power: int, count: int) -> None:
    step = float(f"{factor}e{power}")
    style = tick_style(step, step * count, "", "en")
    ticks = [float(f"{step * at:.12g}") for at in range(count + 1)]
    scale = 10.0 ** (style.band.power if style.band else 0)
    for tick in ticks:
        assert float(style.text(tick).rstrip("KMBT").replace(",", "")) * (scale if tick else 1) == pytest.approx(tick)


def test_in_a_text_a_figure_keeps_what_there_is() -> None:
    assert exact(1234567.891, "€", "de") == f"1.234.567,891{NB}€"
    assert exact(3.0, "million tonnes", "en") == f"3{NB}million tonnes"
    assert percentage(0.256, "fr").replace("\u202f", NB) == f"26{NB}%"


def test_a_word_is_said_beside_the_axis_and_a_sign_at_every_number() -> None:
    assert unit_of("km", "en").word == "km"
    assert unit_of("€", "en").word == ""
    assert unit_of("€ per head", "en").before == "€"
    assert unit_of("million tonnes", "en").scaled
    assert not unit_of("m", "en").scaled  # metres, for all we know
