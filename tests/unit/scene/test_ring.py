"""A ring of arrows: as many as asked, all inside their square, none over another."""

import math

import pytest
from cardwright.scene.ring import ring


@pytest.mark.parametrize("count", range(1, 9))
def test_arrows_stay_in_their_square(count: int) -> None:
    drawing = ring(count, 240.0)
    assert len(drawing.shapes) == count
    for shape in drawing.shapes:
        assert shape.box.x >= -0.01 and shape.box.y >= -0.01
        assert shape.box.right <= 240.01 and shape.box.bottom <= 240.01


def test_arrows_begin_at_the_top_and_go_round_clockwise() -> None:
    starts = [shape.steps[0] for shape in ring(4, 200.0).shapes]
    turns = [math.degrees(math.atan2(at.x - 100, 100 - at.y)) % 360 for at in starts]
    assert turns == sorted(turns)
    assert turns[0] < 10
