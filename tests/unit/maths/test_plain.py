"""Formulas as a line of text."""

import pytest
from cardwright.maths import lines, plain, read


@pytest.mark.parametrize(
    ("tex", "told"),
    [
        ("E=mc^2", "E = mc²"),
        (r"\sum_{i=1}^n i^2", "∑ᵢ₌₁ⁿ i²"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac12", "1/2"),
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"\sqrt[3]x", "∛x"),
        (r"\int_0^\infty e^{-x}\,dx", "∫₀^∞ e⁻ˣ dx"),
        (r"\lim_{x\to 0} f(x)", "lim_(x→0) f(x)"),
        (r"\hat{x} + \vec{v}", "x̂ + v⃗"),
        (r"\mathbf{A}\mathbb{R}", "Aℝ"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{cases} 1 & x>0 \\ 0 \end{cases}", "{1, x > 0; 0"),
        (r"\overbrace{a+b}^{n}", "a + b [n]"),
        (r"x \in A, \quad y", "x ∈ A, y"),
        (r"\phantom{x}y", "y"),
        (r"\foo{x}", r"\foo{x}"),
    ],
)
def test_how_a_formula_reads(tex: str, told: str) -> None:
    assert plain(tex) == told


def test_a_derivation_has_a_line_for_each_of_its_own() -> None:
    assert lines(read(r"a &= b \\ &= c", display=True).root) == "a = b\n= c"
    assert lines(read("a = b", display=True).root) == "a = b"
