"""Cards whose parts have places of their own: nothing leaves its place, nothing covers the title, no word is lost."""

from collections.abc import Iterator

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.layout import Page
from cardwright.layout.walk import nodes
from cardwright.scene import ListNode, Node, TextNode
from houses import HOUSES, housed, housed_deck
from making import LANGUAGES, Made, every_block

each_house = pytest.mark.parametrize("house", HOUSES)
LONG = (
    "A very long title that says at length what could have been said in a few words, and then goes on to say it again"
)
WORDS = " ".join(f"word{at}" for at in range(900))


def lowest(page: Page, root: Node) -> float:
    return max(page.places[node.id].bottom for node in nodes(root) if node.id in page.places)


def said(made: Made) -> str:
    found: list[str] = []
    for page in made.slides.pages:
        for node in nodes(page.card.root):
            match node:
                case TextNode():
                    found.append("".join(run.text for run in node.runs))
                case ListNode():
                    found += ["".join(run.text for run in item.runs) for item in node.items]
                case _:
                    pass
    return " ".join(found)


def regions(made: Made) -> Iterator[tuple[Page, int]]:
    for page in made.slides.pages:
        assert len(page.card.regions) == len(page.card.root.children)
        yield from ((page, at) for at in range(len(page.card.regions)))


@each_house
@pytest.mark.parametrize("example", LANGUAGES)
def test_every_part_stays_in_its_place(house: str, example: str) -> None:
    for page, at in regions(housed(house, example)):
        region, root = page.card.regions[at], page.card.root.children[at]
        top = min(page.places[node.id].y for node in nodes(root) if node.id in page.places)
        assert top >= region.at.y - 0.1, (page.number, region.slot)
        assert lowest(page, root) <= region.at.bottom + 0.6, (page.number, region.slot)


@each_house
def test_all_pages_have_the_size_of_the_theme(house: str) -> None:
    made = housed_deck(house, every_block())
    size = made.slides.scene.theme.size
    assert size is not None
    assert {(page.width, page.height) for page in made.slides.pages} == {(size.width, size.height)}
    assert made.laid is not made.slides
    assert made.laid.pages == made.slides.pages  # of every output


@each_house
@pytest.mark.parametrize(
    "title", [LONG, LONG * 3, "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"]
)
def test_a_long_title_is_set_smaller_and_never_covers_what_is_below(house: str, title: str) -> None:
    deck = Deck(
        "d",
        "en",
        (Card(rich(title), (Paragraph(rich("Words below it.")),)), Card(rich("Short"), (Paragraph(rich("x")),))),
    )
    made = housed_deck(house, deck)
    long, short = made.slides.pages[0], made.slides.pages[-1]
    sizes = [
        next(node.look.size for node in nodes(page.card.root) if isinstance(node, TextNode)) for page in (long, short)
    ]
    assert sizes[0] < sizes[1] or (sizes[0] == sizes[1] and lowest(long, long.card.root.children[0]) < 500)
    head, body = long.card.root.children[:2]
    places = [long.places[one.id] for one in (head, body)]
    beside = places[0].right <= places[1].x + 0.1
    assert beside or lowest(long, head) <= places[1].y + 0.1


@each_house
def test_titles_keep_their_size_on_cards_that_are_set_smaller(house: str) -> None:
    decks = (
        Deck(
            "d",
            "en",
            (Card(rich("One"), (Paragraph(rich("x")),)), Card(rich("Two"), (Paragraph(rich(WORDS[:length])),))),
        )
        for length in range(300, 4000, 100)
    )
    laid = (housed_deck(house, deck).slides.pages for deck in decks)
    pages = next(found for found in laid if min(page.scale for page in found) < 1)
    heights = {round(page.places[page.card.root.children[0].id].height, 2) for page in pages}
    assert len(heights) == 1


@each_house
def test_what_is_too_long_goes_on_under_the_same_title(house: str) -> None:
    points = List(tuple(Item(rich(f"Point {at}: {WORDS[at * 40 : at * 40 + 120]}")) for at in range(40)))
    made = housed_deck(house, Deck("d", "en", (Card(rich("Many"), (points,)),)))
    pages = made.slides.pages
    assert len(pages) > 2
    for page in pages:
        assert page.card.regions[0].slot == "title"
        assert not page.over
    assert all(said(made).count(f"Point {at}:") == 1 for at in range(40))


def test_columns_that_are_too_long_go_on_side_by_side() -> None:
    left, right = WORDS.split()[:200], WORDS.split()[200:240]
    both = Columns(((Paragraph(rich(" ".join(left))),), (Paragraph(rich(" ".join(right))),)))
    made = housed_deck("nordwind", Deck("d", "en", (Card(rich("Both"), (both,)),)))
    assert not any(page.over for page in made.slides.pages)
    assert said(made).split().count("Both") == len(made.slides.pages) > 1
    assert sorted(set(said(made).split()) - {"Both"}) == sorted([*left, *right])


@each_house
def test_a_long_table_and_a_text_beyond_measure_are_split(house: str) -> None:
    table = Table((rich("a"), rich("b")), tuple((rich(f"row{at}"), rich("x")) for at in range(90)))
    deck = Deck("d", "en", (Card(rich("Rows"), (table,)), Card(rich("Words"), (Paragraph(rich(WORDS)),))))
    made = housed_deck(house, deck)
    assert not any(page.over for page in made.slides.pages)
    assert len(made.slides.pages) > 4
    assert all(f"word{at}" in said(made) for at in range(900))


@each_house
def test_a_card_without_a_title_leaves_the_titles_place_free(house: str) -> None:
    (page,) = housed_deck(house, Deck("d", "en", (Card((), (Paragraph(rich("Only this")),)),))).slides.pages
    assert [region.slot for region in page.card.regions] == ["body"]


@each_house
def test_a_card_without_anything_is_a_page_all_the_same(house: str) -> None:
    deck = Deck("d", "en", (Card(), Card(rich("T")), Card(kind="cover"), Card(rich("S"), kind="statement")))
    made = housed_deck(house, deck)
    assert len(made.slides.pages) == 4
    for kind in ("pptx", "pdf", "html", "png"):
        assert made.file(kind)


def test_numbers_and_footers_stand_where_the_layout_has_them() -> None:
    pages = housed("nordwind").slides.pages
    assert [item.role for item in pages[0].card.furniture] == []
    roles = {item.role: item for item in pages[1].card.furniture}
    assert set(roles) == {"footer", "number"}
    assert roles["number"].at is not None
    assert roles["number"].at.x > 800
    notices = [item for item in housed("sakura").slides.pages[1].card.furniture if item.role == "notice"]
    assert [item.text for item in notices] == ["社外秘 © Sakura"]
