"""Three companies' files read as themes: what they look like is what was understood of them."""

import io
import itertools
import re
import zipfile
from collections.abc import Mapping

import pytest
from cardwright.brand.office import read_presentation
from cardwright.brand.report import Notes, Report, ThemeRefused
from cardwright.brand.tokens import series
from cardwright.images.check import checked
from cardwright.scene.design import LOGO, packed, unpacked
from cardwright.theme import Theme
from cardwright.theme.contrast import contrast
from cardwright.theme.tones import apart
from houses import HOUSES, House, P, Sheet, backed, imported, level, logo, mapping, nordwind, solid, theme
from pptx.util import Inches

each_house = pytest.mark.parametrize("house", HOUSES)


def told(report: Report, verdict: str, about: str = "") -> str:
    return "\n".join(note.text for note in report.notes if note.verdict == verdict and about in note.about)


def look(house: str) -> Theme:
    return imported(house)[0].theme


@pytest.mark.parametrize(
    ("house", "size"), [("nordwind", (959.976, 540)), ("meridian", (720, 540)), ("sakura", (780, 540))]
)
def test_slides_keep_their_size(house: str, size: tuple[float, float]) -> None:
    own = look(house).size
    assert own is not None
    assert (own.width, own.height) == pytest.approx(size, abs=0.01)


ROLES: Mapping[str, Mapping[str, str]] = {
    "nordwind": {
        "cover": "Titelfolie", "section": "Kapiteltrenner", "content": "Titel und Inhalt", "columns": "Zwei Spalten",
        "picture": "Text und Bild", "statement": "Zitat", "closing": "Schlussfolie",
    },
    "meridian": {
        "cover": "Diapositive de titre", "section": "Intercalaire", "content": "Titre et texte", "statement": "Citation claire",
        "closing": "Intercalaire",
    },
    "sakura": {
        "cover": "表紙", "section": "表紙", "content": "タイトルとコンテンツ", "picture": "写真",
        "statement": "タイトルとコンテンツ", "closing": "表紙",
    },
}  # fmt: skip


@each_house
def test_each_kind_of_card_has_the_layout_that_was_made_for_it(house: str) -> None:
    design, report = imported(house)
    assert design.master is not None
    names = {
        role: re.search(r'<p:cSld name="([^"]*)"', design.master.parts[layout.part].data.decode())
        for role, layout in design.master.layouts.items()
    }
    assert {role: found[1] for role, found in names.items() if found} == dict(ROLES[house])
    assert set(design.theme.layouts) == set(ROLES[house])
    for role, name in ROLES[house].items():
        assert f"“{name}”" in told(report, "understood", "layouts") + told(report, "replaced", "layouts"), role


@each_house
def test_every_text_can_be_read_and_every_series_told_apart(house: str) -> None:
    found = look(house)
    surfaces = [found.base, found.inverse, *(layout.colors for layout in found.layouts.values() if layout.colors)]
    for surface in surfaces:
        for color, on in itertools.product(
            (surface.text, surface.muted, surface.accent), (surface.background, surface.panel)
        ):
            assert contrast(color, on) >= 4.5, (color, on)
        assert contrast(surface.heading, surface.background) >= 4.5
        assert contrast(surface.on_accent, surface.accent) >= 4.5
    assert len(found.series) >= 6
    for color in found.series:
        assert contrast(color, found.base.background) >= 3
    for one, other in itertools.combinations(found.series, 2):
        assert apart(one, other) > 0.075, (one, other)


def test_a_text_that_can_hardly_be_read_is_mended_in_its_hue_and_that_is_told() -> None:
    design, report = imported("meridian")
    assert "text in “Diapositive de titre”: #2b4366" in told(report, "repaired", "colours")
    cover = design.theme.layouts["cover"].colors
    assert cover is not None
    assert cover.text in told(report, "repaired", "colours")
    assert design.master is not None
    assert design.master.layouts["cover"].holders["body"].color == "#2b4366"  # what the file itself would show


def test_sizes_faces_and_markers_are_those_of_the_levels() -> None:
    found = look("nordwind")
    content = found.layouts["content"]
    assert content.title is not None
    assert (content.title.style.size, content.title.style.weight) == (pytest.approx(30, abs=0.01), 700)
    assert content.title.anchor == "bottom"
    assert content.body[0].style.size == pytest.approx(20, abs=0.01)
    assert found.lists is not None
    assert [(one.marker, one.share) for one in found.lists.levels] == [("▪", 1.0), ("–", 0.9), ("•", 0.8)]
    cover = found.layouts["cover"]
    assert cover.title is not None
    assert cover.title.style.size == pytest.approx(48, abs=0.01)
    assert cover.colors is not None
    assert cover.colors.heading == "#ffffff"


def test_capitals_signs_of_symbol_fonts_and_levels_without_markers_are_understood() -> None:
    found = look("meridian")
    title = found.layouts["content"].title
    assert title is not None
    assert title.style.caps
    assert title.style.tracking > 0
    assert found.lists is not None
    assert [one.marker for one in found.lists.levels] == ["▪", "-"]
    assert found.lists.levels[0].share == pytest.approx(16 / 18, abs=0.001)
    design, _ = imported("meridian")
    assert design.master is not None
    assert design.master.layouts["content"].holders["body"].marked[:3] == (False, True, True)


def test_places_are_those_of_the_placeholders_without_their_insets() -> None:
    body = look("nordwind").layouts["content"].body[0]
    assert (body.x, body.y) == pytest.approx((0.75 * 72 + 7.2, 1.6 * 72 + 3.6), abs=0.05)
    assert body.width == pytest.approx(11.83 * 72 - 14.4, abs=0.05)
    title = look("sakura").layouts["content"].title  # drawn for cards that are 960 points wide
    assert title is not None
    assert title.x == pytest.approx((0.45 * 72 + 7.2) * 960 / 780, abs=0.05)


def test_small_places_beside_the_text_are_not_for_text() -> None:
    content = look("meridian").layouts["content"]
    assert len(content.body) == 1
    assert content.body[0].height > 300


def test_fonts_that_are_not_here_are_named_with_what_stands_in() -> None:
    _, report = imported("sakura")
    said = told(report, "replaced", "fonts")
    assert "Georgia for headings is not here" in said
    assert "Verdana for text is not here" in said
    assert "游ゴシック for Japanese" in said
    assert "Bodoni MT in “写真”" in said
    assert look("sakura").fonts.office == ("Georgia", "Verdana")


@pytest.mark.parametrize(
    ("house", "where"), [("nordwind", "right top"), ("meridian", "left bottom"), ("sakura", "right top")]
)
def test_the_logo_is_found_with_its_place(house: str, where: str) -> None:
    design, report = imported(house)
    assert where in told(report, "understood", "logo")
    assert design.theme.logo is not None
    assert design.images[LOGO].media_type == "image/png"  # with its see-through background


def test_grounds_are_drawings_of_our_own_with_nothing_of_the_file_but_numbers_and_pictures() -> None:
    for house in HOUSES:
        design, _ = imported(house)
        for name, image in design.images.items():
            if name != LOGO:
                text = image.data.decode()
                assert text.startswith("<svg ")
                assert not re.search(
                    r"<script|<foreignObject|<style|xlink|onload|https?://(?!www\.w3\.org/2000/svg)", text
                )
                assert set(re.findall(r'href="([^";,]*)', text)) <= {"data:image/png", "data:image/jpeg"}


def test_a_dark_look_is_dark_and_a_light_layout_in_it_has_colours_of_its_own() -> None:
    found = look("meridian")
    assert found.dark
    light = found.layouts["statement"].colors
    assert light is not None
    assert contrast(light.background, "#ffffff") < 1.5
    design, _ = imported("meridian")
    assert design.master is not None
    assert "overrideClrMapping" in design.master.layouts["statement"].color_map


def test_what_stands_on_the_master_as_words_is_kept_as_words() -> None:
    notices = look("sakura").layouts["content"].notices
    assert [notice.text for notice in notices] == ["社外秘 © Sakura"]
    assert look("sakura").layouts["cover"].notices == ()  # which hides the master's shapes
    footer = look("nordwind").layouts["content"].footer
    assert footer is not None
    assert footer.text == "© Nordwind AG · vertraulich"


def test_a_master_that_keeps_its_footers_to_itself_is_heeded() -> None:
    content = look("sakura").layouts["content"]
    assert content.footer is None
    assert content.number is not None


def test_sample_slides_are_gone_with_all_that_only_they_used() -> None:
    design, report = imported("nordwind")
    assert design.master is not None
    assert "2 sample slides" in told(report, "understood", "file")
    assert not [
        name
        for name in design.master.parts
        if re.search("slides/|charts/|embeddings/|notesSlides/|tags/|docProps", name)
    ]
    everything = b"".join(part.data for part in design.master.parts.values()) + design.master.presentation.encode()
    for secret in ("Geheim", "Vorlagenabteilung", "intern", "sectionLst"):
        assert secret.encode() not in everything
    assert len([name for name in design.master.parts if "media/" in name]) == 2  # the two logos


def test_unused_layouts_stay_in_the_file_and_are_named() -> None:
    design, report = imported("nordwind")
    assert design.master is not None
    assert (
        len([name for name in design.master.parts if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name)]) == 9
    )
    assert "“Titel und Tabelle”, “Leer”" in told(report, "left out", "layouts")


@each_house
def test_equal_files_give_equal_designs_and_designs_survive_being_packed(house: str) -> None:
    design, report = imported(house)
    again = read_presentation(HOUSES[house](), f"{house}.pptx", house, checked)
    assert again == (design, report)
    assert packed(design) == packed(again[0])
    assert unpacked(packed(design)) == design


@each_house
def test_the_report_has_a_line_for_everything(house: str) -> None:
    lines = imported(house)[1].lines()
    assert len(lines) >= len(imported(house)[1].notes)
    assert lines[0] == "Understood"


def plain(text: str, background: str, ink: str = "tx1", *, other: str = "", bar: bool = False) -> bytes:
    """A file with a single layout, or with a second one that has an `other` background; perhaps with a `bar` at its foot."""
    house = House(Inches(13.333), Inches(7.5))
    colors = {
        "dk1": text,
        "lt1": "#FFFFFF",
        "dk2": text,
        "lt2": "#EEEEEE",
        **{f"accent{n}": "#336699" for n in range(1, 7)},
    }
    house.theme(theme("Plain", {**colors, "hlink": "#336699", "folHlink": "#336699"}, "Arial", "Arial"))
    master = Sheet().holder("title", "T", (1, 0.5, 11, 1)).holder("body", "B", (1, 2, 11, 4.5), idx=1)
    if bar:
        master.picture((1, 7.2, 11, 0.2), house.image(logo("#0b6e99")), "Line")
    styles = f"<p:titleStyle>{level(1, 30, color=ink)}</p:titleStyle><p:bodyStyle>{level(1, 20, color=ink)}</p:bodyStyle><p:otherStyle/>"
    house.draw_master(master, background, styles, mapping())
    house.layout("Only", lambda sheet, part: sheet.holder("title", "T").holder("", "B", idx=1))
    if other:
        house.layout("Other", lambda sheet, part: sheet.holder("title", "T").holder("", "B", idx=1), background=other)
    return house.finished()


def stripes(first: str, last: str) -> str:
    stops = "".join(
        f'<a:gs pos="{at}"><a:srgbClr val="{color}"/></a:gs>'
        for at, color in ((0, first), (50000, first), (50001, last), (100000, last))
    )
    return backed(f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>')


def test_one_layout_is_enough_and_what_it_stands_in_for_is_told() -> None:
    design, report = read_presentation(plain("#222222", backed(solid("bg1"))), "plain.pptx", "Plain", checked)
    assert set(design.theme.layouts) == {"cover", "section", "content", "statement", "closing"}
    assert told(report, "replaced", "layouts").count("stands in") == 4


def test_equal_accents_leave_enough_colours_for_charts() -> None:
    design, report = read_presentation(plain("#222222", backed(solid("bg1"))), "plain.pptx", "Plain", checked)
    assert len(set(design.theme.series)) == len(design.theme.series) >= 6
    assert told(report, "repaired", "charts").count("is drawn as") == 5


def test_colours_are_added_where_a_file_has_too_few() -> None:
    notes = Notes()
    found = series(["#336699"], "#ffffff", notes)
    assert len(set(found)) == len(found) == 6
    assert found[0] == "#336699"
    assert sum("is added" in note.text for note in notes.all()) == 5


def test_a_file_whose_text_nobody_could_read_is_refused_with_its_report() -> None:
    with pytest.raises(ThemeRefused, match="cannot be read") as error:
        read_presentation(plain("#222222", stripes("000000", "777777")), "striped.pptx", "Striped", checked)
    assert any("no tone can be read" in note.text for note in error.value.notes)


def test_another_layout_for_contents_serves_where_the_first_cannot_be_read() -> None:
    data = plain("#222222", stripes("000000", "777777"), other=backed(solid("bg1")))
    design, report = read_presentation(data, "half.pptx", "Half", checked)
    assert design.theme.base.background == "#ffffff"
    assert design.master is not None
    assert design.master.layouts["content"].part.endswith("slideLayout2.xml")
    assert "“Only”: its text cannot be read on its background" in told(report, "left out", "layouts")


def test_a_master_without_text_styles_is_told_of() -> None:
    house = House(Inches(13.333), Inches(7.5))
    master = Sheet().holder("title", "T", (1, 0.5, 11, 1)).holder("body", "B", (1, 2, 11, 4.5), idx=1)
    house.draw_master(master, backed(solid("bg1")), "", mapping())
    house.layout("Only", lambda sheet, part: sheet.holder("title", "T").holder("", "B", idx=1))
    styles = house.master.part._element.find(f"{{{P}}}txStyles")
    styles.getparent().remove(styles)
    design, report = read_presentation(house.finished(), "bare.pptx", "Bare", checked)
    assert "no text styles" in told(report, "left out", "text")
    assert design.theme.layouts["content"].body[0].style.size == pytest.approx(18, abs=0.01)


def test_a_picture_as_long_as_the_card_is_no_logo() -> None:
    data = plain("#222222", backed(solid("bg1")), bar=True)
    design, report = read_presentation(data, "bar.pptx", "Bar", checked)
    assert design.theme.logo is None
    assert "no picture" in told(report, "left out", "logo")


def test_a_file_without_titles_is_refused() -> None:
    house = House(Inches(10), Inches(7.5))
    house.draw_master(Sheet(), backed(solid("bg1")), "<p:titleStyle/><p:bodyStyle/><p:otherStyle/>", mapping())
    house.layout("Empty", lambda sheet, part: None)
    with pytest.raises(ThemeRefused, match="title"):
        read_presentation(house.finished(), "empty.pptx", "Empty", checked)


def test_a_windows_metafile_is_named_and_left_to_powerpoint() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(nordwind())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "ppt/slideMasters/_rels/slideMaster1.xml.rels":
                data = re.sub(rb"media/image1\.png", b"media/image1.emf", data)
            if name == "[Content_Types].xml":
                data = data.replace(b"<Default", b'<Default Extension="emf" ContentType="image/x-emf"/><Default', 1)
            new.writestr(name, data)
        new.writestr("ppt/media/image1.emf", b"\x01\x00\x00\x00")
    design, report = read_presentation(out.getvalue(), "emf.pptx", "E", checked)
    assert "image1.emf is a Windows metafile" in told(report, "left out", "background")
    assert design.master is not None
    assert "ppt/media/image1.emf" in design.master.parts
