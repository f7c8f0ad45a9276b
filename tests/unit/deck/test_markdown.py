"""How a deck reads as Markdown, and what becomes of it when it is read again."""

import pytest
from cardwright.deck import Block, Card, Deck, Span, Text, rich
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.deck.markdown import to_markdown
from cardwright.write.brief import Brief
from cardwright.write.builtin import write

TITLE = rich("Rivers")


def markdown(*blocks: Block) -> str:
    """The blocks of a card as Markdown, without the card's title."""
    return to_markdown(Deck("Any", cards=(Card(TITLE, blocks),))).removeprefix("## Rivers\n\n").rstrip("\n")


def line(*spans: Span | str) -> str:
    return markdown(Paragraph(tuple(Span(span) if isinstance(span, str) else span for span in spans)))


def again(*blocks: Block) -> tuple[Block, ...]:
    text = to_markdown(Deck("Any", cards=(Card(TITLE, blocks),)))
    return write(Brief(text, mode="preserve", cards=None)).deck.cards[0].blocks


def test_cards_stand_between_rules_each_under_its_title() -> None:
    deck = Deck(
        "Rivers",
        cards=(
            Card(TITLE, (Paragraph(rich("What they need"), lead=True),), "cover"),
            Card(rich("Room"), (Heading(rich("Banks")), Heading(rich("Left"), 3)), notes="Slowly.\n\nAsk --> now"),
            Card((), (Quote(rich("Panta rhei"), "Heraclitus"),)),
        ),
    )
    assert to_markdown(deck) == (
        "# Rivers\n\nWhat they need\n\n---\n\n"
        "## Room\n\n### Banks\n\n#### Left\n\n<!-- notes: Slowly.\n\nAsk -&#45;> now -->\n\n---\n\n"
        "> Panta rhei\n>\n> — Heraclitus\n"
    )


def test_a_deck_without_words_is_empty() -> None:
    assert to_markdown(Deck("Any")) == to_markdown(Deck("Any", cards=(Card(rich(" ")),))) == ""


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ((Span("a "), Span("bold ", bold=True), "word"), "a **bold** word"),
        ((Span("one", bold=True), Span("two", bold=True, italic=True), "three"), "**on&#101;_two_**&#116;hree"),
        ((Span("gone", strike=True), " x"), "~~gone~~ x"),
        ((Span("a`b", code=True),), "``a`b``"),
        ((Span("`", code=True),), "`` ` ``"),
        ((Span("here", link="https://a.example/(x)"), "!"), r"[here](https://a.example/\(x\))!"),
        (("See!", Span("here", link="https://a.example/")), r"See\![here](https://a.example/)"),
        ((Span("https://a.example/", link="https://a.example/"),), "<https://a.example/>"),
        (("At https://a.example/b.png",), r"At https\://a.example/b.png"),
        ((Span("no", link="javascript:alert(1)"),), "no"),
        (("5 * 3 < x_1 & R&D &copy;",), r"5 \* 3 \< x\_1 & R&D \&copy;"),
        (("Use <b> here",), r"Use \<[]()b> here"),
        (("two\nlines",), "two lines"),
    ],
)
def test_a_text_is_one_line_in_which_signs_mean_themselves(spans: tuple[Span | str, ...], wanted: str) -> None:
    assert line(*spans) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# no heading", r"\# no heading"),
        ("#1 of all", "#1 of all"),
        ("1. no list", r"1\. no list"),
        ("1.5 km", "1.5 km"),
        ("- no list", r"\- no list"),
        ("-5 degrees", "-5 degrees"),
        ("---", r"\---"),
        ("> no quotation", r"\> no quotation"),
        ("• typed", "&#8226; typed"),
        ("１．次", "１&#65294;次"),
    ],
)
def test_the_start_of_a_paragraph_begins_nothing_else(text: str, wanted: str) -> None:
    assert line(text) == wanted


def test_points_stand_below_the_point_they_belong_to() -> None:
    points = List(
        (
            Item(rich("Plant"), 0, 9),
            Item(rich("Willow"), 1),
            Item(rich("Alder"), 1),
            Item(rich("Open"), 0, 10),
            Item(rich("First"), 1, 3),
        ),
        ordered=True,
    )
    assert markdown(points) == "9. Plant\n   - Willow\n   - Alder\n10. Open\n\n    3. First"
    assert again(points) == (points,)


def test_numbers_that_leap_are_kept() -> None:
    points = List((Item(rich("a"), 0, 1), Item(rich("b"), 0, 2), Item(rich("c"), 0, 7), Item(rich("d"), 0, 8)))
    assert markdown(points) == "1. a\n2. b\n7) c\n8) d"


def test_lists_below_each_other_stay_apart() -> None:
    first, second = List((Item(rich("a")), Item(rich("b"), 1))), List((Item(rich("c")),))
    counted = List((Item(rich("d"), 0, 1),), ordered=True)
    assert markdown(first, second, first, counted, counted) == "- a\n  - b\n\n* c\n\n- a\n  - b\n\n1. d\n\n1) d"
    assert again(first, second, first, counted, counted) == (first, second, first, counted, counted)
    assert again(Columns(((first, second), (second,)))) == (first, second, second)


def test_a_table_has_a_rule_and_keeps_its_pipes() -> None:
    grid = Table((), ((rich("a|b"), (Span("c|d", code=True),)), (rich("e"),)), ("center", "end"), "What it shows")
    assert markdown(grid) == ("|  |  |\n| :---: | ---: |\n| a\\|b | `c\\|d` |\n| e |  |\n\n_What it shows_")
    cells = ((rich("a|b"), (Span("c|d", code=True),)), (rich("e"), ()))
    assert again(grid)[0] == Table((), cells, ("center", "end"))


@pytest.mark.parametrize(
    "source",
    ["```\nfence\n```\n", "~~~~\n````\n", "a: 1\n---\nb: 2\n\nc: 3\n", "\tindented\n\n    more\n"],
)
def test_code_survives_fences_and_breaks_inside(source: str) -> None:
    assert again(Code(source, "yaml")) == (Code(source, "yaml"),)


def test_a_fence_says_no_language_that_is_none() -> None:
    assert markdown(Code("x", "a `b`")) == "```\nx\n```"
    assert markdown(Code(" \n", "python")) == markdown()


@pytest.mark.parametrize(
    "block",
    [
        Quote(rich("1. “Panta rhei” [sic]"), "Heraclitus, – of Ephesus"),
        Quote(rich("Nobody said this")),
        Image("https://example.org/a_(b)*.png", "A [weir] & <b>", rich('The "weir" \\ 2018')),
        Stats((Stat("31 km", "of river"), Stat("€4.2 m", "spent"))),
        Timeline((Event("1902", "First weir"), Event("2019", "Plan agreed"), Event("May 2024", "Weir opened"))),
        Chart("pie", ("A", "B"), (Series((60.0, 40.0)),), "Shares", "%"),
        Chart(
            "line", ("2022", "2023"), (Series((1.5, 2.0), "North"), Series((1200.0, -3.0), "South")), "", "t", "Year"
        ),
    ],
    ids=lambda block: block.kind,
)
def test_a_block_is_read_as_what_it_was(block: Block) -> None:
    assert again(block) == (block,)


def test_what_says_nothing_is_not_written() -> None:
    nothing: Text = rich(" ")
    empty = (
        Paragraph(nothing), Heading(nothing), List((Item(nothing),)), Quote(nothing, "Nobody"), Table(caption="None"),
        Code(""), Stats(()), Timeline(()), Columns(()),
    )  # fmt: skip
    assert to_markdown(Deck("Any", cards=(Card((), empty),))) == ""
