"""Lists take the form of what they mean, and no word is lost."""

import re
from typing import Any

import pytest
from cardwright.deck import Card, Deck, Span, all_words, rich
from cardwright.deck.blocks.agenda import Agenda
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.comparison import Comparison
from cardwright.deck.blocks.funnel import Funnel, Stage
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.matrix import Matrix
from cardwright.deck.blocks.points import Point, Points
from cardwright.deck.blocks.pyramid import Layer, Pyramid
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.steps import Step, Steps
from cardwright.deck.blocks.team import Person, Team
from cardwright.write.forms import formed
from cardwright.write.topics import announces
from hypothesis import given
from hypothesis import strategies as st

_WORD = re.compile(r"[^\W\d_]+")


def shown(title: str, *blocks: Any) -> tuple[Any, ...]:
    return formed(Deck("T", cards=(Card(rich(title), blocks),))).cards[0].blocks


def points(*texts: str, ordered: bool = False) -> List:
    return List(tuple(Item(rich(text)) for text in texts), ordered)


def bold(label: str, rest: str) -> Item:
    return Item((Span(label, bold=True), *rich(rest)))


def test_labelled_points() -> None:
    (block,) = shown("Why", points("Room: levees stand back", "Shade: willows cool the water"))
    assert block == Points(
        (Point(rich("Room"), rich("levees stand back")), Point(rich("Shade"), rich("willows cool the water")))
    )


def test_bold_labels_lose_their_stop() -> None:
    (block,) = shown("Why", List((bold("Grids are full.", " It takes a year."), bold("No roof", ": they rent."))))
    assert [point.label for point in block.points] == [rich("Grids are full"), rich("No roof")]
    assert [point.text for point in block.points] == [rich("It takes a year."), rich("they rent.")]


def test_what_follows_a_bold_label_begins_with_a_word() -> None:
    (block,) = shown("Team", List((bold("Ida Linde", ", master baker"), bold("リンデ", "、パン職人"))))
    assert [point.text for point in block.points] == [rich("master baker"), rich("パン職人")]


@pytest.mark.parametrize(
    "block",
    [
        points("A plain point", "Another one"),
        points("One: with label", "and one without"),
        List((Item(rich("Room: levees stand back")), Item(rich("Deeper: still"), level=1))),
        points(*[f"Label: text {number}" for number in range(9)]),
        points("A label far too long to be the label of anything at all: text", "Short: text"),
        points("Only: one"),
    ],
)
def test_what_has_no_form_stays_a_list(block: List) -> None:
    assert shown("Why", block) == (block,)


def test_two_lists_on_a_card_stay_lists() -> None:
    one, other = points("A: b", "C: d"), points("E: f", "G: h")
    assert shown("Why", one, other) == (one, other)


def test_numbered_points_are_steps() -> None:
    (block,) = shown("Plan", points("Measure the water", "Agree on a plan", "Dig", ordered=True))
    assert block == Steps(tuple(Step((), rich(text)) for text in ("Measure the water", "Agree on a plan", "Dig")))


def test_steps_count_on_from_the_card_before() -> None:
    items = tuple(Item(rich(f"Do {name} at once"), number=at) for at, name in ((4, "this"), (5, "that"), (6, "more")))
    (block,) = shown("Plan (2/2)", List(items, ordered=True))
    assert block.start == 4
    assert "4. Do this" in all_words(formed(Deck("T", cards=(Card((), (List(items, True),)),))))


def test_numbers_with_gaps_stay_a_list() -> None:
    block = List(tuple(Item(rich("word"), number=number) for number in (1, 3, 7)), ordered=True)
    assert shown("Years", block) == (block,)


def test_a_title_asks_for_a_form() -> None:
    stages = points("Visitors: 12,000", "Trials: people who try it", "Customers: 410")
    assert shown("Sales funnel", stages) == (
        Funnel((Stage("Visitors", "12,000"), Stage("Trials", "", "people who try it"), Stage("Customers", "410"))),
    )
    assert shown("Trichter", Stats((Stat("9", "a"), Stat("5", "b"), Stat("1", "c")))) == (
        Funnel((Stage("a", "9"), Stage("b", "5"), Stage("c", "1"))),
    )
    assert shown("Pyramide des besoins", points("Vision", "Plan", "Work")) == (
        Pyramid((Layer("Vision"), Layer("Plan"), Layer("Work"))),
    )
    assert shown("Agenda", points("Where we are", "Where we go")) == (
        Agenda((rich("Where we are"), rich("Where we go"))),
    )
    assert shown(
        "Unser Team", points("Ruth Aldane: farmer", "Tomas Weir \N{EN DASH} hydrologist", "A Sand: chair")
    ) == (Team((Person("Ruth Aldane", "farmer"), Person("Tomas Weir", "hydrologist"), Person("A Sand", "chair"))),)


def test_columns_for_and_against_are_compared() -> None:
    columns = Columns(
        (
            (Heading(rich("Vorteile"), 3), points("billig", "schnell")),
            (Heading(rich("Nachteile"), 3), points("laut", "eng")),
        )
    )
    (block,) = shown("Vergleich", columns)
    assert isinstance(block, Comparison)
    assert [side.verdict for side in block.sides] == ["good", "bad"]


def test_four_fields_are_a_matrix() -> None:
    names = ("Strengths", "Weaknesses", "Opportunities", "Threats")
    columns = Columns(tuple((Heading(rich(name), 3), points("one", "two")) for name in names))
    (block,) = shown("SWOT", columns)
    assert isinstance(block, Matrix)
    assert [field.points for field in block.fields] == [(rich("one"), rich("two"))] * 4


def test_columns_of_anything_else_stay() -> None:
    columns = Columns(((Heading(rich("Berlin"), 3), points("a", "b")), (Heading(rich("Paris"), 3), points("c", "d"))))
    assert shown("Cities", columns) == (columns,)


@pytest.mark.parametrize("title", ["Contents of the box we sent you last week", "People of the river", ""])
def test_titles_that_announce_nothing(title: str) -> None:
    assert not announces(title, "agenda")
    assert not announces(title, "team")


words_ = st.lists(
    st.text(st.characters(codec="utf-8", categories=("Ll", "Lu")), min_size=1, max_size=7), min_size=1, max_size=9
)
line = words_.map(" ".join)
item = st.one_of(
    line.map(lambda text: Item(rich(text))),
    st.tuples(line, line).map(lambda both: Item(rich(f"{both[0]}: {both[1]}"))),
    st.tuples(line, line).map(lambda both: bold(f"{both[0]}.", f" {both[1]}")),
)
titles = st.sampled_from(["Plan", "Agenda", "Sales funnel", "Pyramid", "How it works", "Our team", ""])


@given(titles, st.lists(item, min_size=1, max_size=10), st.booleans())
def test_no_word_is_lost_and_their_order_stays(title: str, items: list[Item], ordered: bool) -> None:
    deck = Deck("T", cards=(Card(rich(title), (List(tuple(items), ordered),)),))
    assert _WORD.findall(all_words(formed(deck))) == _WORD.findall(all_words(deck))
