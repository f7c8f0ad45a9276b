"""Files that mean harm, read as the server reads them: refused within bounded memory and time, and the process lives on or is replaced."""

import struct
import zlib
from collections.abc import Callable, Iterator

import anyio
import pytest
from cardwright.errors import CardwrightError
from cardwright.jobs.cells import Cells
from cardwright.tasks import read_file
from cellular import peak_of
from filing import document, repacked, slides, workbook

MEMORY_MB = 1024  # of address space; half of what a server gives
MOST_MB = 700  # resident, of which the libraries alone are about 150
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def cells() -> Iterator[Cells]:
    with Cells(1, MEMORY_MB, 30) as running:
        yield running


def reason(cells: Cells, data: bytes, name: str) -> str:
    """Why a file is refused, empty when it is read; asserts what it cost."""

    async def run() -> tuple[str, int]:
        try:
            found, told = await read_file(cells, data, name), ""
            assert len(found.text) <= 400_000
        except CardwrightError as error:
            told = error.message
        return told, await peak_of(cells)

    told, peak = anyio.run(run)
    assert peak < MOST_MB, f"{name} took {peak} MB"
    return told


def zeros(size: int) -> bytes:
    return bytes(size)


def deep_word(_: bytes) -> bytes:
    body = "<w:ins>" * 20_000 + "</w:ins>" * 20_000
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def wide_word(_: bytes) -> bytes:
    body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 300_000
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def shared_strings(_: bytes) -> bytes:
    return b"<sst>" + b"<si><t>a</t></si>" * 3_000_000 + b"</sst>"


def long_sheet(data: bytes) -> bytes:
    return data.replace(b"</sheetData>", b"<row><c><v>1</v></c></row>" * 1_700_000 + b"</sheetData>")


def far_sheet(data: bytes) -> bytes:
    return data.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def nested_zip() -> bytes:
    inner = zlib.compress(zeros(40_000_000))
    return repacked(document(), {"word/media/a.png": inner, "word/media/b.png": zeros(47_000_000)})


def many_parts() -> bytes:
    return repacked(document(), {f"word/media/{number}.png": b"" for number in range(6_000)})


def pdf(*objects: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out)
    )  # fmt: skip


def stream_pdf(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
        b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    )


def many_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 200_000)
    return pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%s] /Count 200000>>" % kids,
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]>>",
    )


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a part of zeros in a document": ("a.docx", nested_zip),
    "too many parts": ("a.docx", many_parts),
    "deep elements": ("a.docx", lambda: repacked(document(), {"word/document.xml": deep_word})),
    "wide elements": ("a.docx", lambda: repacked(document(), {"word/document.xml": wide_word})),
    "shared strings": ("a.xlsx", lambda: repacked(workbook(), {"xl/sharedStrings.xml": shared_strings})),
    "a long sheet": ("a.xlsx", lambda: repacked(workbook(), {"xl/worksheets/sheet1.xml": long_sheet})),
    "a far cell": ("a.xlsx", lambda: repacked(workbook(), {"xl/worksheets/sheet1.xml": far_sheet})),
    "a picture of zeros on a slide": (
        "a.pptx",
        lambda: repacked(slides(), {"ppt/media/image1.png": zeros(47_000_000)}),
    ),
    "a PDF stream of zeros": ("a.pdf", lambda: stream_pdf(zeros(100_000_000))),
    "a PDF stream of letters": ("a.pdf", lambda: stream_pdf(b"BT /F 9 Tf 50 700 Td (words) Tj ET\n" * 60_000)),
    "a PDF of pages": ("a.pdf", many_pages),
    "deep HTML": ("a.html", lambda: b"<div>" * 1_000_000),
    "deep lists": ("a.html", lambda: b"<ul><li>a" * 200_000),
    "wide tables": ("a.html", lambda: b"<table>" + b"<tr><td colspan=50>a" * 20_000),
    "deep JSON": ("a.ipynb", lambda: b'{"nbformat": 4, "cells": ' + b"[" * 1_000_000),
    "one long line": ("a.csv", lambda: b"a," * 5_000_000),
    "marks without end": ("a.html", lambda: b"<p>" + b"*_[`" * 500_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused_within_bounds(cells: Cells, name: str) -> None:
    file_name, make = BOMBS[name]
    told = reason(cells, make(), file_name)
    assert "takes too" not in told, told  # a bound of its own, not the last resort, stops it


def test_a_header_that_lies_about_a_size_is_not_believed(cells: Cells) -> None:
    data = bytearray(repacked(document(), {"word/media/a.png": zeros(1_000_000)}))
    at = data.rfind(b"word/media/a.png") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "cannot be unpacked" in reason(cells, bytes(data), "a.docx")


def test_entities_are_refused_in_either_encoding(cells: Cells) -> None:
    source = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for data in (source.encode(), source.encode("utf-16")):
        assert "document type" in reason(cells, repacked(document(), {"word/styles.xml": data}), "a.docx")
