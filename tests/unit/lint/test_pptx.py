"""Anybody's PPTX: what the rules find in it, and how what it inherits is resolved."""

import re
from typing import Any

import pytest
from cardwright.layout.canvas import canvas_of
from cardwright.lint import Subject, judged
from cardwright.lint.pptx import read
from cardwright.lint.report import Report
from foreign import BLANK, CONTENT, PROSE, TITLE, Deck, picture, rewritten, text
from lxml import etree
from making import made
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt


def found(deck: Deck, rule: str) -> list[tuple[str, int]]:
    return [(finding.severity, finding.card) for finding in deck.report(rule).findings]


def good() -> Deck:
    """A deck as one would like it."""
    deck = Deck()
    opening = deck.slide("Rivers", TITLE)
    opening.placeholders[1].text = "A talk"
    slide = deck.slide("Why the river needs room")
    text(slide, PROSE, 68, 140, 824, 120)
    text(slide, PROSE, 68, 300, 824, 120)
    shown = deck.slide("What it looks like")
    shape = shown.shapes.add_picture(picture(1200, 900), Pt(400), Pt(120), Pt(440), Pt(330))
    shape._element.nvPicPr.cNvPr.set("descr", "A weir")
    return deck


def test_a_good_deck_has_no_error() -> None:
    report = good().report()
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    assert report.gate == "open"
    assert report.score > 0.8


def test_text_that_is_too_much_for_its_box() -> None:
    deck = Deck()
    box = text(deck.slide(), f"{PROSE} {PROSE}", 68, 140, 300, 60)
    assert found(deck, "G1") == [("error", 1)]
    box.height = Pt(260)
    assert found(deck, "G1") == []


def test_a_font_that_is_not_to_be_had_makes_it_a_guess() -> None:
    deck = Deck()
    box = text(deck.slide(), f"{PROSE} {PROSE}", 68, 140, 300, 60)
    box.text_frame.paragraphs[0].runs[0].font.name = "Corporate Grotesk"
    report = deck.report("G1")
    assert [finding.severity for finding in report.findings] == ["warning"]
    assert report.measured == "guessed"


def test_text_shrunk_by_the_program_is_measured_as_shown() -> None:
    deck = Deck()
    box = text(deck.slide(), PROSE, 68, 140, 400, 62)
    assert found(deck, "G1") == [("error", 1)]
    box.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    box.text_frame._txBody.bodyPr.normAutofit.set("fontScale", "62500")
    assert found(deck, "G1") == []
    assert {run.size for one in deck.canvas().pages[0].elements for p in one.paragraphs for run in p.runs} == {
        40.0,
        15.0,
    }


def test_a_box_that_grows_with_its_text_can_leave_the_slide() -> None:
    deck = Deck()
    box = text(deck.slide(), " ".join([PROSE] * 6), 68, 400, 300, 60)
    box.text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT
    assert found(deck, "G1") == []
    assert found(deck, "G2") == [("error", 1)]


def test_what_is_off_the_slide() -> None:
    deck = Deck()
    text(deck.slide(), "Too far right", 800, 200, 400, 60)
    assert found(deck, "G2") == [("error", 1)]


def test_what_covers_something_else() -> None:
    deck = Deck()
    slide = deck.slide()
    text(slide, PROSE, 68, 140, 500, 100)
    text(slide, PROSE, 90, 150, 500, 100)
    assert found(deck, "G3") == [("error", 1)]


def test_boxes_may_overlap_where_they_are_empty() -> None:
    deck = Deck()
    slide = deck.slide()
    text(slide, "One line", 68, 140, 500, 300)
    text(slide, "Another, well below", 68, 300, 500, 100)
    assert found(deck, "G3") == []


def test_a_caption_on_a_picture_is_a_layer() -> None:
    deck = Deck()
    slide = deck.slide()
    slide.shapes.add_picture(picture(), Pt(68), Pt(140), Pt(400), Pt(300))
    box = text(slide, "A weir", 90, 400, 200, 30)
    assert found(deck, "G3") == []
    box.left = Pt(420)
    assert found(deck, "G3") == [("error", 1)]


def test_small_text_and_walls_of_it() -> None:
    deck = Deck()
    text(deck.slide(), " ".join([PROSE] * 10), 68, 120, 824, 380, 12)
    assert found(deck, "T1")[0] == ("error", 1)
    assert found(deck, "T5") == [("error", 1)]


@pytest.mark.parametrize(
    ("color", "size", "errors"), [("AAAAAA", 20, 1), ("949494", 24, 0), ("949494", 14, 1), ("222222", 14, 0)]
)
def test_pale_text(color: str, size: float, errors: int) -> None:
    deck = Deck()
    text(deck.slide(), PROSE, 68, 140, 824, 120, size, color)
    assert len(found(deck, "C1")) == errors


def test_contrast_is_taken_with_what_lies_below() -> None:
    deck = Deck()
    slide = deck.slide()
    panel = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(60), Pt(130), Pt(840), Pt(200))
    panel.fill.solid()
    panel.fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x30)
    text(slide, PROSE, 68, 140, 824, 120, 20, "FFFFFF")
    assert found(deck, "C1") == []
    panel.fill.fore_color.rgb = RGBColor(0xF0, 0xF0, 0xF0)
    assert found(deck, "C1") == [("error", 1)]


def test_contrast_with_a_picture_is_taken_of_its_pixels() -> None:
    deck = Deck()
    slide = deck.slide()
    shape = slide.shapes.add_picture(picture(800, 600, "#101418"), Pt(0), Pt(0), Pt(960), Pt(540))
    slide.shapes._spTree.insert(2, shape._element)
    text(slide, PROSE, 68, 140, 824, 120, 20, "FFFFFF")
    text(slide, PROSE, 68, 300, 824, 120, 20, "333333")
    (finding,) = [one for one in deck.report("C1").findings if one.boxes[0].y > 250]
    assert finding.value < 2


def test_pictures() -> None:
    deck = Deck()
    slide = deck.slide()
    slide.shapes.add_picture(picture(800, 600), Pt(68), Pt(140), Pt(400), Pt(150))
    slide.shapes.add_picture(picture(80, 60), Pt(500), Pt(140), Pt(400), Pt(300))
    slide.shapes.add_picture(picture(800, 600, "black"), Pt(68), Pt(320), Pt(200), Pt(150))
    assert found(deck, "I1") == [("error", 1)]
    assert found(deck, "I2") == [("warning", 1)]
    assert found(deck, "I3") == [("error", 1)]
    assert found(deck, "A1") == []  # the library describes pictures by the names of their files
    for shape in slide.shapes:
        if hasattr(shape._element, "nvPicPr"):
            shape._element.nvPicPr.cNvPr.attrib.pop("descr", None)
    assert len(found(deck, "A1")) == 3


def test_a_cropped_picture_is_not_distorted() -> None:
    deck = Deck()
    shape = deck.slide().shapes.add_picture(picture(800, 600), Pt(68), Pt(140), Pt(400), Pt(150))
    shape.crop_top = shape.crop_bottom = 0.25
    assert found(deck, "I1") == []
    (element,) = [one for one in deck.canvas().pages[0].elements if one.picture]
    assert element.picture is not None
    assert (element.picture.width, element.picture.height) == (800, 300)


def test_titles() -> None:
    deck = Deck()
    deck.slide("Water")
    deck.slide("Water")
    deck.slide(layout=BLANK)
    assert found(deck, "A2") == [("error", 3), ("warning", 2)]


def test_tables() -> None:
    deck = Deck()
    slide = deck.slide()
    table = slide.shapes.add_table(3, 2, Pt(68), Pt(140), Pt(600), Pt(120)).table
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            cell.text = f"cell {at}"
    assert found(deck, "A3") == []
    table.first_row = False
    assert found(deck, "A3") == [("error", 1)]
    table.first_row = True
    table.cell(1, 0).merge(table.cell(1, 1))
    assert found(deck, "A3") == [("warning", 1)]


def test_a_table_is_as_high_as_its_text() -> None:
    deck = Deck()
    table = deck.slide().shapes.add_table(3, 1, Pt(68), Pt(400), Pt(120), Pt(30)).table
    table.cell(1, 0).text = f"{PROSE} {PROSE}"
    assert found(deck, "G2") == [("error", 1)]


def test_what_was_left_over() -> None:
    deck = Deck()
    slide = deck.slide(layout=CONTENT)
    assert found(deck, "T9") == [("error", 1)]  # an empty placeholder
    slide.placeholders[1].text = "Lorem ipsum dolor sit amet"
    assert found(deck, "T9") == [("error", 1)]
    slide.placeholders[1].text = "All is said"
    assert found(deck, "T9") == []


def test_links() -> None:
    deck = Deck()
    run = text(deck.slide(), "Click here", 68, 140, 400, 60).text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "https://example.org/plan"
    assert found(deck, "A5") == [("warning", 1)]
    run.text = "The river plan"
    assert found(deck, "A5") == []


def test_charts() -> None:
    deck = Deck()
    data = CategoryChartData()
    data.categories = ["Spring", "Summer"]
    data.add_series("Rain", (12, 7.5))
    frame = deck.slide().shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(68), Pt(140), Pt(600), Pt(300), data)
    (chart,) = [one.chart for one in deck.canvas().pages[0].elements if one.chart]
    assert chart is not None
    assert (chart.kind, chart.data) == ("bar", True)
    assert {"Spring", "Summer", "Rain", "7.5"} <= set(chart.text.split())
    assert found(deck, "A1") == [("error", 1)]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", "Rain by season")
    assert found(deck, "A1") == []


def test_sizes_and_colours_come_from_layout_and_master() -> None:
    deck = Deck()
    slide = deck.slide("Inherited", CONTENT)
    slide.placeholders[1].text = PROSE
    (body,) = [one for one in deck.canvas().pages[0].elements if one.holder == "obj"]
    (run,) = body.paragraphs[0].runs
    assert (run.size, run.color, run.language) == (32.0, "#000000", "en-US")  # the template's bodyStyle, tx1
    assert body.rect.x == pytest.approx(36)  # the master's place
    levels = slide.placeholders[1].text_frame.paragraphs[0]
    levels.level = 2
    (body,) = [one for one in deck.canvas().pages[0].elements if one.holder == "obj"]
    assert body.paragraphs[0].runs[0].size == 24.0


def test_colours_of_the_theme_are_changed_as_they_say() -> None:
    deck = Deck()
    slide = deck.slide()
    box = text(slide, PROSE, 68, 140, 824, 120)
    font = box.text_frame.paragraphs[0].runs[0].font
    font.color.theme_color = MSO_THEME_COLOR.ACCENT_1  # 4F81BD in the template

    def colors() -> set[str]:
        elements = [one for one in deck.canvas().pages[0].elements if not one.holder]
        return {run.color for one in elements for p in one.paragraphs for run in p.runs}

    assert colors() == {"#4f81bd"}
    font.color.brightness = -0.5  # lumMod 50 %
    (darker,) = colors()
    assert darker == "#254061"
    font.color.brightness = 0.6  # lumMod 40 %, lumOff 60 %
    (lighter,) = colors()
    assert lighter == "#b9cde5"


def test_groups_move_and_scale_what_is_in_them() -> None:
    deck = Deck()
    group = deck.slide().shapes.add_group_shape()
    inner = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(100), Pt(100), Pt(50), Pt(40))
    group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(200), Pt(180), Pt(50), Pt(40))
    group.left, group.top, group.width, group.height = Pt(300), Pt(200), Pt(300), Pt(240)
    boxes = [one for one in deck.canvas().pages[0].elements if one.name == inner.name]
    at = boxes[0].rect
    assert (at.x, at.y, at.width, at.height) == pytest.approx((300, 200, 100, 80), abs=0.1)


def test_turned_boxes_take_the_room_they_take() -> None:
    deck = Deck()
    shape = deck.slide().shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(100), Pt(200), Pt(200), Pt(50))
    shape.rotation = 90
    at = next(one.rect for one in deck.canvas().pages[0].elements if one.name == shape.name)
    assert (at.x, at.y, at.width, at.height) == pytest.approx((175, 125, 50, 200), abs=0.1)


def test_what_is_decoration_and_what_is_hidden() -> None:
    deck = Deck()
    slide = deck.slide()
    shape = slide.shapes.add_picture(picture(), Pt(68), Pt(140), Pt(400), Pt(300))
    properties = shape._element.nvPicPr.cNvPr
    properties.attrib.pop("descr")
    assert found(deck, "A1") == [("error", 1)]
    properties.append(
        etree.fromstring(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
            '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )
    assert found(deck, "A1") == []
    properties.set("hidden", "1")
    assert not [one for one in deck.canvas().pages[0].elements if one.picture]


def test_editability() -> None:
    deck = Deck()
    deck.slide()
    deck.slide(layout=BLANK).shapes.add_picture(picture(), Pt(0), Pt(0), Pt(960), Pt(540))
    text(deck.slide(layout=BLANK), PROSE, 68, 140, 824, 120)
    package = deck.canvas().package
    assert package is not None
    assert package.levels == (4, 0, 2)
    assert found(deck, "F3") == [("warning", 2), ("warning", 3)]
    assert [one.message.partition("it lacks ")[2] for one in deck.report("F3").findings] == [
        "text in whole boxes",
        "placeholders of a layout",
    ]


def test_a_broken_package_is_named() -> None:
    whole = made("notes.txt").file("pptx")
    broken = rewritten(
        whole,
        lambda name, part: re.sub(rb'(<p:cNvPr id=")3(")', rb"\g<1>2\2", part) if name.endswith("slide2.xml") else part,
    )
    package = read(broken).package
    assert package is not None
    assert package.problems == ("ppt/slides/slide2.xml: 2 shapes have the id 2",)
    untyped = rewritten(
        whole,
        lambda name, part: part.replace(b'Extension="rels"', b'Extension="xyz"') if name.startswith("[") else part,
    )
    package = read(untyped).package
    assert package is not None
    assert any("has no content type" in problem for problem in package.problems)


def test_hidden_slides_are_not_judged() -> None:
    deck = good()
    deck.file.slides[1]._element.set("show", "0")
    assert len(deck.canvas().pages) == 2


def test_too_many_shapes_are_said_to_be() -> None:
    deck = Deck()
    slide = deck.slide()
    for at in range(510):
        slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(at), Pt(100), Pt(5), Pt(5))
    canvas = deck.canvas()
    assert len(canvas.pages[0].elements) == 500
    assert canvas.notes == ("slide 1 has 511 shapes; 500 were looked at",)


@pytest.mark.parametrize("example", ["report.md", "arabic.md", "japanese.md", "hindi.md", "notes.txt"])
def test_our_own_files_are_judged_as_our_own_pages(example: str) -> None:
    deck = made(example)
    slides = judged(Subject(read(deck.file("pptx"))))
    pages = judged(Subject(canvas_of(deck.slides)))

    def errors(report: Report) -> set[tuple[str, int]]:
        return {(one.rule, one.card) for one in report.findings if one.severity == "error"}

    assert errors(slides) == errors(pages)
    assert slides.measured != "exact" and pages.measured == "exact"
    package: Any = read(deck.file("pptx")).package
    assert package.problems == ()
    assert set(package.levels) == {4}
