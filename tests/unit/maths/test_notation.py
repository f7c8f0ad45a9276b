"""Formulas within a line of text, and prices, which are none."""

import pytest
from cardwright.maths.notation import Found, is_plain, replaced


def formulas(line: str) -> list[str]:
    found: list[str] = []

    def keep(one: Found) -> str:
        found.append(one.tex)
        return ""

    replaced(line, keep)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "It costs $5 and $6.",
        "From $5M to $10M, or US$5 and US$6",
        "$5–$6, $5/$6, $1,000-$2,000",
        "$HOME/$USER and $PATH",
        "$5.00 (US$) more",
        "A$AP met Ke$ha",
        "$20 bills and 5$ coins",
        "we paid 5$ or 6$ each",
        "$100K-$200K (or 5%)",
        "$10 USD$ and $see above$",
        r"\$x\$ and \\(y\\)",
        r"\(see above\) and \(note\)",
        "[a](https://example.org/$x$/b) and <https://example.org/$y$>",
        r"[a](https://example.org/a_\(b\))",
        "$$ and $ x $ and $x",
        "$n$th",
    ],
)
def test_prices_and_paths_are_no_formulas(line: str) -> None:
    assert formulas(line) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("$x$ and $y$", ["x", "y"]),
        ("let $n = 5$.", ["n = 5"]),
        (r"\(x^2\) and \(a\)", ["x^2", "a"]),
        ("the $`n`$th", ["n"]),
        ("$E=mc^2$ costs $5", ["E=mc^2"]),
        ("($x$), $y$-axis; $|x|$", ["x", "y", "|x|"]),
        (r"the set $\{a, b\}$ of $[0, 1)$", [r"\{a, b\}", "[0, 1)"]),
        ("see $$x=1$$ here", ["x=1"]),
        ("_$x$_ and **$y$**", ["x", "y"]),
        (r"a price of $5 and $\alpha$", [r"\alpha"]),
        ("是$x$的", []),  # letters on both sides
    ],
)
def test_what_looks_like_a_formula_is_one(line: str, found: list[str]) -> None:
    assert formulas(line) == found


def test_what_is_written_between_two_signs_is_read_between_them() -> None:
    assert is_plain("x^2") and is_plain(r"\frac{a}{b}")
    assert not is_plain("see above") and not is_plain("a$b") and not is_plain(" x") and not is_plain("a`b")
