"""PPTX files as other programs read them: slides, placeholders, native text, tables, charts, words."""

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from cardwright.deck import Card, Deck, Span, rich, words
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.export.office.figures import axis_format
from cardwright.layout.walk import nodes
from cardwright.scene import ChartNode, ListNode, TableNode
from cardwright.scene.format import FORMATS, fixed
from cardwright.theme import all_themes
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from making import CHARTS, LANGUAGES, Made, built, chart_deck, elsewhere, every_block, made, table_deck
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12_700  # in a point
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def complaints(data: bytes, folder: Path) -> list[str]:
    """What the rules of Office's own file format say against a file.

    Within formulas the judge expects the looks of Word's text; PowerPoint has its own there.
    """
    path = folder / "judged.pptx"
    path.write_bytes(data)
    errors = map(str, OpenXmlValidator().validate(path).errors)
    return [error for error in errors if not ("oMath" in error and "'rPr'" in error)]


def shapes(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes]


def alt(shape: Any) -> str:
    return str(shape._element.xpath("string(.//p:cNvPr/@descr)"))


def decorative(shape: Any) -> bool:
    return bool(shape._element.xpath(".//p:cNvPr//*[local-name()='decorative'][@val='1']"))


def found(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def solid(text: str) -> str:
    """Without spaces, some of which are set so that a line does not break there."""
    return "".join(text.split())


def said(deck: Any) -> str:
    """All words on slides."""
    out: list[str] = []
    for shape in shapes(deck):
        if shape.has_text_frame:
            out += [paragraph.text for paragraph in shape.text_frame.paragraphs]
            out += [number.get("startAt", "1") for number in shape._element.iter(f"{A}buAutoNum")]
        elif shape.has_table:
            out += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_chart:
            cells = sheet(shape.chart.part.chart_workbook.xlsx_part.blob)
            out += [cell if row == 1 or column == "A" else f"{float(cell):,g}" for (row, column), cell in cells.items()]
    return "\n".join(out)


def _mixed(some: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
    """A third of all pairs: each of both stands in several, with different ones."""
    return [(one, other) for at, one in enumerate(some) for to, other in enumerate(others) if (at + to) % 3 == 0]


@pytest.mark.parametrize(("example", "theme"), _mixed(LANGUAGES, all_themes()))
def test_the_rules_of_the_format_are_kept_by_examples(example: str, theme: str, tmp_path: Path) -> None:
    assert complaints(made(example, theme=theme).file("pptx"), tmp_path) == []


@pytest.mark.parametrize(("dimensions", "theme"), _mixed(FORMATS, all_themes()))
def test_the_rules_of_the_format_are_kept_by_every_block(theme: str, dimensions: str, tmp_path: Path) -> None:
    assert complaints(built(every_block(), dimensions, theme).file("pptx"), tmp_path) == []


@pytest.mark.parametrize("theme", ["paper", "ledger"])
@pytest.mark.parametrize("deck", [chart_deck(), table_deck()], ids=["charts", "tables"])
def test_the_rules_of_the_format_are_kept_by_charts_and_tables(deck: Deck, theme: str, tmp_path: Path) -> None:
    assert complaints(built(deck, theme=theme).file("pptx"), tmp_path) == []


def test_the_judge_of_the_format_finds_what_is_wrong(tmp_path: Path) -> None:
    """A judge that finds nothing wrong anywhere would prove nothing above."""
    broken = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made("notes.txt").file("pptx"))) as whole,
        zipfile.ZipFile(broken, "w") as other,
    ):
        for name in whole.namelist():
            other.writestr(name, whole.read(name).replace(b"<a:bodyPr wrap=", b"<a:bodyPr folds="))
    assert any("folds" in complaint for complaint in complaints(broken.getvalue(), tmp_path))


@pytest.mark.parametrize("dimensions", FORMATS)
def test_slides_have_the_size_of_their_format(dimensions: str) -> None:
    deck, room = made("report.md", dimensions), fixed(FORMATS[dimensions])
    read = opened(deck.file("pptx"))
    assert read.slide_width == pytest.approx(room.width * EMU, abs=EMU)
    assert read.slide_height == pytest.approx(max(page.height for page in deck.slides.pages) * EMU, abs=EMU)
    assert len(read.slides) == len(deck.slides.pages)


@pytest.mark.parametrize("example", LANGUAGES)
def test_every_slide_has_one_title_that_holds_its_heading(example: str) -> None:
    deck = made(example)
    for slide, page in zip(opened(deck.file("pptx")).slides, deck.slides.pages, strict=True):
        titles = [shape for shape in slide.placeholders if shape.placeholder_format.type in TITLES]
        assert [solid(title.text_frame.text) for title in titles] == [solid(page.card.title)] != [""]
        assert slide.shapes.title is not None  # what outlines and screen readers call the slide


def test_text_stays_within_the_slide_where_layout_put_it() -> None:
    for example in LANGUAGES:
        read = opened(made(example).file("pptx"))
        for shape in shapes(read):
            if shape.top + shape.height < 0:
                assert shape.is_placeholder  # a title that is not shown
                continue
            assert shape.left >= -Pt(1) and shape.top >= -Pt(1)
            assert shape.left + shape.width <= read.slide_width + Pt(1)
            assert shape.top + shape.height <= read.slide_height + Pt(1)


@pytest.mark.parametrize("example", LANGUAGES)
def test_a_reader_gets_every_word(example: str) -> None:
    deck = made(example)
    missing = found("\n".join(words(card) for card in deck.deck.cards)) - found(said(opened(deck.file("pptx"))))
    assert set(missing) <= {"Source", "Share"}  # the heads of a chart's own columns; its title says the same


def test_lists_are_native_with_levels_and_numbers() -> None:
    deck = built(every_block())
    lists = [node for page in deck.slides.pages for node in nodes(page.card.root) if isinstance(node, ListNode)]
    boxes = [shape for shape in shapes(opened(deck.file("pptx"))) if shape.name.startswith("List")]
    assert len(boxes) == len(lists) > 0
    for box, node in zip(boxes, lists, strict=True):
        for paragraph, item in zip(box.text_frame.paragraphs, node.items, strict=True):
            assert paragraph.text == "".join(run.text for run in item.runs)
            assert paragraph.level == item.level
            bullet, number = (paragraph._p.find(f".//{A}{name}") for name in ("buChar", "buAutoNum"))
            assert (bullet is not None) == (item.number is None)
            assert number is None or int(number.get("startAt", "1")) == item.number


@pytest.mark.parametrize("deck", [every_block(), table_deck()], ids=["blocks", "tables"])
def test_tables_are_native(deck: Deck) -> None:
    own = built(deck)
    tables = [node for page in own.slides.pages for node in nodes(page.card.root) if isinstance(node, TableNode)]
    frames = [shape for shape in shapes(opened(own.file("pptx"))) if shape.has_table]
    assert len(frames) == len(tables) > 0
    for frame, node in zip(frames, tables, strict=True):
        cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
        rows = [node.head, *node.rows] if node.head else node.rows
        assert cells == [["".join(run.text for run in cell) for cell in row] for row in rows]
        # What programs read out as heads of columns and rows, and what they style.
        assert frame.table.first_row is bool(node.head)
        assert frame.table.first_col is node.named
        assert frame.table.last_row is (node.total is not None)
        assert frame.table.horz_banding is node.striped


def test_every_other_row_is_filled_where_the_theme_says_so() -> None:
    for theme, fills in (("paper", [True, False, False, False, False]), ("ledger", [False, True, False, True, False])):
        deck = built(table_deck(), theme=theme)
        frame = next(shape for shape in shapes(opened(deck.file("pptx"))) if shape.has_table)
        rows = [row.cells[0]._tc.tcPr for row in frame.table.rows]
        assert [row.find(f"{A}solidFill") is not None for row in rows] == fills


def test_the_chart_of_a_cell_stands_in_front_of_it() -> None:
    deck = built(table_deck())
    slide = opened(deck.file("pptx")).slides[0]
    table = next(shape for shape in slide.shapes if shape.has_table)
    charts = [shape for shape in slide.shapes if shape.has_chart]
    assert [tuple(chart.chart.plots[0].series[0].values) for chart in charts][:2] == [(3, 5, 4, 8), (8, 7, 7, 5)]
    tops = [table.top + sum(row.height for row in list(table.table.rows)[:at]) for at in range(1, 6)]
    left = table.left + sum(column.width for column in list(table.table.columns)[:-1])
    for chart, top, bottom in zip(charts, tops, [*tops[1:], table.top + table.height + Pt(99)], strict=False):
        assert chart.left >= left
        assert top <= chart.top and chart.top + chart.height <= bottom
        assert alt(chart)


def test_decimals_stand_below_each_other() -> None:
    table = next(shape for shape in shapes(opened(built(table_deck()).file("pptx"))) if shape.has_table).table
    margins = [row.cells[1]._tc.tcPr.get("marR") for row in table.rows]
    one, none, two = (int(margins[at]) for at in (1, 2, 3))  # 1,250.5 € and 900 € and 12.75 €
    assert none > one > two == int(margins[4])


each_chart = pytest.mark.parametrize("name", CHARTS)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def native(name: str) -> tuple[Any, ChartNode]:
    """A chart's frame as another program reads it, and the node it was made from."""
    deck = built(chart_deck())
    frame = next(
        shape for slide in opened(deck.file("pptx")).slides for shape in slide.shapes
        if slide.shapes.title.text_frame.text == name and shape.has_chart
    )  # fmt: skip
    page = next(page for page in deck.slides.pages if page.card.title == name)
    return frame, next(node for node in nodes(page.card.root) if isinstance(node, ChartNode))


def own_text(element: Any) -> str:
    return "" if element is None else "".join(text.text for text in element.iter(f"{A}t"))


def read_values(frame: Any) -> list[tuple[float | None, ...]]:
    """The values of all series, those along the lower edge of a scatter chart first."""
    plots = list(frame.chart.plots)
    found = [tuple(series.values) for plot in plots for series in plot.series]
    if plots[0]._element.tag == f"{C}scatterChart":
        across = plots[0]._element.find(f"{C}ser/{C}xVal")
        found.insert(0, tuple(float(value.text) for value in across.iter(f"{C}v")))
    return found


@each_chart
def test_charts_are_native_and_have_the_numbers_in_their_order(name: str) -> None:
    wanted = CHARTS[name]
    frame, node = native(name)
    count = len(wanted.series)
    values = [series[: len(wanted.categories)] for series in read_values(frame)[:count]]
    assert values == [series.values for series in wanted.series]
    if node.plot.names or node.plot.layers[0].form == "pie":
        assert tuple(map(str, frame.chart.plots[0].categories)) == node.categories
    assert [series.name for plot in frame.chart.plots for series in plot.series][
        : count - (wanted.type == "scatter")
    ] == [series.name for series in (wanted.series[1:] if wanted.type == "scatter" else wanted.series)]
    assert alt(frame) == node.alt


@each_chart
def test_the_workbook_of_a_chart_has_the_same_numbers(name: str) -> None:
    wanted = CHARTS[name]
    frame, node = native(name)
    cells = sheet(frame.chart.part.chart_workbook.xlsx_part.blob)
    columns = [[cells.get((row, column)) for row in range(2, 2 + len(wanted.categories))] for column in "ABC"]
    assert columns[0] == list(node.categories)
    for column, series in zip(columns[1:], wanted.series, strict=False):
        assert [None if cell is None else float(cell) for cell in column] == list(series.values)


@each_chart
def test_a_native_chart_has_the_axes_of_the_drawing(name: str) -> None:
    frame, node = native(name)
    axes = list(frame.chart._chartSpace.iter(f"{C}valAx"))
    scales = [scale for scale in (node.plot.across, node.plot.scale, node.plot.second) if scale]
    assert len(axes) == len(scales)
    for axis, scale in zip(axes, scales, strict=True):
        found = [
            float(axis.find(path).get("val")) for path in (f"{C}scaling/{C}min", f"{C}scaling/{C}max", f"{C}majorUnit")
        ]
        assert found == [scale.bottom, scale.top, scale.step]
        assert axis.find(f"{C}numFmt").get("formatCode") == axis_format(scale)
        assert (axis.find(f"{C}tickLblPos").get("val") != "none") is scale.shown
        assert own_text(axis.find(f"{C}title")) == scale.title


@each_chart
def test_a_native_chart_has_the_plot_area_of_the_drawing(name: str) -> None:
    frame, node = native(name)
    layout = frame.chart._chartSpace.find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout")
    x, y, width, height = (float(layout.find(f"{C}{side}").get("val")) for side in "xywh")
    assert (x * node.width, y * node.height) == pytest.approx(node.plot.area[:2], abs=0.1)
    assert (width * node.width, height * node.height) == pytest.approx(node.plot.area[2:], abs=0.1)


@each_chart
def test_a_native_chart_has_the_colours_of_the_drawing(name: str) -> None:
    """As slots of the theme, or outright where the theme has none."""
    frame, node = native(name)
    theme = all_themes()["paper"]
    slots = {f"accent{at}": color for at, color in enumerate(theme.series[:6], 1)}
    scatter = node.plot.layers[0].form == "scatter"
    for index, series in enumerate(frame.chart._chartSpace.iter(f"{C}ser")):
        fills = [
            fill for fill in series.iter(f"{A}solidFill") if not any(True for _ in fill.iterancestors(f"{C}dLbls"))
        ]
        colors = [slots.get(fill[0].get("val"), f"#{fill[0].get('val').lower()}") for fill in fills]
        rest = node.plot.layers[0].rest
        own = node.colors[index] if not (rest and index) else rest
        assert own in colors, (own, colors)
        assert scatter or len(set(colors)) <= len(node.categories) + 2


STACKED = {"none": "clustered", "sum": "stacked", "share": "percentStacked"}


@each_chart
def test_bars_stand_lie_and_stack_as_in_the_drawing(name: str) -> None:
    frame, node = native(name)
    bars = [layer for layer in node.plot.layers if layer.form == "bar"]
    groups = list(frame.chart._chartSpace.iter(f"{C}barChart"))
    assert len(groups) == len(bars)
    for group, layer in zip(groups, bars, strict=True):
        assert group.find(f"{C}barDir").get("val") == ("bar" if layer.sideways else "col")
        assert group.find(f"{C}grouping").get("val") == STACKED[layer.stack]
        assert int(group.find(f"{C}gapWidth").get("val")) == round(layer.gap * 100)
        assert int(group.find(f"{C}overlap").get("val")) == (0 if layer.stack == "none" else 100)


@each_chart
def test_a_native_chart_writes_what_the_drawing_writes(name: str) -> None:
    """A label for every label, with the same text where the text is its own."""
    frame, node = native(name)
    series = {int(one.find(f"{C}idx").get("val")): one for one in frame.chart._chartSpace.iter(f"{C}ser")}
    for labels in node.plot.labels:
        found = series[labels.series].find(f"{C}dLbls")
        if labels.points is None:
            assert found.find(f"{C}showVal").get("val") == "1"
            continue
        own = {int(one.find(f"{C}idx").get("val")): one for one in found.iter(f"{C}dLbl")}
        assert set(labels.points) <= set(own)
        if node.plot.layers[0].form not in {"pie", "donut"}:
            for at, text in zip(labels.points, labels.texts, strict=False):
                assert own_text(own[at].find(f"{C}tx")) == text
    assert (frame.chart._chartSpace.find(f"{C}chart/{C}legend") is not None) is (node.plot.key is not None)
    title = frame.chart._chartSpace.find(f"{C}chart/{C}title")
    assert own_text(title) == node.plot.center


def sheet(data: bytes) -> dict[tuple[int, str], str]:
    """A workbook's cells by row and column, read by their XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return {
        (int(re.sub(r"\D", "", cell.get("r"))), re.sub(r"\d", "", cell.get("r"))): "".join(cell.itertext())
        for cell in root.iter("{*}c")
    }


def test_what_shows_something_says_it_in_words_and_the_rest_is_decoration() -> None:
    pictured = [s for s in shapes(opened(made("report.md").file("pptx"))) if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert pictured
    for shape in [*pictured, *shapes(opened(built(every_block()).file("pptx")))]:
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE or shape.has_chart:
            assert alt(shape) or decorative(shape), shape.name
        elif shape.has_text_frame and not shape.text_frame.text:
            assert decorative(shape), shape.name


def test_a_picture_on_two_slides_is_kept_once() -> None:
    cards = tuple(card for card in every_block().cards if words(card)) * 2
    with zipfile.ZipFile(io.BytesIO(built(Deck("Twice", "en", cards)).file("pptx"))) as archive:
        assert len([name for name in archive.namelist() if name.startswith("ppt/media/")]) == 1


def test_notes_are_the_speakers() -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in opened(built(every_block()).file("pptx")).slides
             if slide.has_notes_slide]  # fmt: skip
    assert notes == [card.notes for card in every_block().cards if card.notes]
    assert not any(slide.has_notes_slide for slide in opened(made("report.md").file("pptx")).slides)


def test_links_lead_to_their_addresses_and_nowhere_else() -> None:
    text = (
        Span("See "), Span("the plan", link="https://example.org/plan?a=1&b=2"), Span(", "),
        Span("run", link="javascript:alert(1)"), Span(" or "), Span("read", link="file:///etc/passwd"),
    )  # fmt: skip
    read = opened(built(Deck("D", "en", (Card(rich("A"), (Paragraph(text),)),))).file("pptx"))
    linked = {
        run.text: run.hyperlink.address
        for shape in shapes(read) for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    }  # fmt: skip
    assert linked["the plan"] == "https://example.org/plan?a=1&b=2"
    assert {text for text, address in linked.items() if address} == {"the plan"}


@pytest.mark.parametrize("theme", all_themes())
def test_a_slide_somebody_adds_looks_like_the_others(theme: str) -> None:
    """Colours and faces are the theme's slots, so that changing the design changes the slides."""
    own = all_themes()[theme]
    with zipfile.ZipFile(io.BytesIO(made("report.md", theme=theme).file("pptx"))) as archive:
        part = etree.fromstring(archive.read("ppt/theme/theme1.xml"))
        slides = [archive.read(n) for n in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
    faces = [part.find(f".//{A}{slot}/{A}latin").get("typeface") for slot in ("majorFont", "minorFont")]
    assert faces == [own.fonts.heading, own.fonts.body]
    assert len(part.findall(f".//{A}clrScheme/*")) == 12
    for slide in map(etree.fromstring, slides):
        used = {face.get("typeface") for face in slide.iter(f"{A}latin")}
        assert used <= {"+mj-lt", "+mn-lt", own.fonts.mono}
    read = opened(made("report.md", theme=theme).file("pptx"))
    added = read.slides.add_slide(next(layout for layout in read.slide_layouts if layout.name == "Title and Content"))
    assert [holder.placeholder_format.type for holder in added.placeholders][:2] == [
        PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY,
    ]  # fmt: skip


def test_text_from_right_to_left_says_so() -> None:
    paragraphs = [
        paragraph for shape in shapes(opened(made("arabic.md").file("pptx"))) if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs if re.search("[\u0600-\u06ff]", paragraph.text)
    ]  # fmt: skip
    assert paragraphs
    assert {paragraph._p.pPr.get("rtl") for paragraph in paragraphs} == {"1"}
    assert {run._r.rPr.get("lang") for paragraph in paragraphs for run in paragraph.runs} == {"ar-SA"}


def test_code_keeps_its_lines_and_spaces() -> None:
    code = "def f(x):\n    return  x\n\n# end"
    read = opened(built(Deck("D", "en", (Card(rich("A"), (Code(code, "python"),)),))).file("pptx"))
    box = next(shape for shape in shapes(read) if "return" in shape.text_frame.text)
    assert box.text_frame.text.replace("\v", "\n") == code


def test_the_file_says_its_title_and_language() -> None:
    properties = opened(made("japanese.md").file("pptx")).core_properties
    assert (properties.title, properties.language) == (made("japanese.md").deck.title, "ja")


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
@settings(max_examples=15)
def test_any_text_arrives_as_it_is(text: str) -> None:
    deck = Deck(
        text, "en", (Card(rich("A"), (Paragraph(rich(text)), List(()), Table((rich(text),), ((rich(text),),)))),)
    )
    read = opened(Made(built(deck).order, deck, {}).fresh("pptx"))
    allowed = re.sub(
        r"[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text
    )  # as XML 1.0 §2.2, and no DEL
    letters = "".join(allowed.split())
    assert "".join(said(read).replace("\v", "").split()).count(letters) >= 3 * bool(letters)


@pytest.mark.parametrize("example", ["report.md", "arabic.md"])
def test_the_same_deck_gives_the_same_bytes_anywhere(example: str) -> None:
    assert hashlib.sha256(made(example).fresh("pptx")).digest() == elsewhere()[example, "pptx"]
