"""Lines of a PPTX stand in LibreOffice where layout has them."""

import os
from pathlib import Path

import cardwright_assets
import pytest
from cardwright.pipeline import exporter_named
from distances import converted, distances, with_our_fonts
from making import built, every_block, made

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(cardwright_assets.font_folder() is None, reason="no fonts were shipped"),
]
MOST = 3.0  # points, of 95 lines in 100
DECKS = (("paper", "16x9"), ("swiss", "4x3"), ("gazette", "a4"))


def test_nineteen_of_twenty_lines_are_within_three_points(tmp_path: Path) -> None:
    decks = {
        tmp_path / f"{theme}-{number}.pptx": deck
        for theme, room in DECKS
        for number, deck in enumerate((built(every_block(), room, theme), made("report.md", room, theme)))
    }
    for path, deck in decks.items():
        path.write_bytes(deck.file("pptx"))
    converted(list(decks), tmp_path, {**os.environ, **with_our_fonts(tmp_path)})
    far: dict[str, list[float]] = {"x": [], "y": []}
    lines = 0
    for path, deck in decks.items():
        found, all_lines = distances(exporter_named("pdf")(deck.slides), path.with_suffix(".pdf").read_bytes())
        lines += all_lines
        far["x"] += [abs(one.x) for one in found]
        far["y"] += [abs(one.y) for one in found]
    assert len(far["x"]) > 0.85 * lines  # the others break elsewhere
    for axis, lengths in far.items():
        assert sorted(lengths)[int(0.95 * len(lengths))] <= MOST, axis
