"""What is true of every output language: its letters are all there, in few faces, running the right way, in every format."""

import html
import io
import re
import unicodedata
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import cardwright_assets
import poppler
import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.language import language, scripts
from cardwright.layout.walk import nodes
from cardwright.scene import TextNode
from cardwright.scene.widths import plain
from cardwright.theme import all_themes
from cardwright.theme.localised import localised
from cardwright.write.language import tag
from cardwright_wire import LANGUAGES
from fontTools.ttLib import TTFont
from languages import SAMPLES
from making import Made, built
from pypdf import PdfReader
from pypdf.generic import ContentStream

pytestmark = pytest.mark.skipif(cardwright_assets.font_folder() is None, reason="no fonts were shipped")
every_language = pytest.mark.parametrize("code", LANGUAGES)
RTL = {"ar", "ar-sa", "he", "fa", "ur"}
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_MOST = 0.6  # a family that has more of a language's letters than that sets some of a word's, but not all


@cache
def deck(code: str, theme: str = "paper") -> Made:
    """A card with a title, a sentence or two and the language's letters."""
    sample = SAMPLES[code]
    title = sample.text.split(".")[0].split("。")[0][:60]
    letters = List((Item(rich(sample.letters)),)) if sample.letters else Paragraph(rich("Aa Zz"))
    return built(Deck(title, tag(code), (Card(rich(title), (Paragraph(rich(sample.text)), letters)),)), theme=theme)


@cache
def characters(family: str) -> frozenset[int]:
    """What the family's regular face has a glyph for."""
    folder = cardwright_assets.font_folder()
    assert folder is not None
    for path in sorted(folder.glob("*400Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            if font["name"].getBestFamilyName() == family:
                return frozenset(font.getBestCmap())
    raise AssertionError(f"no face of {family} was shipped")


def missing_glyphs(data: bytes) -> int:
    """How often a PDF shows glyph 0, by which a face says that it has none."""
    reader = PdfReader(io.BytesIO(data))
    return sum(_blank(reader, page) for page in reader.pages)


def _blank(reader: PdfReader, page: Any) -> int:
    fonts = {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}
    font, count = None, 0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in {b"Tj", b"TJ"} and font is not None and font["/Subtype"] == "/Type0":
            for part in operands[0] if operator == b"TJ" else operands:
                codes = getattr(part, "original_bytes", b"")
                count += sum(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
    return count


def test_there_is_a_text_of_every_language() -> None:
    assert set(SAMPLES) == set(LANGUAGES)


def test_a_missing_glyph_is_found() -> None:
    khmer = built(Deck("Khmer", "en", (Card(rich("Khmer"), (Paragraph(rich("\u1781\u17d2\u1789")),)),)))
    assert missing_glyphs(khmer.file("pdf")) >= 1


@every_language
@pytest.mark.parametrize("theme", ["paper", "plum"])
def test_no_glyph_is_missing(code: str, theme: str) -> None:
    assert missing_glyphs(deck(code, theme).file("pdf")) == 0


@every_language
def test_text_runs_its_way(code: str, tmp_path: Path) -> None:
    shown, sample = deck(code), SAMPLES[code]
    page = shown.laid.pages[0]
    words = [
        (float(left), float(right), (float(top) + float(bottom)) / 2, html.unescape(word))
        for left, top, right, bottom, word in WORD.findall(
            poppler.ask("pdftotext", shown.file("pdf"), tmp_path, "-bbox", output=True)
        )
    ]
    assert page.card.rtl == (code in RTL)
    found = [node for node in nodes(page.card.root) if isinstance(node, TextNode)]
    for node in (node for node in found if sample.text.startswith(plain(node.runs)[:10])):
        at = page.places[node.id]
        inside = [word for word in words if at.x - 2 < word[0] < at.right and at.y < word[2] < at.y + at.height]
        line = [word for word in inside if word[2] - min(word[2] for word in inside) < node.look.size / 2]
        first, edge = sample.text.split()[0][:2], at.right if code in RTL else at.x
        word = max(line, key=lambda one: one[1]) if code in RTL else min(line)
        assert word[1 if code in RTL else 0] == pytest.approx(edge, abs=4)
        assert (word[3][::-1] if code in RTL else word[3]).startswith(first)  # such words come as they are seen


@every_language
@pytest.mark.parametrize("theme", all_themes())
def test_no_word_is_set_in_two_faces(code: str, theme: str) -> None:
    fonts = localised(all_themes()[theme], language(tag(code))).fonts
    sample = SAMPLES[code]
    letters = {char for char in sample.text + sample.letters if unicodedata.category(char) in {"Lu", "Ll", "Lo"}}
    for family in (fonts.heading, fonts.body):
        lacking = {char for char in letters if ord(char) not in characters(family)}
        assert not lacking or len(lacking) > len(letters) * (1 - _MOST), f"{family} lacks {''.join(sorted(lacking))}"


@every_language
def test_a_family_is_said_to_lack_letters_only_if_it_does(code: str) -> None:
    sample = SAMPLES[code]
    for family in language(tag(code)).lacking:
        assert any(ord(char) not in characters(family) for char in sample.text + sample.letters)


@every_language
def test_the_first_face_for_its_letters_is_its_own(code: str) -> None:
    known = language(tag(code))
    if known.script.face:
        assert known.faces[0] == known.script.face
        own = {
            char
            for char in SAMPLES[code].text
            if re.match(f"[{known.script.letters or chr(0x4E00) + '-' + chr(0x9FFF)}]", char)
        }
        assert own and all(ord(char) in characters(known.script.face) for char in own)


@every_language
def test_the_page_says_its_language_and_direction_and_carries_its_face(code: str) -> None:
    page = deck(code).file("html").decode()
    known = language(tag(code))
    assert f'<html lang="{tag(code)}" dir="{"rtl" if code in RTL else "ltr"}">' in page
    assert f'dir="{"rtl" if code in RTL else "ltr"}">' in page[page.index("<section") :]
    if known.script.face:
        assert f"@font-face{{font-family:'{known.script.face}'" in page


@every_language
def test_slides_name_its_locale_its_direction_and_its_face(code: str) -> None:
    known = language(tag(code))
    with zipfile.ZipFile(io.BytesIO(deck(code).file("pptx"))) as archive:
        slide = archive.read("ppt/slides/slide1.xml").decode()
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert f'lang="{known.locale}"' in slide
    assert (' rtl="1"' in slide) == (code in RTL)
    if known.script.face:
        slot = "ea" if known.script.kind == "east-asian" else "cs"
        assert f'<a:{slot} typeface="{known.script.face}"/>' in theme
        assert f'<a:font script="{known.script.name}" typeface="{known.script.face}"/>' in theme


def test_every_script_with_letters_of_its_own_has_a_face() -> None:
    assert all(one.face for one in scripts().values() if one.letters)
