"""LaTeX as a tree: what is said becomes what it is, and what cannot be read says why."""

import threading

import pytest
from cardwright.maths import Unreadable, problem, read
from cardwright.maths.source import DEEPEST, LONGEST
from cardwright.maths.tree import (
    Accent,
    Fence,
    Fraction,
    Framed,
    Grid,
    Letters,
    Limits,
    Node,
    Number,
    Operator,
    Root,
    Row,
    Scripts,
    Space,
    Tinted,
    Words,
    parts,
)


def tree(tex: str, *, display: bool = True) -> Node:
    return read(tex, display=display).root


def kinds(node: Node) -> set[type[Node]]:
    return {type(node)} | {kind for part in parts(node) for kind in kinds(part)}


@pytest.mark.parametrize(
    ("tex", "kind"),
    [
        (r"\frac{a}{b}", Fraction),
        (r"\sqrt[3]{x}", Root),
        ("x_i^2", Scripts),
        (r"\sum_{i=1}^n i", Limits),
        (r"\lim_{x \to 0} f", Limits),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", Grid),
        (r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}", Fence),
        (r"\begin{align} a &= b \\ &= c \end{align}", Grid),
        (r"\hat{x}", Accent),
        (r"\overbrace{a+b}^{n}", Accent),
        (r"\text{if so}", Words),
        (r"\left( x \right]", Fence),
        (r"\binom{n}{k}", Fraction),
        (r"\boxed{x}", Framed),
        (r"\cancel{x}", Framed),
        (r"\textcolor{red}{x}", Tinted),
        (r"\operatorname{rank} A", Letters),
        (r"\xrightarrow{f}", Limits),
    ],
)
def test_each_construct_is_what_it_is(tex: str, kind: type[Node]) -> None:
    assert kind in kinds(tree(tex))


def test_signs_have_their_space_and_none_where_they_stand_alone() -> None:
    assert tree("a = b") == Row((Letters("a"), Operator("=", 5 / 18, 5 / 18), Letters("b")))
    assert tree("a + b") == Row((Letters("a"), Operator("+", 4 / 18, 4 / 18), Letters("b")))
    assert tree("-x") == Row((Operator("−"), Letters("x")))
    assert tree(r"x^\circ") == Scripts(Letters("x"), sup=Operator("∘"))


def test_a_letter_is_slanted_and_a_name_is_not() -> None:
    assert tree("d") == Letters("d")
    assert tree(r"\mathrm{d}") == Letters("d", upright=True)
    assert tree(r"\sin x") == Row((Letters("sin"), Space(0.1667), Letters("x")))


def test_limits_move_only_where_there_is_little_height() -> None:
    inline = tree(r"\sum_{i} x", display=False)
    assert isinstance(inline, Row) and isinstance(inline.children[0], Limits) and inline.children[0].movable
    assert tree(r"\lim_{x} f", display=False) != tree(r"\lim_{x} f")


def test_an_equation_is_a_grid_whose_halves_meet() -> None:
    grid = tree(r"\begin{align} a &= b & c &= d \\ e &= f \end{align}")
    assert isinstance(grid, Grid)
    assert grid.aligns == ("right", "left", "right", "left")
    assert grid.gaps == (0.0, 2.0, 0.0)
    assert [len(row) for row in grid.rows] == [4, 4]


def test_lines_of_an_array_are_kept() -> None:
    grid = tree(r"\begin{array}{|r|l|}\hline a & b \\ \hline\end{array}")
    assert isinstance(grid, Grid)
    assert (grid.vertical, grid.horizontal) == ((0, 1, 2), (0, 1))


@pytest.mark.parametrize(
    ("tex", "same"),
    [
        (r"\begin{align*} a &= b \end{align*}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{equation} x = 1 \label{one} \end{equation}", "x = 1"),
        (r"\begin{split} a &= b \end{split}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"a &= b \\ &= c \nonumber", r"\begin{aligned} a &= b \\ &= c \end{aligned}"),
        (r"a \\ b", r"\begin{gathered} a \\ b \end{gathered}"),
        (r"\begin{matrix} a \\[2pt] b \end{matrix}", r"\begin{matrix} a \\ b \end{matrix}"),
        (r"\left< x \right>", r"\left\langle x \right\rangle"),
        (r"x = 1 \tag{2}", r"x = 1 \qquad \text{(2)}"),
        (r"\text{if $x > 0$ holds}", r"\text{if }x > 0\text{ holds}"),
        ("x % what it is", "x"),
        (r"\begin{smallmatrix} a \end{smallmatrix}", r"\begin{matrix} a \end{matrix}"),
        (r"\begin{alignat}{2} a &= b \end{alignat}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{pmatrix*}[r] 1 \end{pmatrix*}", r"\begin{pmatrix} 1 \end{pmatrix}"),
    ],
)
def test_spellings_that_mean_the_same_are_the_same(tex: str, same: str) -> None:
    assert tree(tex) == tree(same)


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        ("", "empty"),
        ("  ", "empty"),
        (r"\foo", "foo"),
        (r"\frac{1}", "argument"),
        ("x^{", "closing"),
        (r"x \end{a}", "environment"),
        (r"\begin{matrix}" * 50 + "x" + r"\end{matrix}" * 50, "deeper"),
        (r"\def\a{\a}\a", "defines"),
        (r"\newcommand{\a}{\a\a}\a", "defines"),
        (r"\input{/etc/passwd}", "loads"),
        ("{" * (DEEPEST + 1) + "x" + "}" * (DEEPEST + 1), "deeper"),
        (r"\sqrt" * 200 + " x", "deeper"),
        (r"\frac1" * 200 + "x", "deeper"),
        ("x" * (LONGEST + 1), "longer"),
    ],
)
def test_what_cannot_be_read_says_why(tex: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(tex, display=True)
    assert why in problem(tex)


def test_the_worst_source_is_read_or_refused_on_a_small_stack() -> None:
    """The parser is a library in another language: what is too deep for it would end the process."""
    worst = [
        piece * (LONGEST // len(piece))
        for piece in (r"\sqrt ", r"\frac1", r"\hat", "x^", r"\left(", "{", r"\text{", r"\begin{matrix}")
    ]
    found: list[str] = []
    threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.extend(map(problem, worst)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(0)
    assert len(found) == len(worst)
    assert all(found)


def test_what_is_read_holds_no_markup_and_no_unseen_characters() -> None:
    assert tree("a<b") == Row((Letters("a"), Operator("<", 5 / 18, 5 / 18), Letters("b")))
    assert tree("x\u202ey\u200b") == tree("xy")
    assert tree(r"\text{<b>}") == Words("<b>")
    assert tree("50") == Number("50")
