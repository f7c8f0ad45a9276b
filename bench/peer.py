"""The whole command from Markdown to PDF, cold, beside Marp CLI, which prints with a browser."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from servers import REPORT

PEER = Path(__file__).parent / "peers" / "marp"
BUILD = Path(__file__).parents[1] / "build" / "peers" / "marp"
CHROMIUM = "/usr/bin/chromium"
ROUNDS = 5


def measure() -> list[str]:
    missing = [
        name for name, there in (("npm", shutil.which("npm")), ("chromium", Path(CHROMIUM).exists())) if not there
    ]
    if missing:
        return [f"left out: {' and '.join(missing)} not installed"]
    marp = _installed()
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as made:
        folder = Path(made)
        (folder / "marp.md").write_text(_slides(REPORT), "utf-8")
        (folder / "report.md").write_text(REPORT, "utf-8")
        ours = [sys.executable, "-m", "cardwright", "generate", "report.md", "--text-mode", "preserve", "--num-cards", "13",
                "--dimensions", "16x9", "--export-as", "pdf"]  # fmt: skip
        theirs = [str(marp), "marp.md", "--pdf", "--no-stdin", "-o", "marp.pdf"]
        pairs = [(_took(ours, folder), _took(theirs, folder)) for _ in range(ROUNDS)]
    cardwright, other = median(one for one, _ in pairs), median(one for _, one in pairs)
    return [
        f"cardwright generate, pdf  {cardwright:6.2f} s",
        f"marp, pdf                 {other:6.2f} s",
        f"ratio, median of {ROUNDS}        {median(theirs / ours for ours, theirs in pairs):6.2f} times as long",
    ]


def _installed() -> Path:
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PEER / name, BUILD / name)
    subprocess.run(
        ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=BUILD, check=True, timeout=300
    )
    return BUILD / "node_modules" / ".bin" / "marp"


def _slides(report: str) -> str:
    """The report as Marp reads it: a ruler between its sections."""
    return "---\nmarp: true\n---\n\n" + re.sub(r"\n(?=## )", "\n---\n\n", report)


def _took(command: list[str], folder: Path) -> float:
    environment = {**os.environ, "CHROME_PATH": CHROMIUM, "CHROME_NO_SANDBOX": "1"}
    began = perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120)
    return perf_counter() - began
