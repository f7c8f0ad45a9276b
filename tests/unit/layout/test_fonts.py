"""Where no font was shipped, decks are set in what there is."""

import subprocess
import sys
from pathlib import Path

SUPPORT = Path(__file__).parents[2] / "support"
CODE = """
import sys
import cardwright_assets
import typst

cardwright_assets.font_folder = lambda: None
if sys.argv[2] == "bare":  # a machine without a single font
    usual = typst.Fonts
    typst.Fonts = lambda **options: usual(**{**options, "include_system_fonts": False})
sys.path.insert(0, sys.argv[1])
from making import made

for format in ("pdf", "pptx", "html"):
    assert len(made("report.md").file(format)) > 10_000, format
"""


def run(machine: str) -> None:
    command = [sys.executable, "-c", CODE, str(SUPPORT), machine]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr.count("no fonts were shipped with this build") == 1


def test_the_systems_fonts_will_do() -> None:
    run("usual")


def test_a_machine_without_fonts_will_do() -> None:
    run("bare")
