"""How far the lines of a PPTX in LibreOffice stand from where layout has them, read from both PDFs by PDFium.

Lines are matched page by page by their letters; one that occurs twice, or breaks elsewhere, has no partner.
"""

import ctypes
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cardwright_assets
import pypdfium2
from cardwright.pipeline import exporter_named
from libreoffice import converted
from making import built, every_block, made

_GAP = 1.2  # em between two pieces of text on one baseline, such as cells of a table


@dataclass(frozen=True)
class Line:
    """Letters on one baseline: where the first one stands, in points from the page's top-left corner."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Distance:
    """Points from layout's line to the other program's: along it, and between the baselines."""

    page: int
    text: str
    x: float
    y: float


def lines(data: bytes) -> list[list[Line]]:
    """The lines of each page."""
    document = pypdfium2.PdfDocument(data)
    return [list(_lines(page)) for page in document]


def _lines(page: Any) -> Iterator[Line]:
    text, raw = page.get_textpage(), pypdfium2.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    letters, start, end = "", (0.0, 0.0), 0.0
    for at in range(raw.FPDFText_CountChars(text)):
        sign = chr(raw.FPDFText_GetUnicode(text, at))
        if sign.isspace() or not raw.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        raw.FPDFText_GetCharBox(text, at, left, right, low, high)
        near = abs(y.value - start[1]) < 0.3 and -1 < x.value - end < _GAP * raw.FPDFText_GetFontSize(text, at)
        if letters and not near:
            yield Line(letters, start[0], page.get_height() - start[1])
            letters = ""
        if not letters:
            start = (x.value, y.value)
        letters, end = letters + sign, max(right.value, x.value)
    if letters:
        yield Line(letters, start[0], page.get_height() - start[1])


def distances(ours: bytes, theirs: bytes) -> tuple[list[Distance], int]:
    """The distances of all lines that both have, and how many lines ours has."""
    mine, other = lines(ours), lines(theirs)
    found: list[Distance] = []
    for number, (one, two) in enumerate(zip(mine, other, strict=True), start=1):
        there = _single(two)
        found += [
            Distance(number, line.text, there[line.text].x - line.x, there[line.text].y - line.y)
            for line in _single(one).values()
            if line.text in there
        ]
    return found, sum(len(_single(page)) for page in mine)


def _single(page: Sequence[Line]) -> dict[str, Line]:
    counts = Counter(line.text for line in page)
    return {line.text: line for line in page if counts[line.text] == 1 and len(line.text) > 1}


def measured(rooms: Iterable[tuple[str, str]], folder: Path) -> tuple[list[Distance], int]:
    """The distances of all lines of every block and of a report, in themes and formats; and how many lines there are."""
    decks = [
        deck for theme, room in rooms for deck in (built(every_block(), room, theme), made("report.md", room, theme))
    ]
    files = [folder / f"{number}.pptx" for number in range(len(decks))]
    for file, deck in zip(files, decks, strict=True):
        file.write_bytes(deck.file("pptx"))
    shown = converted(files, folder, folder / "profile", {**os.environ, **_with_our_fonts(folder)})
    found: list[Distance] = []
    count = 0
    for deck, theirs in zip(decks, shown, strict=True):
        some, lines_ = distances(exporter_named("pdf")(deck.slides), theirs)
        found, count = [*found, *some], count + lines_
    return found, count


def _with_our_fonts(folder: Path) -> dict[str, str]:
    """Settings of the environment with which a program sees the shipped fonts beside the system's."""
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{cardwright_assets.font_folder()}'
        f"</dir><dir>/usr/share/fonts</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        "utf-8",
    )
    return {"FONTCONFIG_FILE": str(file)}
