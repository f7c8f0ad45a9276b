"""Whatever a deck says, its Markdown says to the writer that reads it: the same cards, the same words in order."""

import re
import unicodedata
from collections import Counter
from typing import get_args

import pytest
from cardwright.deck import Block, Card, Deck, Span, Text, formula, plain, rich, words
from cardwright.deck.blocks.chart import Chart, ChartType, Series
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List, numbered
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.deck.markdown import to_markdown
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

relaxed = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)

BREAK = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
WORDS = [
    "river", "Dr.", "1.5", "12", "3.", "7)", "Übung", "it's", "What?", "наука", "слово.", "水が流れる。", "今日は", "（注）",
    "كتاب", "؟", "नदी।", "שלום", "two–three", "<b>", "</p>", "<T>", "&amp;", "&c", "– so", "- so", "+", "=", "---", "===",
    "•", "１．", "✓", "---:", "Label: ", "https://example.org/_a_.png", "http://example.org/?a=1&b=2", "\u200d",
]  # fmt: skip
MARKS = [*"*_[]()<>#|\\`~!\n", "**", "__", "~~", "```", "~~~", "](", "![", " ", "  ", "\t", "\r\n", "\u3000"]
LINKS = ["", "", "", "https://example.org/a_(b)*c*", "mailto:maria@example.org", "https://example.org/"]

pieces = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=8).map("".join)
hostile = pieces | st.text("*_[]()<>#|\\`~!\n abp1./-+:&;水（ك،é", max_size=16)
looks = {name: st.booleans() for name in ("bold", "italic", "code", "strike")}
formulas = st.builds(
    formula, st.sampled_from(["x", "a_1*b", r"\frac{1}{2}", "|x|", "5", r"\foo", "two words", "a$b", "f(x) = 1."])
)
spans = st.builds(Span, hostile) | st.builds(Span, hostile, **looks, link=st.sampled_from(LINKS)) | formulas
texts: st.SearchStrategy[Text] = st.lists(spans, max_size=4).map(tuple)
spoken = texts.filter(lambda text: bool(letters(plain(text))))

items = st.builds(Item, texts, st.integers(0, 8), st.none() | st.integers(0, 12))
rows = st.lists(st.lists(texts, max_size=4).map(tuple), max_size=4).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, texts),
    st.builds(Heading, texts, st.sampled_from([2, 3])),
    st.builds(List, st.lists(items, max_size=6).map(tuple), st.booleans()),
    st.builds(Quote, spoken, hostile),
    st.builds(Table, st.lists(texts, max_size=4).map(tuple), rows, st.just(("end", "center")), hostile),
    st.builds(Math, st.sampled_from(["x = 1", "a &= b \\\\\nc &= d", r"\text{$$}", "---", "`x`"])),
    st.builds(Code, st.lists(hostile, max_size=6).map("\n".join), st.sampled_from(["", "python", "c++", "a b`"])),
)
kinds = st.sampled_from(["cover", "content", "section", "statement", "closing"])
cards = st.builds(Card, texts, st.lists(blocks, max_size=4).map(tuple), kinds)

anything = st.text(st.characters(), max_size=12) | hostile
any_text = st.lists(st.builds(Span, anything, **looks, link=anything), max_size=3).map(tuple)
any_items = st.builds(Item, any_text, st.integers(0, 8), st.none() | st.integers(0, 999_999_999))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    names = draw(st.lists(anything, min_size=1, max_size=3))
    values = st.lists(st.none() | st.floats(), min_size=len(names), max_size=len(names)).map(tuple)
    series = draw(st.lists(st.builds(Series, values, anything), min_size=1, max_size=2))
    texts = (draw(anything), draw(anything), draw(anything))
    return Chart(draw(st.sampled_from(get_args(ChartType))), tuple(names), tuple(series), *texts)


NAMES = ("North", "South", "East", "West", "Ems", "Oder", "Elbe")
figures = st.one_of(
    st.integers(-(10**12), 10**12).map(float), st.integers(-(10**6), 10**6).map(lambda value: value / 1000), st.none()
)


@st.composite
def told_charts(draw: st.DrawFn) -> Chart:
    """A chart whose words are words, as people and programs make them."""
    kind = draw(st.sampled_from(get_args(ChartType)))
    count = draw(st.integers(1, len(NAMES)))
    units = draw(st.sampled_from([("%",), ("€",), ("km",), ("",), ("mm", "°C"), ("€", "%"), ("", "km")]))
    several = draw(st.integers(len(units), 3)) if len(units) > 1 or draw(st.booleans()) else 1
    own = [units[min(at, len(units) - 1)] for at in range(several)]
    columns = [draw(st.lists(figures, min_size=count, max_size=count).filter(any)) for _ in own]
    unit = own[0] if len(set(own)) == 1 else ""
    series = tuple(
        Series(
            tuple(values),
            f"Series {at}" if several > 1 else draw(st.sampled_from(["", "Sold"])),
            "" if other == unit else other,
        )
        for at, (values, other) in enumerate(zip(columns, own, strict=True))
    )
    axis = draw(st.sampled_from(["", "Region"]))
    return Chart(kind, NAMES[:count], series, draw(st.sampled_from(["", "Sales so far"])), unit, axis)


any_block = st.one_of(
    blocks,
    st.builds(List, st.lists(any_items, max_size=9).map(tuple), st.booleans()),
    st.builds(Image, anything.filter(bool), anything, any_text),
    st.builds(Stats, st.lists(st.builds(Stat, anything, anything), max_size=3).map(tuple)),
    st.builds(Timeline, st.lists(st.builds(Event, anything, anything, any_text), max_size=4).map(tuple)),
    st.builds(Code, anything, anything),
    charts(),
)
any_columns = st.builds(Columns, st.lists(st.lists(any_block, max_size=2).map(tuple), max_size=3).map(tuple))
any_card = st.builds(Card, any_text, st.lists(any_block | any_columns, max_size=3).map(tuple), kinds, anything)


def letters(text: str) -> str:
    """Letters and figures alone, as they are compared."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


def drawn(block: Block) -> Block:
    """A block without the points that are not drawn because they say nothing."""
    if isinstance(block, List):
        return List(tuple(item for item in numbered(block) if plain(item.text).strip()))
    return Heading(()) if isinstance(block, Table) and not any((block.head, *block.rows)) else block


def said(card: Card) -> str:
    return letters(words(Card(card.title, tuple(drawn(block) for block in card.blocks))))


def holds_figures(card: Card) -> bool:
    """Whether a list of `label: figure` was read as figures that stand above their labels."""
    return any(isinstance(block, Stats) for block in card.blocks)


def is_subsequence(wanted: str, found: str) -> bool:
    rest = iter(found)
    return all(char in rest for char in wanted)


def again(*found: Card) -> tuple[Card, ...]:
    return write(Brief(to_markdown(Deck("Any", cards=found)), mode="preserve", cards=None)).deck.cards


@relaxed
@given(told_charts(), st.sampled_from(["en", "de", "fr", "es", "ja"]))
@example(Chart("bar", ("North",), (Series((1.234,)),)), "de")
@example(Chart("bar", ("North", "South"), (Series((1234.0, None)),)), "de")
def test_a_chart_is_read_as_the_same_chart(chart: Chart, language: str) -> None:
    text = to_markdown(Deck("Any", cards=(Card(rich("Title"), (chart,)),)))
    (card,) = write(Brief(text, mode="preserve", cards=None, language=language)).deck.cards
    assert card.blocks == (chart,)


@relaxed
@given(st.lists(cards, min_size=1, max_size=3))
def test_cards_with_titles_say_the_same_again(found: list[Card]) -> None:
    titled = [Card(rich(f"Card {at}"), card.blocks, card.kind) for at, card in enumerate(found)]
    read = again(*titled)
    assert len(read) == len(titled)
    for card, other in zip(titled, read, strict=True):
        if holds_figures(other):
            assert Counter(said(card)) == Counter(said(other))
        else:
            assert said(card) == said(other)


@relaxed
@given(st.lists(cards.filter(said), min_size=1, max_size=3))
def test_cards_lose_no_word_where_the_reader_finds_titles(found: list[Card]) -> None:
    read = again(*found)
    assert len(read) == len(found)
    for card, other in zip(found, read, strict=True):
        if holds_figures(other):
            assert not Counter(said(card)) - Counter(said(other))
        else:
            assert is_subsequence(said(card), said(other))


@relaxed
@given(spoken)
@example((Span("a!", bold=True), Span("b")))
@example((Span("1"), Span("1", strike=True), Span("1", italic=True, strike=True)))
@example((Span("see "), Span("this!"), Span("link", link="https://example.org/")))
@example((Span("bold ", bold=True), Span("both", bold=True, italic=True), Span("slanted", italic=True)))
@example((Span("（注）", bold=True), Span("文字")))
@example((Span("]:", code=True, link="https://example.org/"),))
@example((Span("Type "), Span("a\\`b|", code=True), Span(" or <br> [x]: y")))
def test_a_text_keeps_its_characters_and_their_looks(text: Text) -> None:
    (card,) = again(Card(rich("Title"), (List((Item(rich("Above")), Item(text, level=1))),)))
    (block,) = card.blocks
    assert isinstance(block, List)
    assert seen(block.items[1].text) == seen(text)


def seen(text: Text) -> list[Span]:
    """Every character that is no space, with its look."""
    return [
        Span(char, span.bold, span.italic, span.code, span.strike, span.link, span.math)
        for span in text
        for char in span.text
        if not char.isspace()
    ]


@relaxed
@given(st.lists(any_card, max_size=3), st.sampled_from(["en", "ar", "ja"]))
def test_any_deck_has_a_markdown(found: list[Card], language: str) -> None:
    text = to_markdown(Deck("Any", language, tuple(found)))
    text.encode()
    assert len(BREAK.findall(text)) <= max(len(found) - 1, 0)


@pytest.mark.parametrize("notes", ["--> out", "a\n---\nb", "<!-- a --!> b --", "&#45;"])
def test_notes_neither_end_their_comment_nor_a_card(notes: str) -> None:
    text = to_markdown(Deck("Any", cards=(Card(rich("A"), notes=notes), Card(rich("B")))))
    assert text.count("--") == 3
    assert text.count("\n---\n") == text.count("-->") == text.count("<!--") == 1
