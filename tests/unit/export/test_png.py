"""PNG files: a zip with a picture of every page."""

import hashlib
import io
import zipfile

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.export.png import EXPORTER
from cardwright.scene.format import FORMATS
from making import built, elsewhere, made
from PIL import Image


def pictures(data: bytes) -> dict[str, Image.Image]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist()}


@pytest.mark.parametrize("dimensions", FORMATS)
def test_there_is_a_picture_of_every_page_at_two_pixels_a_point(dimensions: str) -> None:
    deck = made("report.md", dimensions)
    found = pictures(deck.file("png"))
    assert list(found) == [f"{number:02d}.png" for number in range(1, len(deck.laid.pages) + 1)]
    for picture, page in zip(found.values(), deck.laid.pages, strict=True):
        assert picture.format == "PNG"
        assert picture.width == pytest.approx(2 * page.width, abs=1)
        assert picture.height == pytest.approx(2 * page.height, abs=1)


@pytest.mark.parametrize("theme", ["paper", "midnight"])
def test_no_picture_is_blank_and_no_two_are_alike(theme: str) -> None:
    found = [picture.convert("RGB") for picture in pictures(made("report.md", theme=theme).file("png")).values()]
    assert all(low != high for picture in found for low, high in picture.getextrema())
    assert len({picture.tobytes() for picture in found}) == len(found)


def test_names_sort_in_the_order_of_pages_past_a_hundred() -> None:
    deck = built(Deck("D", "en", tuple(Card(rich(str(number))) for number in range(101))), "1x1")
    with zipfile.ZipFile(io.BytesIO(EXPORTER(deck.laid))) as archive:
        names = archive.namelist()
    assert (names[0], names[-1], sorted(names)) == ("001.png", "101.png", names)


def test_entries_have_one_date_whatever_the_clock_says() -> None:
    with zipfile.ZipFile(io.BytesIO(made("report.md").file("png"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("example", ["report.md", "arabic.md"])
def test_the_same_deck_gives_the_same_bytes_anywhere(example: str) -> None:
    assert hashlib.sha256(made(example).fresh("png")).digest() == elsewhere()[example, "png"]
