"""Contrast as WCAG 2.2 counts it."""

import pytest
from cardwright.theme.contrast import contrast, luminance, readable
from hypothesis import given
from hypothesis import strategies as st

colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#336699", "#336699", 1.0),
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(colors, colors)
def test_order_does_not_matter(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1.0
    assert 0.0 <= luminance(one) <= 1.0


@given(colors, colors)
def test_any_colour_can_be_made_readable_on_any_other(color: str, background: str) -> None:
    found = readable(color, background)
    assert contrast(found, background) >= 4.5
    if contrast(color, background) >= 4.5:
        assert found == color
