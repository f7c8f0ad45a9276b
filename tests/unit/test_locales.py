"""Numbers and dates as languages write them."""

import pytest
from cardwright.locales import customs, dated, moment, months


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234,567.50"),
        ("de", "1.234.567,50"),
        ("de-CH", "1\N{RIGHT SINGLE QUOTATION MARK}234\N{RIGHT SINGLE QUOTATION MARK}567.50"),
        ("fr", "1\u202f234\u202f567,50"),
        ("hi", "12,34,567.50"),
        ("ja", "1,234,567.50"),
        ("tlh", "1,234,567.50"),
        ("", "1,234,567.50"),
        ("pt-BR-x-house", "1.234.567,50"),
    ],
)
def test_numbers_have_the_signs_of_their_language(language: str, written: str) -> None:
    assert customs(language).number(1234567.5, 2) == written
    assert customs(language).number(-1234567.5, 2) == written  # the sign is the caller's


@pytest.mark.parametrize(("value", "decimals", "written"), [(2.5, 0, "3"), (0.125, 2, "0.13"), (1e300, 0, "1.00e+300")])
def test_halves_are_rounded_up_as_office_programs_do(value: float, decimals: int, written: str) -> None:
    assert customs("en").number(value, decimals) == written


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {"K": 3, "M": 6, "B": 9, "T": 12}),
        ("de", {"Mio.": 6, "Mrd.": 9, "Bio.": 12}),
        ("ja", {"万": 4, "億": 8, "兆": 12}),
        ("en-IN", {"K": 3, "L": 5, "Cr": 7}),
    ],
)
def test_large_numbers_have_short_forms(language: str, forms: dict[str, int]) -> None:
    found = {band.suffix.strip(): band.power for band in customs(language).bands}
    assert found.items() >= forms.items()


def test_words_for_large_numbers_are_known_in_the_language_and_mean_what_they_mean_there() -> None:
    assert customs("en").scales["billion"] == 1e9
    assert customs("de").scales["billionen"] == 1e12
    assert customs("fr").scales["milliards"] == 1e9


@pytest.mark.parametrize(
    ("text", "language", "year", "written"),
    [
        ("2024-05", "en", True, "May 2024"),
        ("2024-05", "de", False, "Mai"),
        ("2024-05-12", "en", True, "May 12, 2024"),
        ("2024/05/12", "de", True, "12. Mai 2024"),
        ("2024-05-12", "ja", False, "5月12日"),
    ],
)
def test_months_and_days_have_their_names(text: str, language: str, year: bool, written: str) -> None:
    found = moment(text)
    assert found is not None
    assert dated(found, language, year=year) == written


@pytest.mark.parametrize(
    "text", ["2024", "2024-13", "2024-02-30", "12.05.2024", "May 2024", "", "2024-05/12", "0999-05"]
)
def test_other_texts_are_no_dates_of_the_calendar(text: str) -> None:
    assert moment(text) is None


def test_months_are_known_by_all_their_names() -> None:
    assert {"januar", "jan", "märz"} <= months("de")
    assert {"janv", "février", "août"} <= months("fr")
