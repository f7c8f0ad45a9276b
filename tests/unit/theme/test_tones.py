"""Tones of one hue, readable where they must be."""

from itertools import pairwise
from math import atan2, cos, hypot

import pytest
from cardwright.theme.contrast import contrast
from cardwright.theme.tones import apart, lightened, oklab, readable_tone, strength, tones
from hypothesis import given
from hypothesis import strategies as st

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colors, colors)
def test_on_one_ground_there_is_always_a_tone_that_can_be_read(color: str, ground: str) -> None:
    tone = readable_tone(color, [ground])
    assert tone is not None
    assert contrast(tone, ground) >= 4.5


@given(colors, colors)
def test_a_tone_is_of_the_same_hue_or_of_none(color: str, ground: str) -> None:
    tone = readable_tone(color, [ground])
    assert tone is not None
    (_, a, b), (_, c, d) = oklab(color), oklab(tone)
    if min(hypot(a, b), hypot(c, d)) > 0.03:  # hues of what is nearly grey mean nothing
        assert cos(atan2(b, a) - atan2(d, c)) > 0.985


@given(colors, colors)
def test_what_can_be_read_is_left_as_it_is(color: str, ground: str) -> None:
    if contrast(color, ground) >= 4.5:
        assert readable_tone(color, [ground]) == color


@given(colors)
def test_nearer_tones_come_first(color: str) -> None:
    level = oklab(color)[0]
    away = [
        abs(found - level) for tone in tones(color) if (found := oklab(tone)[0]) > 0.15
    ]  # steps of black are coarse
    assert all(later >= sooner - 0.03 for sooner, later in pairwise(away))


def test_there_are_grounds_on_which_nothing_can_be_read_alike() -> None:
    assert readable_tone("#888888", ["#000000", "#ffffff"]) is not None  # one grey
    assert readable_tone("#888888", ["#000000", "#777777"]) is None


def test_colours_that_some_people_mix_up_are_near() -> None:
    assert apart("#70ad47", "#ed7d31") < 0.075 < apart("#0b57a4", "#f2a900")
    assert apart("#123456", "#123456") == 0


@pytest.mark.parametrize(("color", "grey"), [("#808080", True), ("#ff0000", False)])
def test_strength_is_the_distance_from_grey(color: str, grey: bool) -> None:
    assert (strength(color) < 0.001) is grey


@given(colors, st.floats(0.05, 0.95))
def test_lightness_is_what_was_asked_for(color: str, level: float) -> None:
    assert oklab(lightened(color, level))[0] == pytest.approx(level, abs=0.02 if level > 0.15 else 0.07)
