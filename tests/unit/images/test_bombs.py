"""Pictures that mean harm, checked as the server checks them: refused within bounded memory, or shown small."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator

import anyio
import pytest
from cardwright.errors import CardwrightError, FetchRefused
from cardwright.images.check import MAX_PIXELS, MAX_SIDE, checked
from cardwright.jobs.cells import Cells
from cellular import peak_of
from PIL import Image as Pillow

MOST_MB = 500  # resident, of which the libraries alone are about 130


@pytest.fixture(scope="module")
def cells() -> Iterator[Cells]:
    with Cells(1, 1024, 20) as running:
        yield running


def outcome(cells: Cells, data: bytes) -> CardwrightError | None:
    """Why a picture is refused, nothing when it is shown; asserts what that cost."""

    async def run() -> tuple[CardwrightError | None, int]:
        try:
            found, error = await cells.run(checked, data), None
            assert max(found.width, found.height) <= MAX_SIDE
        except CardwrightError as refused:
            error = refused
        return error, await peak_of(cells)

    error, peak = anyio.run(run)
    assert peak < MOST_MB
    return error


def png(width: int, height: int, data: bytes = b"", extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_chunk() -> bytes:
    packed = zlib.compress(bytes(100_000_000), 9)
    body = b"a\0\0" + packed
    return struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))


def gif(width: int, height: int, frames: int) -> bytes:
    out = io.BytesIO()
    Pillow.new("P", (2, 2)).save(
        out, "GIF", save_all=True, append_images=[Pillow.new("P", (2, 2), n % 5) for n in range(frames)]
    )
    data = bytearray(out.getvalue())
    data[6:10] = struct.pack("<HH", width, height)
    return bytes(data)


def svg(body: str, size: int = 100) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{body}</svg>'.encode()


def uses(depth: int) -> str:
    """Each group shows the one before it ten times."""
    groups = ['<g id="g0"><rect width="1" height="1"/></g>']
    groups += [f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, depth)]
    return f'<defs>{"".join(groups)}</defs><use href="#g{depth - 1}"/>'


REFUSED: dict[str, Callable[[], bytes]] = {
    "a PNG of 60000 by 60000": lambda: png(60_000, 60_000, zlib.compress(bytes(1_000_000))),
    "a PNG beyond the bound by one line": lambda: png(10_000, MAX_PIXELS // 10_000 + 1, zlib.compress(b"")),
    "a PNG with a text of zeros": lambda: png(10, 10, zlib.compress(bytes(310)), text_chunk()),
    "a GIF of 65535 by 65535": lambda: gif(65_535, 65_535, 2),
    "an SVG larger than any": lambda: svg("<rect/>" * 400_000),
    "an SVG of entities": lambda: b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + svg("&b;"),
    "deep SVG": lambda: svg("<g>" * 100_000 + "</g>" * 100_000),
}
BOUNDED: dict[str, Callable[[], bytes]] = {
    "a GIF of 5000 frames": lambda: gif(2, 2, 5_000),
    "a PNG of zeros without end": lambda: png(100, 100, zlib.compress(bytes(100_000_000), 9)),
    "an SVG as large as a town": lambda: svg("<rect width='9' height='9'/>", 10_000_000),
    "an SVG that shows itself": lambda: svg('<g id="a"><use href="#a"/></g>'),
    "an SVG of a million uses": lambda: svg(uses(7)),
    "an SVG with a wide blur": lambda: svg(
        '<filter id="f"><feGaussianBlur stdDeviation="100000"/></filter><rect filter="url(#f)" width="90" height="90"/>'
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused(cells: Cells, name: str) -> None:
    assert isinstance(outcome(cells, REFUSED[name]()), FetchRefused)


@pytest.mark.parametrize("name", BOUNDED)
def test_a_bomb_costs_little_whether_it_is_shown_or_not(cells: Cells, name: str) -> None:
    outcome(cells, BOUNDED[name]())
