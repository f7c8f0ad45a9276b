"""Whatever formula is written, every output sets it and says the same signs; no source harms."""

import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typst
from cardwright.deck import Card, Deck, formula, plain, rich
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.markdown import to_markdown
from cardwright.export.office.omml import Omml
from cardwright.export.page.classes import Classes
from cardwright.export.page.mathml import mathml
from cardwright.layout import formulas
from cardwright.layout.fonts import fonts
from cardwright.maths import Formula, Unreadable, extent, problem, read
from cardwright.maths.notation import LONGEST_INLINE
from cardwright.maths.plain import told
from cardwright.maths.tree import Grid, Letters, Node, Number, Operator, Words, parts
from cardwright.scene.formulas import broken
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from making import built
from openxml_audit import OpenXmlValidator

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

SYMBOLS = [
    "a", "b", "x", "y", "n", "1", "2.5", "42", r"\alpha", r"\Gamma", r"\infty", r"\partial", r"\mathbb{R}", r"\mathbf{v}",
    r"\mathcal{L}", r"\mathrm{d}", r"\text{if so}", r"\sin x", r"\log_2 n", r"\hbar", "'", r"\ldots", r"\text{für 水}", r"\%",
]  # fmt: skip
SIGNS = [
    "+",
    "-",
    "=",
    r"\le",
    r"\ne",
    r"\times",
    r"\cdot",
    r"\to",
    r"\in",
    ",",
    r"\pm",
    r"\mid",
    r"\quad",
    "<",
    ">",
    "!",
]
ONE = [
    r"\sqrt{#}", r"\sqrt[3]{#}", r"\hat{#}", r"\vec{#}", r"\overline{#}", r"\underline{#}", r"\overbrace{#}^{n}",
    r"\underbrace{#}_{n}", r"\left(#\right)", r"\left[#\right)", r"\left|#\right|", r"\left\{#\right.", "(#)", r"\boxed{#}",
    r"\cancel{#}", r"\phantom{#}", r"{#}^2", r"{#}_{i}", r"{#}_i^2", r"\tilde{#}", r"\widehat{#}", r"\overrightarrow{#}",
    r"\mathrm{rank}(#)", r"\xrightarrow{#}", r"\textcolor{red}{#}", r"\displaystyle #", r"\lVert # \rVert", r"\tfrac12 #",
]  # fmt: skip
TWO = [
    r"\frac{#}{@}", r"\dfrac{#}{@}", r"\binom{#}{@}", "{#}^{@}", "{#}_{@}", r"\sum_{#}^{@} x", r"\int_{#}^{@} f\,dx",
    r"\lim_{#} @", r"\prod\limits_{#} @", r"\stackrel{#}{@}", r"\underset{#}{@}", r"\left(# \middle| @\right)",
    r"\begin{pmatrix} # & @ \\ @ & # \end{pmatrix}", r"\begin{cases} # & @ \\ @ & \text{else} \end{cases}",
    r"\begin{aligned} # &= @ \\ &= # \end{aligned}", r"\begin{array}{l|r} # & @ \\ \hline @ & # \end{array}",
    r"\sum_{\substack{# \\ @}} x", r"{}^{#}_{@}\mathrm{C}",
]  # fmt: skip


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    # A capital after a command would be read as a part of its name.
    one = st.tuples(st.sampled_from(ONE), inner).map(lambda pair: pair[0].replace("#", f" {pair[1]} "))
    two = st.tuples(st.sampled_from(TWO), inner, inner).map(
        lambda three: three[0].replace("#", f" {three[1]} ").replace("@", f" {three[2]} ")
    )
    row = st.tuples(inner, st.sampled_from(SIGNS), inner).map(lambda three: f" {three[0]} {three[1]} {three[2]} ")
    return one | two | row


sources = st.recursive(st.sampled_from(SYMBOLS), _combined, max_leaves=8)
hostile = st.text("\\{}^_&$%#[]()<>|'\"ab1 \n\u202e\x00\ue000水", max_size=40) | st.text(max_size=20)


def signs(node: Node) -> str:
    """The characters a tree shows, in order."""
    own = node.text if isinstance(node, Letters | Number | Words | Operator) else ""
    return own + "".join(map(signs, parts(node)))


def counted(text: str) -> list[str]:
    """Letters and figures as they are compared: in no order, in one alphabet, without accents."""
    kinds = ("Lu", "Ll", "Lo", "Nd")
    return sorted(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) in kinds)


def rooms(found: list[Formula], folder: Path) -> list[list[float]]:
    """What the typesetter says of formulas, which it must have set for that."""
    files = formulas.measuring(found, ["STIX Two Math", "Inter", "Noto Sans JP"])
    inputs: Any = dict(files)
    compiler = typst.Compiler(inputs, root=str(folder), font_paths=fonts(), ignore_system_fonts=True)
    return json.loads(compiler.eval(formulas.ROOMS))


def properties(slanted: bool, color: str) -> str:
    return f'<a:rPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" i="{int(slanted)}"/>'


@relaxed
@given(st.lists(sources, min_size=1, max_size=4), st.booleans())
@example([r"\frac{1}{2}", r"{}^{14}_{6}\mathrm{C}", r"\sum x"], True)
@example([r"\widehat{ a }"], False)
def test_a_formula_is_set_by_all_three(
    tmp_path_factory: pytest.TempPathFactory, found: list[str], display: bool
) -> None:
    trees = [read(tex, display=display) for tex in found]
    for (width, height, _), one in zip(rooms(trees, tmp_path_factory.getbasetemp()), trees, strict=True):
        assert width >= 0 and height >= 0
        assert extent(one.root, display=display).width >= 0
        page = etree.fromstring(mathml(one, Classes(), "told"))
        *_, note = page.iter("annotation")
        assert note.text == one.tex
        note.text = ""
        assert counted("".join(page.itertext())) == counted(signs(one.root))
        slide = etree.fromstring(Omml(properties).display(one.root))
        assert counted("".join(run.text or "" for run in slide.iter(f"{M}t"))) == counted(
            "".join(char for char in signs(one.root) if not _is_drawn(char))
        )


def _is_drawn(char: str) -> bool:
    """Whether a sign is a property in Office, not text."""
    return char in "∑∫∏|"


@relaxed
@given(hostile)
@example(r"\text{</math><script>alert(1)</script>}")
@example(r"\href{javascript:alert(1)}{x}")
def test_any_source_is_read_or_refused(tex: str) -> None:
    try:
        one = read(tex, display=True)
    except Unreadable as error:
        assert str(error) == problem(tex)
        return
    page = etree.fromstring(mathml(one, Classes(), tex))
    assert {element.tag for element in page.iter()} <= TAGS
    assert not {name for element in page.iter() for name in element.attrib} & {"style", "href", "src", "onclick"}
    etree.fromstring(Omml(properties).display(one.root))


TAGS = {
    "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub",
    "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mstyle",
    "mphantom", "mpadded",
}  # fmt: skip


@relaxed
@given(st.lists(sources, min_size=2, max_size=12), st.floats(4, 30))
def test_breaking_a_formula_loses_no_sign(pieces: list[str], width: float) -> None:
    tex = " = ".join(" + ".join(pieces[at : at + 3]) for at in range(0, len(pieces), 3))
    assume(not problem(tex))
    root = read(tex, display=True).root
    lines = broken(root, width)
    assert signs(lines) == signs(root)
    if isinstance(lines, Grid) and extent(root, display=True).width > width:
        assert extent(lines, display=True).width <= extent(root, display=True).width + 1


@relaxed
@given(
    st.lists(sources, min_size=1, max_size=3),
    st.lists(st.sampled_from(["", " ", "th", "$5 ", "(", "!", "a\\", "$"]), min_size=4, max_size=4),
)
@example(["x", "y"], ["$", "", "$5", "\\"])
def test_formulas_within_text_come_back_from_markdown(found: list[str], around: list[str]) -> None:
    tex = [" ".join(one.split()) for one in found]
    assume(all(len(one) < LONGEST_INLINE for one in tex))
    spans = [span for before, one in zip(around, tex, strict=False) for span in (*rich(before), formula(one))]
    deck = Deck("Any", cards=(Card(rich("Title"), (Paragraph((*rich("So "), *spans, *rich("so"))),)),))
    (card,) = write(Brief(to_markdown(deck), mode="preserve", cards=None)).deck.cards
    (block,) = card.blocks
    assert isinstance(block, Paragraph)
    assert [span.math for span in block.text if span.math] == tex
    assert plain(block.text).split() == plain(deck.cards[0].blocks[0].text).split()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]


@relaxed
@given(sources)
def test_formulas_on_their_own_come_back_from_markdown(tex: str) -> None:
    tex = " ".join(tex.split())
    deck = Deck("Any", cards=(Card(rich("Title"), (Math(tex), Paragraph(rich("After it.")))),))
    (card,) = write(Brief(to_markdown(deck), mode="preserve", cards=None)).deck.cards
    assert card.blocks == (Math(tex), Paragraph(rich("After it.")))


@settings(relaxed, max_examples=8)
@given(st.lists(sources, min_size=6, max_size=10))
def test_slides_with_formulas_keep_the_rules_of_the_format(
    tmp_path_factory: pytest.TempPathFactory, found: list[str]
) -> None:
    cards = tuple(
        Card((*rich("See "), formula(tex)), (Math(tex), Paragraph((*rich("or "), formula(tex))))) for tex in found
    )
    path = tmp_path_factory.mktemp("slides") / "judged.pptx"
    path.write_bytes(without_looks(built(Deck("Any", cards=cards)).fresh("pptx")))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def without_looks(data: bytes) -> bytes:
    """The file without the looks of text within formulas, where the judge knows Word's alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as other:
        for name in whole.namelist():
            part = whole.read(name)
            if name.startswith("ppt/slides/slide"):
                part = re.sub(
                    rb"<m:oMath\b.*?</m:oMath>",
                    lambda math: re.sub(rb"<a:rPr\b.*?</a:rPr>", b"", math[0], flags=re.DOTALL),
                    part,
                    flags=re.DOTALL,
                )
            other.writestr(name, part)
    return out.getvalue()


def test_formulas_are_told_with_all_their_letters() -> None:
    for tex in SYMBOLS:
        root = read(tex, display=False).root
        assert counted(told(root)) == counted(signs(root)), tex
