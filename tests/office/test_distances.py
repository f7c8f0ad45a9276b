"""Lines of a PPTX stand in LibreOffice where layout has them."""

from pathlib import Path

import cardwright_assets
import pytest
from distances import measured

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(cardwright_assets.font_folder() is None, reason="no fonts were shipped"),
]
MOST = 3.0  # points, of 95 lines in 100
DECKS = (("paper", "16x9"), ("swiss", "4x3"), ("gazette", "a4"))


def test_nineteen_of_twenty_lines_are_within_three_points(tmp_path: Path) -> None:
    found, lines = measured(DECKS, tmp_path)
    assert len(found) > 0.85 * lines  # the others break elsewhere
    for axis, lengths in {"x": [abs(one.x) for one in found], "y": [abs(one.y) for one in found]}.items():
        assert sorted(lengths)[int(0.95 * len(lengths))] <= MOST, axis
