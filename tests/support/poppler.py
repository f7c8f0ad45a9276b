"""What poppler's tools say of a PDF, which another program wrote."""

import html
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest

_PACKAGE = "poppler-utils"


def ask(tool: str, data: bytes, folder: Path, *options: str, output: bool | str = False) -> str:
    """A tool's answer; `output` when it wants to be told where to write. Skips loudly where there is none."""
    if shutil.which(tool) is None:
        message = f"{tool} is missing; type: sudo apt-get install --yes --no-install-recommends {_PACKAGE}"
        warnings.warn(message, stacklevel=2)
        pytest.skip(message)
    file = folder / "judged.pdf"
    file.write_bytes(data)
    command = [tool, *options, str(file), *([output if isinstance(output, str) else "-"] if output else [])]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page."""
    return ask("pdftotext", data, folder, "-enc", "UTF-8", output=True).split("\f")[:-1]


def words(data: bytes, folder: Path) -> list[list[tuple[str, float, float]]]:
    """The words of each page, each with the place of its bottom-left corner in points from the top left."""
    told = ask("pdftotext", data, folder, "-enc", "UTF-8", "-bbox", output=True)
    word = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')
    return [
        [(html.unescape(text), float(x), float(y)) for x, y, text in word.findall(page)]
        for page in told.split("<page ")[1:]
    ]


def pictures(data: bytes, folder: Path) -> list[bytes]:
    """Each page as a PNG, a pixel per point."""
    ask("pdftoppm", data, folder, "-r", "72", "-png", output=str(folder / "page"))
    return [path.read_bytes() for path in sorted(folder.glob("page-*.png"))]
