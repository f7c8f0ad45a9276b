"""Formulas in texts: read as formulas, kept whole, and told when they cannot be."""

import pytest
from cardwright.deck import Block, Card, Deck, Span, formula, plain, rich, words
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.deck.markdown import to_markdown
from cardwright.write import spans
from cardwright.write.brief import Brief
from cardwright.write.builtin import write


def read(text: str) -> tuple[Block, ...]:
    (card,) = write(Brief(f"# Title\n\n{text}", mode="preserve", cards=None)).deck.cards
    return card.blocks


@pytest.mark.parametrize(
    "text",
    [
        "$$x = 1$$",
        "$$\nx = 1\n$$",
        "$$ x\n= 1 $$",
        r"\[x = 1\]",
        "\\[\nx = 1\n\\]",
        "```math\nx = 1\n```",
        "~~~math\nx = 1\n~~~",
    ],
)
def test_a_formula_on_lines_of_its_own_is_a_block(text: str) -> None:
    (block,) = read(text)
    assert isinstance(block, Math)
    assert block.tex.split() == ["x", "=", "1"]


def test_environments_need_no_signs_around_them() -> None:
    (block,) = read("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}")
    assert block == Math("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}")


def test_a_formula_within_a_paragraph_breaks_it_where_it_has_lines_of_its_own() -> None:
    assert read("Before\n$$\nx_i\n$$\nafter.") == (Paragraph(rich("Before")), Math("x_i"), Paragraph(rich("after.")))


def test_a_formula_of_an_item_follows_the_list() -> None:
    assert [type(block) for block in read("- one\n  $$x_i$$\n- two")] == [List, Math, List]


@pytest.mark.parametrize("text", ["$$ never closed\nand on", "pay $$ now", "$$\n\nx\n\n$$", r"\[see above\]"])
def test_signs_that_hold_no_formula_stay(text: str) -> None:
    assert not any(isinstance(block, Math) for block in read(text))


def test_a_formula_is_one_span_with_the_look_around_it() -> None:
    (block,) = read("So **$x_1$** is *bold*, [$y$](https://example.org) leads and `$z$` is code.")
    assert isinstance(block, Paragraph)
    found = [span for span in block.text if span.math or span.code]
    assert found == [
        Span("x₁", bold=True, math="x_1"),
        Span("y", link="https://example.org", math="y"),
        Span("$z$", code=True),
    ]


def test_what_means_something_in_markdown_means_nothing_in_a_formula() -> None:
    (block,) = read(r"Take $a_1*b_2*c_3$, $\{x\}$ and $a<b>c$.")
    assert isinstance(block, Paragraph)
    assert [span.math for span in block.text if span.math] == ["a_1*b_2*c_3", r"\{x\}", "a<b>c"]


def test_a_bar_in_a_formula_is_no_edge_of_a_cell() -> None:
    (block,) = read("| a | b |\n|---|---|\n| $|x|$ | $5 |")
    assert isinstance(block, Table)
    assert block.rows == (((formula("|x|"),), rich("$5")),)


def test_formulas_make_no_labels_and_no_sentences() -> None:
    (block,) = read("- $a = b$\n- $c = d$\n- $e = f$")
    assert isinstance(block, List)
    assert [item.text for item in block.items] == [(formula(tex),) for tex in ("a = b", "c = d", "e = f")]


def test_prices_stay_prices() -> None:
    (block,) = read("It costs $5 and $6, or $7-$8.")
    assert block == Paragraph(rich("It costs $5 and $6, or $7-$8."))


def test_a_formula_is_never_cut() -> None:
    text = (*rich("So "), formula("a, b. c"), *rich(" holds."))
    at = plain(text).index(",")
    parts = spans.cut(text, [at, len(plain(text))])
    assert [span.math for part in parts for span in part if span.math] == ["a, b. c"]
    assert spans.join(parts) == text
    assert spans.strip((formula("x"),), "x") == (formula("x"),)
    assert spans.join([(formula("x"),), (formula("x"),)]) == (formula("x"), formula("x"))


def test_a_formula_says_how_it_reads() -> None:
    assert formula("x^2").text == "x²"
    assert Span("two", math="2").text == "two"
    assert words(Card(rich("T"), (Math(r"\frac12"),))) == "T\n1/2"


def test_what_cannot_be_read_is_told_and_kept() -> None:
    written = write(Brief("# Title\n\nHere $\\foo{x}$ and\n\n$$\\frac{1}$$", mode="preserve", cards=None))
    (warning,) = written.warnings
    assert warning.startswith("2 formulas are shown as code") and r"\foo{x}" in warning
    assert write(Brief(to_markdown(written.deck), mode="preserve", cards=None)).deck == written.deck
    assert write(Brief("# Title\n\nHere $x^2$", mode="preserve", cards=None)).warnings == ()


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Math("x = 1"), "$$\nx = 1\n$$"),
        (Math("a % why\n\n---\nc"), "$$a --- c$$"),
        (Math(r"\text{$$}"), "```math\n\\text{$$}\n```"),
        (Math("  "), ""),
        (Code("x = 1", "math"), "```tex\nx = 1\n```"),
        (Paragraph((*rich("the "), formula("n"), *rich("th of 5$"))), "the $`n`$th of 5\\$"),
        (Paragraph((formula("x"), formula("y"))), "$x$![]()$y$"),
    ],
)
def test_how_formulas_are_written(block: Block, text: str) -> None:
    assert to_markdown(Deck("Any", cards=(Card((), (block,)),))).strip() == text
