"""Whatever a deck says, its scene says in the same order, once; nodes keep ids of their own."""

import re
from collections.abc import Iterator

from cardwright.deck import Block, Card, Deck, Text, rich, words
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image as Picture
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.scene import ChartNode, Image, ListNode, Node, PictureNode, TableNode, TextNode
from cardwright.scene.compose import compose
from cardwright.scene.estimate import nodes
from cardwright.scene.format import FORMATS, format_of
from cardwright.scene.furniture import Element, HeaderFooter
from cardwright.theme import all_themes
from houses import HOUSES, imported
from hypothesis import example, given, settings
from hypothesis import strategies as st

MARK = re.compile(r"w\d+x")
IMAGES = {
    "wide": Image("a" * 64, "image/jpeg", 1600, 700, b""),
    "tall": Image("b" * 64, "image/jpeg", 600, 900, b""),
    "tiny": Image("c" * 64, "image/png", 60, 60, b""),
}


class Marks:
    """Words that all differ, so that order can be checked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, some: int) -> Text:
        self.count += some
        return rich(" ".join(f"w{number}x" for number in range(self.count - some, self.count)))

    def one(self) -> str:
        self.count += 1
        return f"w{self.count - 1}x"


def drawn_block(draw: st.DrawFn, marks: Marks, *, inner: bool = False) -> Block:
    kinds = ["paragraph", "heading", "list", "quote", "stats", "table", "timeline", "code", "image", "chart"]
    kind = draw(st.sampled_from(kinds if inner else [*kinds, "columns"]))
    some = st.integers(1, 30)
    few = range(draw(st.integers(1, 7)))
    match kind:
        case "paragraph":
            return Paragraph(marks(draw(st.integers(1, 150))), draw(st.booleans()))
        case "heading":
            return Heading(marks(draw(some)), draw(st.sampled_from([2, 3])))
        case "list":
            return List(tuple(Item(marks(draw(some)), draw(st.integers(0, 2))) for _ in few), draw(st.booleans()))
        case "quote":
            return Quote(marks(draw(some)), draw(st.sampled_from(["", marks.one()])))
        case "stats":
            return Stats(tuple(Stat(marks.one(), marks.one()) for _ in few))
        case "table":
            head = (marks(1), marks(2), marks(3)) if draw(st.booleans()) else ()
            return Table(head, tuple((marks(draw(some)), marks(1), marks(2)) for _ in few), caption=marks.one())
        case "timeline":
            return Timeline(tuple(Event(marks.one(), marks.one(), marks(draw(some))) for _ in few))
        case "code":
            return Code(
                "\n".join(f"def {marks.one()}():" for _ in few), draw(st.sampled_from(["python", "", "nonsense"]))
            )
        case "image":
            # Of a column of pictures that are missing, the captions go below what stands beside it.
            sources = list(IMAGES) if inner else [*IMAGES, "missing"]
            return Picture(draw(st.sampled_from(sources)), caption=draw(st.sampled_from([(), marks(3)])))
        case "chart":
            values = tuple(float(number) for number in few)
            kind = draw(st.sampled_from(["bar", "line", "pie"]))
            return Chart(kind, tuple(str(number) for number in few), (Series(values),), marks.one())
        case _:
            return Columns(
                tuple((drawn_block(draw, marks, inner=True), drawn_block(draw, marks, inner=True)) for _ in range(2))
            )


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    marks = Marks()
    cards = [
        Card(
            marks(draw(st.integers(0, 14))),
            tuple(drawn_block(draw, marks) for _ in range(draw(st.integers(0, 4)))),
            draw(st.sampled_from(["cover", "content", "section", "statement", "closing"])),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return Deck("Any", draw(st.sampled_from(["en", "ar", "ja"])), tuple(cards))


def said(node: Node) -> Iterator[str]:
    """The words of one node itself, in reading order."""
    match node:
        case TextNode():
            yield "".join(run.text for run in node.runs)
        case ListNode():
            yield from ("".join(run.text for run in item.runs) for item in node.items)
        case TableNode():
            yield from ("".join(run.text for run in cell) for row in (node.head, *node.rows) for cell in row)
            yield node.caption
        case _:
            pass


CAPTIONED = Card(rich("w0x"), (Picture("wide", caption=rich("w1x")), Paragraph(rich("w2x"))))


@settings(deadline=None, max_examples=150)
@given(decks(), st.sampled_from(list(FORMATS.values())), st.sampled_from(list(all_themes().values())))
@example(Deck("Any", cards=(CAPTIONED, CAPTIONED)), FORMATS["16x9"], all_themes()["paper"])
def test_words_keep_their_order_and_ids_differ(deck: Deck, room: object, theme: object) -> None:
    scene = compose(deck, theme, room, IMAGES)  # pyright: ignore[reportArgumentType]
    assert len(scene.cards) == len(deck.cards)
    for card, made in zip(deck.cards, scene.cards, strict=True):
        found = list(nodes(made.root))
        assert len({node.id for node in found}) == len(found)
        assert MARK.findall(" ".join(part for node in found for part in said(node))) == MARK.findall(words(card))


@settings(deadline=None, max_examples=60)
@given(decks(), st.sampled_from(list(HOUSES)))
def test_the_same_holds_in_a_companys_layouts(deck: Deck, house: str) -> None:
    theme = imported(house)[0].theme
    scene = compose(deck, theme, format_of("16x9", theme, one_size=True), IMAGES)
    for card, made in zip(deck.cards, scene.cards, strict=True):
        found = list(nodes(made.root))
        assert len(made.regions) == len(made.root.children)
        assert len({node.id for node in found}) == len(found)
        assert MARK.findall(" ".join(part for node in found for part in said(node))) == MARK.findall(words(card))


@settings(deadline=None, max_examples=25)
@given(decks(), st.sampled_from(list(FORMATS.values())))
def test_equal_decks_give_equal_scenes(deck: Deck, room: object) -> None:
    paper = all_themes()["paper"]
    assert compose(deck, paper, room, IMAGES) == compose(deck, paper, room, IMAGES)  # pyright: ignore[reportArgumentType]


@settings(deadline=None, max_examples=40)
@given(decks(), st.booleans(), st.booleans())
def test_furniture_is_on_every_card_but_the_hidden(deck: Deck, first: bool, last: bool) -> None:
    wanted = HeaderFooter(
        (
            Element("top-left", "picture", src="tiny"),
            Element("bottom-right", "number"),
            Element("top-right", "picture", src="missing"),
        ),
        hide_first=first,
        hide_last=last,
    )
    cards = compose(deck, all_themes()["paper"], FORMATS["16x9"], IMAGES, wanted).cards
    for at, card in enumerate(cards):
        hidden = (first and at == 0) or (last and at == len(cards) - 1)
        assert [item.position for item in card.furniture] == ([] if hidden else ["top-left", "bottom-right"])


def test_a_chart_is_described_and_a_picture_keeps_its_words() -> None:
    deck = Deck("d", cards=(Card((), (Picture("wide", "A weir"), Chart("bar", ("a",), (Series((1.0,)),), "Fish"))),))
    found = list(nodes(compose(deck, all_themes()["paper"], FORMATS["16x9"], IMAGES).cards[0].root))
    assert [node.alt for node in found if isinstance(node, PictureNode)] == ["A weir"]
    assert [node.alt for node in found if isinstance(node, ChartNode)] == ["Bar chart: Fish. a 1"]
