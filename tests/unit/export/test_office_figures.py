"""Number formats of office programs, read by hand as these read them."""

import re

import pytest
from cardwright.export.office.figures import axis_format, number_format, share_format
from cardwright.scene.figures import Style, style_of
from cardwright.scene.plot import Scale
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("values", "unit", "language", "code"),
    [
        ((12.0,), "", "en", '[$-409]#,##0;[$-409]"−"#,##0'),
        ((4.25,), "$", "en", '[$-409]"$"#,##0.00;[$-409]"−""$"#,##0.00'),
        ((48.0,), "%", "de", '[$-407]#,##0"\N{NO-BREAK SPACE}%";[$-407]"−"#,##0"\N{NO-BREAK SPACE}%"'),
        ((1250000.0,), "", "en", '[$-409]#,##0.00,,"M";[$-409]"−"#,##0.00,,"M";0'),
        ((1200000.0,), "", "ja", r'[$-411]0\.0,"万";[$-411]"−"0\.0,"万";0'),
        ((3e8,), "", "ja", r'[$-411]0\.00,,"億";[$-411]"−"0\.00,,"億";0'),
    ],
)
def test_a_format_says_language_digits_and_signs(
    values: tuple[float, ...], unit: str, language: str, code: str
) -> None:
    assert number_format(style_of(values, unit, language)) == code


def test_shares_are_left_to_the_program() -> None:
    assert share_format("en") == "[$-409]0%"
    assert axis_format(Scale(0, 1, 0.25, Style("fr", "%"), share=True)).endswith("%")


@given(
    st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=8),
    st.sampled_from(["", "€", "%", "€m"]),
    st.sampled_from(["en", "de", "hi", "sv"]),
)
def test_a_program_writes_what_the_drawing_says(values: list[int], unit: str, language: str) -> None:
    style = style_of([value / 4 for value in values], unit, language)
    for value in values:
        assert applied(number_format(style), value / 4) == plain(style.text(value / 4))


@given(st.lists(st.integers(10_000, 10**13), min_size=1, max_size=8), st.sampled_from(["en", "de", "ja", "en-IN"]))
def test_a_program_shortens_what_the_drawing_shortens(values: list[int], language: str) -> None:
    style = style_of(list(map(float, values)), "", language)
    for value in values:
        found, wanted = applied(number_format(style), value), plain(style.text(value))
        numbers = [float(re.match(r"[\d.]*\d", text)[0]) for text in (found, wanted)]  # pyright: ignore[reportOptionalSubscript]
        # Where a short form is no power of a thousand the program writes all decimals of its own.
        assert numbers[0] == pytest.approx(numbers[1], rel=6e-3, abs=0.51 * 10.0**-style.decimals)
        assert re.sub(r"^[\d.]*\d", "", found) == re.sub(r"^[\d.]*\d", "", wanted)


def applied(code: str, value: float) -> str:
    """The value as a program writes it by a format with sections for positive, negative and zero; points for decimals."""
    sections = code.split(";")
    section = (
        sections[1]
        if value < 0 and len(sections) > 1
        else sections[2]
        if not value and len(sections) > 2
        else sections[0]
    )
    section = re.sub(r"^\[\$-\w+\]", "", section)
    before, digits, after = re.fullmatch(r'((?:"[^"]*")*)([^"]*)((?:"[^"]*")*)', section).groups()  # pyright: ignore[reportOptionalMemberAccess]
    value = abs(value) / 1000 ** (len(digits) - len(digits.rstrip(",")))
    digits = digits.rstrip(",")
    if "\\." in digits:
        places = len(digits.partition("\\.")[2])
        whole = f"{value:.0f}".rjust(places + 1, "0")
        text = f"{whole[:-places]}.{whole[-places:]}"
    else:
        text = rounded(value, len(digits.partition(".")[2]))
    return (before + text + after).replace('"', "").replace("\N{NO-BREAK SPACE}", " ")


def rounded(value: float, places: int) -> str:
    """Half up, as office programs round."""
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415

    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def plain(text: str) -> str:
    """A figure of the drawing with a point for decimals and without marks of thousands."""
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    text = re.sub(r"(?<=\d)[.,\s'’](?=\d{2,3}(?:[.,\s'’]|\D|$))(?=\d*[.,\s'’]?\d*)", lambda found: found[0], text)
    digits = re.search(r"\d[\d.,'’ ]*\d|\d", text)
    assert digits
    number = digits[0]
    last = max(number.rfind(sign) for sign in ".,")
    decimals = len(number) - last - 1 if last >= 0 else 0
    if last >= 0 and decimals != 3:
        number = re.sub(r"[.,'’ ]", "", number[:last]) + "." + number[last + 1 :]
    else:
        number = re.sub(r"[.,'’ ]", "", number)
    return text[: digits.start()] + number + text[digits.end() :]
