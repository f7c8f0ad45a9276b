"""Decks in a company's own file, as other programs read them: its masters, its layouts, its placeholders, and nothing of its samples."""

import hashlib
import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cardwright.deck import Card, Deck, formula, rich, words
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.image import Image as Picture
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.table import Table
from cardwright.layout.walk import nodes
from cardwright.scene import TextNode
from houses import HOUSES, housed, housed_deck, imported
from lxml import etree
from making import LANGUAGES, Made, chart_deck, every_block
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
each_house = pytest.mark.parametrize("house", HOUSES)

LINES = List((Item(rich("First point")), Item(rich("Second point")), Item(rich("Below it"), 1)))
KINDS = Deck(
    "Kinds",
    "en",
    (
        Card(rich("A cover"), (Paragraph(rich("What it is about")),), "cover"),
        Card(rich("A part"), (Paragraph(rich("In two words")),), "section"),
        Card(rich("Points"), (LINES,)),
        Card(rich("Side by side"), (Columns(((Paragraph(rich("left words")),), (Paragraph(rich("right words")),))),)),
        Card(rich("Seen"), (Paragraph(rich("Beside it")), Picture("p.svg", "A valley"))),
        Card(rich("Figures"), (Chart("bar", ("a", "b"), (Series((1.0, 2.0), "Fish"),)),)),
        Card(rich("Rows"), (Table((rich("h"), rich("i")), ((rich("1"), rich("2")),)),)),
        Card((), (Quote(rich("A word or two"), "Somebody"),), "statement"),
        Card(rich("Thanks"), (Paragraph(rich("mail@example.org")),), "closing"),
    ),
)


FORMULA = Deck(
    "Formula",
    "en",
    (
        Card(
            rich("Speed"), (Paragraph((*rich("The energy is "), formula("E = mc^2"))), List((Item(rich("So it is")),)))
        ),
    ),
)


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def complaints(data: bytes, folder: Path) -> list[str]:
    """What the rules of Office's own format say, but for runs in formulas, which the validator takes for Word's."""
    path = folder / "judged.pptx"
    path.write_bytes(data)
    errors = map(str, OpenXmlValidator().validate(path).errors)
    return [error for error in errors if not ("oMath" in error and "'rPr'" in error)]


def said(deck: Any) -> str:
    out: list[str] = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                out += [paragraph.text for paragraph in shape.text_frame.paragraphs]
            elif shape.has_table:
                out += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(out)


def found(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def filled(slide: Any, *kinds: Any) -> list[Any]:
    return [shape for shape in slide.placeholders if shape.placeholder_format.type in kinds]


def own_place(shape: Any) -> bool:
    """Whether a placeholder says itself where it is."""
    return shape._element.find(f"{P}spPr/{A}xfrm") is not None


@each_house
@pytest.mark.parametrize("example", LANGUAGES)
def test_the_rules_of_the_format_are_kept_by_examples(house: str, example: str, tmp_path: Path) -> None:
    assert complaints(housed(house, example).file("pptx"), tmp_path) == []


@each_house
@pytest.mark.parametrize("deck", [every_block(), chart_deck(), KINDS], ids=["blocks", "charts", "kinds"])
def test_the_rules_of_the_format_are_kept_by_every_block(house: str, deck: Deck, tmp_path: Path) -> None:
    assert complaints(housed_deck(house, deck).file("pptx"), tmp_path) == []


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


@each_house
def test_no_part_is_left_over_and_none_is_missing(house: str) -> None:
    """Every part is reached from the file's root, every target is there, every part has a type."""
    have = parts(housed_deck(house, every_block()).file("pptx"))
    reached = {"[Content_Types].xml"}
    todo = ["_rels/.rels"]
    while todo:
        rels = todo.pop()
        reached.add(rels)
        folder = posixpath.dirname(posixpath.dirname(rels))
        for row in etree.fromstring(have[rels]):
            if row.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, row.get("Target"))).lstrip("/")
            assert target in have, (rels, target)
            if target in reached:
                continue
            reached.add(target)
            own = f"{posixpath.dirname(target)}/_rels/{posixpath.basename(target)}.rels"
            todo += [own] if own in have else []
    assert set(have) == reached
    types = etree.fromstring(have["[Content_Types].xml"])
    named = {row.get("PartName", "").lstrip("/") for row in types} | {row.get("Extension") for row in types}
    assert all(name in named or name.rpartition(".")[2] in named for name in have)


@each_house
def test_ids_are_unique(house: str) -> None:
    have = parts(housed_deck(house, every_block()).file("pptx"))
    for name, data in have.items():
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
            # What programs show that know no formulas has the id of what they do not show.
            shown = (
                one
                for one in etree.fromstring(data).iter(f"{P}cNvPr")
                if not any(up.tag == FALLBACK for up in one.iterancestors())
            )
            ids = [one.get("id") for one in shown]
            assert len(ids) == len(set(ids)), name
    main = etree.fromstring(have["ppt/presentation.xml"])
    slides = [one.get("id") for one in main.iter(f"{P}sldId")]
    assert len(slides) == len(set(slides)) > 0
    masters = [one.get("id") for one in main.iter(f"{P}sldMasterId")]
    layouts = [
        one.get("id") for name, data in have.items() if re.fullmatch(r"ppt/slideMasters/[^/]*\.xml", name)
        for one in etree.fromstring(data).iter(f"{P}sldLayoutId")
    ]  # fmt: skip
    assert len({*masters, *layouts}) == len(masters) + len(layouts)


@each_house
def test_the_file_is_the_companys_without_its_samples(house: str) -> None:
    before, after = opened(HOUSES[house]()), opened(housed(house).file("pptx"))
    assert [layout.name for layout in after.slide_layouts] == [layout.name for layout in before.slide_layouts]
    assert (after.slide_width, after.slide_height) == (before.slide_width, before.slide_height)
    assert len(after.slides) == len(housed(house).slides.pages)
    old, new = parts(HOUSES[house]()), parts(housed(house).file("pptx"))
    for name in old:
        if re.fullmatch(r"ppt/(theme|slideLayouts|slideMasters)/[^/]+\.xml", name):
            assert new[name] == old[name], name  # to the byte
    everything = b"".join(new.values()) + said(after).encode()
    for secret in ("Geheim", "Vorlagenabteilung", "So nutzen Sie", "見本", "sectionLst"):
        assert secret.encode() not in everything


@each_house
def test_every_kind_of_card_stands_in_the_layout_that_was_made_for_it(house: str) -> None:
    design, _ = imported(house)
    assert design.master is not None
    used = [
        slide.slide_layout.part.partname.lstrip("/") for slide in opened(housed_deck(house, KINDS).file("pptx")).slides
    ]
    has = design.master.layouts
    content = has["content"].part
    wanted = [
        has["cover"].part, has["section"].part if design.theme.layouts["section"].body else content, content,
        has["columns"].part if "columns" in has else content, has["picture"].part if "picture" in has else content,
        content, content, has["statement"].part, has["closing"].part,
    ]  # fmt: skip
    assert used == wanted


@each_house
@pytest.mark.parametrize("example", LANGUAGES)
def test_titles_fill_the_layouts_placeholder_and_take_everything_from_it(house: str, example: str) -> None:
    deck = housed(house, example)
    for slide, page in zip(opened(deck.file("pptx")).slides, deck.slides.pages, strict=True):
        (title,) = filled(slide, *TITLES)
        assert "".join(title.text_frame.text.split()) == "".join(page.card.title.split())
        if not any(region.slot == "title" for region in page.card.regions):
            assert title.top + title.height < 0  # a name for those who cannot see that there is none
            continue
        assert not own_place(title)
        sizes = {run.font.size for paragraph in title.text_frame.paragraphs for run in paragraph.runs}
        fitted = page.card.root.children[0]
        titles = [node for node in nodes(page.card.root) if isinstance(node, TextNode) and node.tag in {"h1", "h2"}]
        frame = deck.slides.scene.theme.layouts[page.card.layout].title
        assert frame is not None
        same = abs(titles[0].look.size - frame.style.size * deck.slides.scene.format.scale) < 0.06
        assert (sizes == {None}) is same, (fitted, sizes)  # only a title too long for its place says a size


@each_house
def test_points_take_marker_size_font_and_colour_from_the_layout(house: str) -> None:
    slide = opened(housed_deck(house, KINDS).file("pptx")).slides[2]
    (body,) = [shape for shape in slide.placeholders if "First point" in shape.text_frame.text]
    assert not own_place(body)
    properties = [run._r.rPr for paragraph in body.text_frame.paragraphs for run in paragraph.runs]
    assert all(set(one.keys()) <= {"lang", "dirty"} and not len(one) for one in properties)
    assert not list(body._element.iter(f"{A}buChar", f"{A}buNone"))
    first = 1 if house == "meridian" else 0  # where its first level has no marker
    assert [paragraph.level for paragraph in body.text_frame.paragraphs] == [first, first, first + 1]


@each_house
def test_a_changed_master_changes_the_deck(house: str) -> None:
    read = opened(housed_deck(house, KINDS).file("pptx"))
    slide = read.slides[2]
    (title,) = filled(slide, *TITLES)
    before = title.left
    master = next(shape for shape in read.slide_master.placeholders if shape.placeholder_format.type in TITLES)
    layout = next(shape for shape in slide.slide_layout.placeholders if shape.placeholder_format.type in TITLES)
    if layout._element.find(f"{P}spPr/{A}xfrm") is not None:
        layout.left = before + Pt(40)
    else:
        master.left = before + Pt(40)
    assert title.left == before + Pt(40)


@each_house
@pytest.mark.parametrize("example", ["report.md", "japanese.md"])
def test_slides_and_pages_have_titles_and_texts_at_the_same_places(house: str, example: str) -> None:
    """Where the layout's placeholder has its text is where the other outputs have it."""
    deck = housed(house, example)
    read = opened(deck.file("pptx"))
    for slide, page in zip(read.slides, deck.slides.pages, strict=True):
        for region, slot in ((one, one.slot) for one in page.card.regions if one.slot in {"title", "body"}):
            design, _ = imported(house)
            assert design.master is not None
            holder = design.master.layouts[page.card.layout].holders.get(slot)
            index = re.search(r'idx="(\d+)"', holder.element) if holder else None
            shapes = [
                shape for shape in slide.placeholders if shape.placeholder_format.idx == int(index[1] if index else 0)
            ]
            if holder is None or not shapes or own_place(shapes[0]):
                continue
            left, top, right, bottom = holder.inset
            box = [shapes[0].left / 12700 + left, shapes[0].top / 12700 + top,
                   shapes[0].width / 12700 - left - right, shapes[0].height / 12700 - top - bottom]  # fmt: skip
            assert box[:3] == pytest.approx([region.at.x, region.at.y, region.at.width], abs=0.6)


@each_house
@pytest.mark.parametrize("example", LANGUAGES)
def test_what_is_in_no_placeholder_stays_in_the_free_area(house: str, example: str) -> None:
    deck = housed(house, example)
    scale = deck.slides.scene.format.scale
    for slide, page in zip(opened(deck.file("pptx")).slides, deck.slides.pages, strict=True):
        layout = deck.slides.scene.theme.layouts[page.card.layout]
        places = [*layout.body, *([layout.picture] if layout.picture else [])]
        for shape in slide.shapes:
            if shape.is_placeholder and not own_place(shape):
                continue
            if shape.top + shape.height < 0:
                continue
            assert any(
                shape.left >= Pt(place.x * scale - 10) and shape.left + shape.width <= Pt(place.right * scale + 10)
                and shape.top >= Pt(place.y * scale - 8) and shape.top + shape.height <= Pt(place.bottom * scale + 8)
                for place in places
            ), (page.number, shape.name)  # fmt: skip


@each_house
@pytest.mark.parametrize("example", LANGUAGES)
def test_a_reader_gets_every_word(house: str, example: str) -> None:
    deck = housed(house, example)
    told = found("\n".join(words(card) for card in deck.deck.cards if not any(b.kind == "chart" for b in card.blocks)))
    numbered = {str(number) for number in range(30)}  # of lists, which programs count themselves
    missing = {word for word in told - found(said(opened(deck.file("pptx")))) if word not in numbered}
    assert missing == set()


@each_house
def test_charts_are_native_with_their_numbers_and_fill_the_place_for_contents(house: str) -> None:
    slide = opened(housed_deck(house, KINDS).file("pptx")).slides[5]
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    assert [tuple(series.values) for series in frame.chart.plots[0].series] == [(1.0, 2.0)]
    assert frame.chart.part.chart_workbook.xlsx_part is not None
    takes_all = any(shape.placeholder_format.type == PP_PLACEHOLDER.OBJECT for shape in slide.slide_layout.placeholders)
    assert frame.is_placeholder is takes_all


@each_house
def test_colours_are_slots_of_the_companys_own_scheme(house: str) -> None:
    design, _ = imported(house)
    have = parts(housed(house).file("pptx"))
    charts = [etree.fromstring(data) for name, data in have.items() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
    assert charts
    slots = {one.get("val") for chart in charts for one in chart.iter(f"{A}schemeClr")}
    assert "accent1" in slots
    unnamed = {one.get("val").lower() for chart in charts for one in chart.iter(f"{A}srgbClr")} - {"ffffff", "000000"}
    assert not unnamed & {color[1:] for color in design.theme.slots}


def test_a_layout_with_colours_of_its_own_gives_them_to_its_slides() -> None:
    have = parts(housed_deck("meridian", KINDS).file("pptx"))
    mapped = [
        name for name, data in have.items() if name.startswith("ppt/slides/slide") and b"overrideClrMapping" in data
    ]
    assert mapped == ["ppt/slides/slide8.xml"]  # the statement


def test_a_text_that_was_mended_says_its_colour() -> None:
    design, _ = imported("meridian")
    cover = design.theme.layouts["cover"].colors
    assert cover is not None
    data = parts(housed("meridian").file("pptx"))["ppt/slides/slide1.xml"].decode()
    assert f'<a:srgbClr val="{cover.text[1:].upper()}"/>' in data


@each_house
def test_pictures_fill_the_place_for_pictures(house: str) -> None:
    slide = opened(housed_deck(house, KINDS).file("pptx")).slides[4]
    pictures = filled(slide, PP_PLACEHOLDER.PICTURE)
    if "picture" not in imported(house)[0].theme.layouts:
        assert not pictures
        return
    (picture,) = pictures
    assert picture.image.blob
    assert picture._element.xpath("string(.//p:cNvPr/@descr)") == "A valley"


def test_footers_and_numbers_are_carried() -> None:
    slides = list(opened(housed("nordwind").file("pptx")).slides)
    assert filled(slides[0], PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER) == []
    (footer,), (number,) = filled(slides[1], PP_PLACEHOLDER.FOOTER), filled(slides[1], PP_PLACEHOLDER.SLIDE_NUMBER)
    assert footer.text_frame.text == "© Nordwind AG · vertraulich"
    assert number._element.xpath("string(.//a:fld/@type)") == "slidenum"
    assert not own_place(footer) and not own_place(number)


@each_house
def test_notes_are_the_speakers(house: str) -> None:
    read = opened(housed_deck(house, every_block()).file("pptx"))
    notes = [slide.notes_slide.notes_text_frame.text for slide in read.slides if slide.has_notes_slide]
    assert set(notes) == {card.notes for card in every_block().cards if card.notes}
    assert "Vorlagenabteilung" not in "".join(notes)


@each_house
def test_equal_input_gives_equal_bytes(house: str) -> None:
    assert housed(house).fresh("pptx") == housed(house).file("pptx")


def test_equal_input_gives_equal_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from houses import housed\n"
        "print(hashlib.sha256(housed('sakura', 'japanese.md').file('pptx')).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parents[2] / "support")]
    environment = {**os.environ, "PYTHONHASHSEED": "11", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=True)
    mine = hashlib.sha256(housed("sakura", "japanese.md").file("pptx")).hexdigest()
    assert done.stdout.split()[-1] == mine


@each_house
@pytest.mark.parametrize("dimensions", ["a4", "1x1"])
def test_documents_and_posts_have_the_look_but_not_the_master(house: str, dimensions: str) -> None:
    own = housed(house)
    order = type(own.order)(own.order.brief, own.order.theme, dimensions)
    read = opened(Made(order, own.deck, own.images, own.design).file("pptx"))
    assert read.slide_layouts[0].name == "Title Slide"
    part = etree.fromstring(parts(Made(order, own.deck, own.images, own.design).file("pptx"))["ppt/theme/theme1.xml"])
    design, _ = imported(house)
    faces = [part.find(f".//{A}{slot}/{A}latin").get("typeface") for slot in ("majorFont", "minorFont")]
    assert tuple(faces) == design.theme.fonts.office


def test_formulas_are_formulas_in_placeholders_and_text_for_programs_that_know_none(tmp_path: Path) -> None:
    data = housed_deck("nordwind", FORMULA).file("pptx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        slide = etree.fromstring(archive.read("ppt/slides/slide1.xml"))
    (choice,) = slide.iter("{*}Choice")
    (fallback,) = slide.iter("{*}Fallback")
    assert [holder.get("idx") for holder in choice.iter(f"{P}ph")] == ["13"]
    assert [holder.get("idx") for holder in fallback.iter(f"{P}ph")] == ["13"]
    assert list(choice.iter("{*}oMath"))
    assert not list(fallback.iter("{*}oMath"))
    assert "The energy is E = mc" in "".join(fallback.itertext()).replace("\u00a0", " ")
    assert complaints(data, tmp_path) == []
