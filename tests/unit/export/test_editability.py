"""Every slide we write can be edited through and through: whole texts, shapes, placeholders, charts with their numbers."""

import io
import zipfile

import pytest
from cardwright.layout.walk import nodes
from cardwright.lint import Subject, judged
from cardwright.lint.pptx import read
from cardwright.scene import TextNode
from cardwright.theme import all_themes
from houses import housed_deck
from lxml import etree
from making import Made, built, every_block
from pptx import Presentation

HIGHEST = 4


def level(data: bytes) -> int | None:
    return judged(Subject(read(data)), only=("F3",)).editability


@pytest.mark.parametrize("theme", all_themes())
def test_the_slides_of_every_theme_have_the_highest_level(theme: str) -> None:
    assert level(built(every_block(), theme=theme).file("pptx")) == HIGHEST


@pytest.mark.parametrize("house", ["nordwind", "meridian", "sakura"])
def test_so_do_slides_in_a_companys_own_file(house: str) -> None:
    assert level(housed_deck(house, every_block()).file("pptx")) == HIGHEST


def test_no_slide_is_shown_by_a_picture(deck: Made) -> None:
    for slide in Presentation(io.BytesIO(deck.file("pptx"))).slides:
        for shape in slide.shapes:
            assert shape.shape_type != 13 or shape.width * shape.height < 0.9 * 960 * 540 * 12_700**2


def test_paragraphs_are_whole(deck: Made) -> None:
    """As many paragraphs as layout has texts, each with all of its words."""
    told = [
        "".join(run.text or "" for run in paragraph.iter("{*}t"))
        for slide in Presentation(io.BytesIO(deck.file("pptx"))).slides
        for paragraph in slide._element.iter("{*}p")
    ]
    for page in deck.slides.pages:
        for node in nodes(page.card.root):
            if isinstance(node, TextNode) and not any(run.math for run in node.runs):
                for part in "".join(run.text for run in node.runs).split("\n"):
                    assert part in "\n".join(told)


def test_charts_carry_the_numbers_they_show(deck: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(deck.file("pptx"))) as package:
        charts = [name for name in package.namelist() if name.startswith("ppt/charts/chart")]
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert charts and len(books) == len(charts)
        for name in charts:
            shown = {float(one.text) for one in etree.fromstring(package.read(name)).iterfind(".//{*}val//{*}v")}
            number = name.removeprefix("ppt/charts/chart").removesuffix(".xml")
            rels = package.read(f"ppt/charts/_rels/chart{number}.xml.rels").decode()
            book = next(one for one in books if one.rpartition("/")[2] in rels)
            with zipfile.ZipFile(io.BytesIO(package.read(book))) as workbook:
                sheet = etree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
            kept = {float(one.text) for one in sheet.iter("{*}v")}
            assert shown <= kept


@pytest.fixture(scope="module")
def deck() -> Made:
    return built(every_block())
