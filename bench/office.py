"""How far PPTX in LibreOffice is from our own layout: lines of every block and of a report, in six themes and formats."""

import shutil
import tempfile
from pathlib import Path

from distances import measured

DECKS = (
    ("paper", "16x9"),
    ("swiss", "4x3"),
    ("forest", "a4"),
    ("gazette", "16x9"),
    ("midnight", "1x1"),
    ("classroom", "16x9"),
)
TARGET = 3.0  # points at p95


def measure() -> list[str]:
    if not shutil.which("soffice"):
        return ["left out: LibreOffice is not installed"]
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as folder:
        found, lines = measured(DECKS, Path(folder))
    return [
        f"lines in both     {len(found):6} of {lines}; the others break elsewhere",
        _row("along the line", [abs(one.x) for one in found]),
        _row("between baselines", [abs(one.y) for one in found]),
    ]


def _row(name: str, lengths: list[float]) -> str:
    lengths.sort()
    half, most, worst = (lengths[min(int(share * len(lengths)), len(lengths) - 1)] for share in (0.5, 0.95, 1.0))
    return f"{name:17} p50 {half:5.2f}   p95 {most:5.2f} ({most / TARGET:.2f} of the target)   max {worst:6.2f} pt"
