"""Large words stand in lines of like length, by the widths of their own face."""

from itertools import count

import pytest
from cardwright.deck import rich
from cardwright.faces import em_width
from cardwright.scene import Node, Row, Stack, TextNode
from cardwright.scene.display import balanced, display
from cardwright.scene.estimate import height
from cardwright.scene.format import FORMATS
from cardwright.scene.pen import Pen
from cardwright.theme import all_themes

SENTENCE = "Every euro spent on meadows saves seven on walls."


def pen_of(theme: str, width: float = 820.0) -> Pen:
    return Pen(all_themes()[theme], FORMATS["16x9"], {}, count(1), width)


def column(node: Node) -> float:
    """Points across the column of a balanced text."""
    assert isinstance(node, Row)
    text, rest = node.children
    assert isinstance(text, TextNode)
    assert isinstance(rest, Stack) and not rest.children
    assert sum(node.weights) == pytest.approx(820.0, abs=0.1)
    return node.weights[0]


def test_a_narrow_face_gets_a_narrower_column_than_a_wide_one() -> None:
    words = {theme: pen_of(theme).text(rich(SENTENCE), "quote") for theme in ("swiss", "paper")}
    wide = {theme: column(balanced(pen_of(theme), node)) for theme, node in words.items()}
    assert wide["swiss"] < wide["paper"] * 0.97


def test_one_line_and_more_than_four_stay_as_they_are() -> None:
    pen = pen_of("paper")
    for text in ("Thank you", SENTENCE * 6):
        node = pen.text(rich(text), "quote")
        assert balanced(pen, node) is node


def test_an_address_is_not_cut_for_even_lines() -> None:
    pen = pen_of("paper", 400.0)
    node = balanced(pen, pen.text(rich("ruth@elde-trust.example · telephone or letter"), "lead"))
    assert isinstance(node, Row)
    look = node.children[0].look if isinstance(node.children[0], TextNode) else None
    assert look is not None
    assert node.weights[0] >= len("ruth@elde-trust.example") * look.size * 0.56


def test_a_tight_column_is_balanced_too() -> None:
    pen = pen_of("paper", 303.0)
    head = display(pen, rich("A title of ordinary length"), "heading", "h2", 9)
    assert isinstance(balanced(pen, head), Row)


def test_even_lines_are_thought_as_high_as_others() -> None:
    pen = pen_of("swiss")
    node = pen.text(rich(SENTENCE), "quote")
    assert height(balanced(pen, node), pen.width) == height(node, pen.width)


def test_words_without_spaces_inside_break_where_their_author_set_one() -> None:
    title = "料理教室 打ち合わせ 6月3日"
    pen = pen_of("paper", 340.0)
    node = display(pen, rich(title), "title", "h1", 4)
    wide = balanced(pen, node)
    assert isinstance(wide, Row)
    em = node.look.size
    assert 5 * em <= wide.weights[0] < 5.4 * em  # 料理教室, a space and one more character


def test_a_column_that_is_nearly_full_is_balanced_where_lines_come_out_otherwise() -> None:
    pen = pen_of("swiss")
    size = pen.text(rich("x"), "heading").look.size
    full = em_width("Lindenallee", pen.theme.fonts.heading, bold=True) * size / 0.96
    narrow = pen_of("swiss", full)
    node = balanced(narrow, narrow.text(rich("Verkehr in der Lindenallee"), "heading"))
    assert isinstance(node, Row)
    assert node.weights[0] < full * 0.985
