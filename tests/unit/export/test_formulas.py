"""Formulas in files as other programs read them: tagged PDF with words for each, native and editable slides."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cardwright.deck import Card, Deck, formula, rich
from cardwright.deck.blocks.math import Math
from cardwright.export.office.omml import Omml
from cardwright.maths import plain, read
from formulaic import DISPLAYED, formulas
from lxml import etree
from making import built
from pypdf import PdfReader

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def slides(deck: Deck) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(built(deck).file("pptx"))) as archive:
        names = sorted(
            (name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)),
            key=lambda name: int(re.sub(r"\D", "", name)),
        )
        return [etree.fromstring(archive.read(name)) for name in names]


def omml(tex: str) -> Any:
    return etree.fromstring(Omml(lambda slanted, color: "").display(read(tex, display=True).root))


def tags(tex: str) -> Counter[str]:
    return Counter(etree.QName(element).localname for element in omml(tex).iter())


def test_every_formula_is_native_and_has_words_for_programs_that_know_none() -> None:
    pages = slides(formulas())
    choices = [choice for page in pages for choice in page.iter(f"{MC}AlternateContent")]
    assert len(choices) >= len(DISPLAYED) + 4
    for choice in choices:
        wanted, other = choice.find(f"{MC}Choice"), choice.find(f"{MC}Fallback")
        assert wanted.nsmap[wanted.get("Requires")] == A14
        assert wanted.get("Requires") not in (
            "a14",
            "p14",
            "v",
        )  # by which LibreOffice says it can, and then drops text
        assert list(wanted.iter(f"{M}oMath")) and not list(other.iter(f"{M}oMath"))
        assert "".join(run.text or "" for run in other.iter(f"{A}t")).strip()
    assert len(list(pages[0].iter(f"{M}oMathPara"))) == 1


def test_a_slide_without_formulas_has_no_choice() -> None:
    (page,) = slides(Deck("Any", cards=(Card(rich("Title"), (Math(r"\foo"),)),)))
    assert not list(page.iter(f"{MC}AlternateContent"))
    assert r"\foo" in "".join(run.text or "" for run in page.iter(f"{A}t"))


def test_structures_are_those_of_office() -> None:
    assert tags(r"\frac{a}{b}")["f"] == 1
    assert tags(r"\sqrt[3]{x}")["rad"] == 1
    assert tags("x_i^2")["sSubSup"] == tags("x^2")["sSup"] == tags("x_i")["sSub"] == 1
    assert tags(r"\sum_{i}^{n} i + 1")["nary"] == 1
    assert tags(r"\left( x \middle| y \right)")["d"] == 1
    assert tags(r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}")["mr"] == 2
    assert tags(r"\begin{align} a &= b \\ c &= d \end{align}")["eqArr"] == 1
    assert tags(r"\hat{x}")["acc"] == tags(r"\overline{x}")["bar"] == tags(r"\overbrace{x}")["groupChr"] == 1
    assert tags(r"\lim_{x} f")["limLow"] == 1
    assert tags(r"\boxed{x}")["borderBox"] == tags(r"\phantom{x}")["phant"] == 1
    assert tags(r"{}^{14}_{6}\mathrm{C}")["sPre"] == 1


def test_what_is_summed_belongs_to_the_sum_and_what_follows_does_not() -> None:
    (nary,) = omml(r"\sum_{i} a_i b + c").iter(f"{M}nary")
    assert "".join(run.text for run in nary.find(f"{M}e").iter(f"{M}t")) == "aib"
    (bar,) = omml(r"\left( x \middle| y \right)").iter(f"{M}sepChr")
    assert bar.get(f"{M}val") == "|"


def test_a_part_that_is_empty_shows_no_frame_to_fill_in() -> None:
    for element in omml(r"{}^2 + \frac{}{x}").iter(f"{M}e", f"{M}num"):
        assert list(element.iter(f"{M}t"))


def test_every_formula_of_the_pdf_is_tagged_and_told() -> None:
    cards = (Card(rich("Cover"), kind="cover"), *formulas().cards)
    catalog: Any = PdfReader(io.BytesIO(built(Deck("Any", "en", cards)).file("pdf"))).trailer["/Root"]
    assert b"pdfuaid:part>1<" in catalog["/Metadata"].get_data()  # which asks for words for each
    found = [element for element in elements(catalog["/StructTreeRoot"]) if element.get("/S") == "/Formula"]
    assert len(found) >= len(DISPLAYED) + 10
    assert plain("E = mc^2") in {str(element["/Alt"]) for element in found}


def elements(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for inner in node:
            yield from elements(inner)
    elif isinstance(node, dict):
        yield node
        yield from elements(node.get("/K", []))


def test_a_title_with_a_formula_names_the_page() -> None:
    page = built(Deck("Any", cards=(Card((*rich("About "), formula("x^2")), (Math("x"),)),))).file("html").decode()
    assert 'aria-label="About x²"' in page
