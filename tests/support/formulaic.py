"""A deck of formulas: each construct on lines of its own, and some within text."""

from cardwright.deck import Card, Deck, Text, formula, rich
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table

DISPLAYED = {
    "fraction": r"\bar{v} = \frac{Q}{A} = \frac{1}{n}\, R^{2/3} \sqrt{S_0}",
    "sum": r"\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}",
    "integral": r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
    "limit": r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
    "matrix": r"\mathbf{A} = \begin{pmatrix} a_{11} & \cdots & a_{1n} \\ \vdots & \ddots & \vdots \\ a_{m1} & \cdots & a_{mn} \end{pmatrix}",
    "cases": r"|x| = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}",
    "align": r"\begin{align} \nabla \times \mathbf{E} &= -\frac{\partial \mathbf{B}}{\partial t} \\ \nabla \cdot \mathbf{E} &= 0 \end{align}",
    "braces": r"\underbrace{a + b + c}_{\text{three}} + \overbrace{d + e}^{2}",
    "accents": r"\hat{x} + \vec{v} + \tilde{\alpha} + \overline{AB} + \widehat{xyz} + \dot{q}",
    "delimiters": r"\left( \frac{1}{2} \right] + \left. \frac{a}{b} \right|_0^1 + \left\{ \frac12 \middle| x \right\}",
    "binomial": r"\binom{n}{k} = \frac{n!}{k!\,(n-k)!}",
    "frames": r"\boxed{E = mc^2} + \cancel{x} + \xrightarrow{f} + {}^{14}_{6}\mathrm{C}",
    "long": " + ".join(rf"a_{{{n}}} x^{{{n}}}" for n in range(24)) + r" = \sum_{i=0}^{23} a_i x^i",
    "several": r"a = b, \qquad c = \frac{d}{e}, \qquad f = g, \qquad h = \frac{i}{j}, \qquad k = \frac{l}{m}, \qquad n = \sum_{o} p",
}  # fmt: skip


def mixed(*parts: str) -> Text:
    """Words and formulas by turns."""
    return tuple(formula(part) if at % 2 else span for at, part in enumerate(parts) for span in rich(part or " "))


PROSE = mixed(
    "The mean speed ", r"\bar{v}", " follows from the roughness ", "n", ", the radius ", "R", " and the slope ", "S_0",
    ": it grows with ", r"R^{2/3}", " and with ", r"\sqrt{S_0}", ", so that twice the slope gives ", r"\sqrt 2",
    " times the speed in a bed that is otherwise the same.",
)  # fmt: skip
FRACTIONS = mixed(
    "Where ", r"R = \frac{A}{P}", " is the radius and ", r"\frac{n!}{k!}", " the number of ways, all lines are alike."
)


def formulas() -> Deck:
    """One card for each construct, and cards with formulas in a title, a paragraph, a list and a table."""
    cards = [Card(rich(name), (Math(tex),)) for name, tex in DISPLAYED.items()]
    points = List(tuple(Item(mixed("Point ", tex, " of the list")) for tex in (r"\alpha", "x^2", r"E = mc^2")))
    table = Table(
        (rich("Name"), rich("Formula")),
        tuple((rich(name), (formula(tex),)) for name, tex in (("One", "x_1"), ("Two", "|y|"))),
    )
    text = Card(mixed("About ", "E = mc^2", " and more"), (Paragraph(PROSE), points))
    return Deck(
        "Formulas",
        "en",
        (*cards, text, Card(rich("Table"), (table,)), Card(rich("Fractions"), (Paragraph(FRACTIONS),))),
    )
