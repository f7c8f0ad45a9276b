"""Drawings in every file format: the same shapes, as vectors, told to readers or kept from them."""

import io
from pathlib import Path
from typing import Any

import drawings
import pytest
from cardwright.export import all_exporters
from cardwright.export.png import pages_as_png
from cardwright.layout.walk import nodes
from cardwright.scene import DrawingNode
from cardwright.scene.format import FORMATS
from lxml import html
from openxml_audit import OpenXmlValidator
from PIL import Image, ImageChops, ImageStat
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

EMU = 12_700
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
each_look = pytest.mark.parametrize(
    ("name", "theme", "rtl"),
    [
        (name, theme, name == "4x3")
        for name in ("16x9", "4x3", "9x16", "fluid", "a4")
        for theme in ("paper", "midnight")
    ],
)


def made(format: str, name: str = "16x9", theme: str = "paper", *, rtl: bool = False) -> bytes:
    return all_exporters()[format](drawings.drawn(name, theme, rtl=rtl))


@pytest.mark.parametrize("format", ["html", "pdf", "pptx", "png"])
def test_equal_scenes_give_equal_bytes(format: str) -> None:
    assert made(format) == made(format)


def test_the_page_tells_of_pictures_and_not_of_decoration() -> None:
    page = html.document_fromstring(made("html").decode())
    first, second = page.xpath("//section")
    told, kept = first.xpath(".//*[name()='svg'][@data-n]")
    assert (told.get("role"), told.get("aria-label"), told.get("aria-hidden")) == ("img", "Hills & fields", None)
    assert (kept.get("role"), kept.get("aria-label"), kept.get("aria-hidden")) == (None, None, "true")
    assert first.xpath("./*[name()='svg']") == []
    assert second[0].tag == "svg" and second[0].get("aria-hidden") == "true"  # behind all that follows
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_pdf_has_one_figure_and_no_pixels() -> None:
    reader: Any = PdfReader(io.BytesIO(made("pdf")))
    assert b"pdfuaid:part>1<" in reader.root_object["/Metadata"].get_data()
    figures = [e for e in elements(reader.root_object["/StructTreeRoot"]) if e["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["Hills & fields"]
    kinds = [thing.get_object().get("/Subtype") for page in reader.pages for thing in xobjects(page)]
    assert "/Image" not in kinds


def elements(element: Any) -> Any:
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if "/S" in element:
        yield element
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from elements(kid)


def xobjects(part: Any) -> Any:
    for thing in (part.get("/Resources", {}).get("/XObject") or {}).values():
        yield thing
        yield from xobjects(thing.get_object())


@each_look
def test_the_rules_of_the_slide_format_are_kept(name: str, theme: str, rtl: bool, tmp_path: Path) -> None:
    path = tmp_path / "judged.pptx"
    path.write_bytes(made("pptx", name, theme, rtl=rtl))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_slides_have_shapes_that_can_be_edited() -> None:
    first, second = Presentation(io.BytesIO(made("pptx"))).slides
    told, kept = (shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    behind = second.shapes[0]
    assert [said(shape) for shape in (told, kept, behind)] == [("Hills & fields", False), ("", True), ("", True)]
    assert [shape.name.split()[0] for shape in (told, kept, behind)] == ["Drawing", "Drawing", "Backdrop"]
    for group in (told, kept, behind):
        kinds = {shape.shape_type for shape in group.shapes}
        assert {MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.AUTO_SHAPE} <= kinds
        assert list(group._element.iter(f"{A}gradFill")) and not list(group._element.iter(f"{A}blip"))
    numbers = [element.get("id") for element in first._element.iter() if element.tag.endswith("}cNvPr")]
    assert len(numbers) == len(set(numbers))


def said(shape: Any) -> tuple[str, bool]:
    own = shape._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0]
    return own.get("descr", ""), bool(own.xpath(".//*[local-name()='decorative'][@val='1']"))


@each_look
def test_no_shape_reaches_over_its_drawing(name: str, theme: str, rtl: bool) -> None:
    laid = drawings.drawn(name, theme, rtl=rtl)
    deck = Presentation(io.BytesIO(all_exporters()["pptx"](laid)))
    for slide in deck.slides:
        for group in (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP):
            for shape in group.shapes:
                assert shape.left >= group.left - EMU and shape.left + shape.width <= group.left + group.width + EMU
                assert shape.top >= group.top - EMU and shape.top + shape.height <= group.top + group.height + EMU


def test_a_backdrop_covers_its_card_and_is_cut_at_the_middle() -> None:
    """4:3 behind a 16:9 card: of the drawing's height a quarter is not seen."""
    page = Image.open(io.BytesIO(pages_as_png(drawings.drawn(), 72)[1])).convert("RGB")
    corners = [page.getpixel(at) for at in ((2, 2), (957, 2), (2, 537), (957, 537))]
    ground = page.getpixel((480, 400))
    assert len(set(corners)) > 2 and ground not in corners
    whole = drawings.drawn_scene().theme.inverse.background
    assert tuple(int(whole[at : at + 2], 16) for at in (1, 3, 5)) not in corners


@pytest.mark.parametrize("name", FORMATS)
def test_a_drawing_keeps_its_proportions_and_its_width(name: str) -> None:
    page = drawings.drawn(name).pages[0]
    wide, small = (page.places[node.id] for node in nodes(page.card.root) if isinstance(node, DrawingNode))
    assert wide.width / wide.height == pytest.approx(2, abs=0.01)
    assert small.width == pytest.approx(60, abs=0.01)
    assert small.height == pytest.approx(60, abs=0.01)


def test_right_to_left_cards_put_drawings_at_their_start() -> None:
    left, right = (drawings.drawn(rtl=rtl).pages[0].places for rtl in (False, True))
    assert left[7].x < 960 / 2 + 240 and right[7].right == pytest.approx(960 - left[7].x, abs=0.5)


@pytest.mark.parametrize("theme", ["paper", "midnight"])
def test_drawings_are_coloured_by_the_theme(theme: str) -> None:
    deck = Presentation(io.BytesIO(made("pptx", theme=theme)))
    slots = {element.get("val") for element in deck.slides[0]._element.iter(f"{A}schemeClr")}
    assert {"accent1", "bg2", "tx1"} <= slots


def test_two_themes_draw_two_pictures() -> None:
    pages = [Image.open(io.BytesIO(pages_as_png(drawings.drawn(theme=name), 36)[1])) for name in ("paper", "midnight")]
    assert max(ImageStat.Stat(ImageChops.difference(*(page.convert("RGB") for page in pages))).mean) > 10
