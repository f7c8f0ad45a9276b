"""Which cards have art behind them or beside their words, and what it does to the words."""

import io
from dataclasses import replace

import pytest
from cardwright.deck import Block, Card, CardKind, Deck, rich
from cardwright.deck.blocks.image import Image as Picture
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.table import Table
from cardwright.export.png import pages_as_png
from cardwright.layout import Page, lay_out
from cardwright.layout.walk import nodes
from cardwright.scene import DrawingNode, Image, PictureNode, Scene, SceneCard, TextNode
from cardwright.scene.accents import Accents
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS
from cardwright.scene.furniture import Element, HeaderFooter, Position
from cardwright.theme import all_themes
from cardwright.theme.contrast import contrast, luminance
from PIL import Image as Pixels

PAPER = all_themes()["paper"]
PIXEL = Image("ab" * 32, "image/jpeg", 400, 300, b"")
WORDS = Paragraph(rich("In 1902 the Velm was cut straight. It lost a quarter of its length."))
LONG = Paragraph(rich("The river is restored in five reaches, each with its own plan and its own neighbours. " * 14))
POINTS = List((Item(rich("Floods arrive in hours")), Item(rich("Wells fall by two metres"))))
QUOTE = Quote(rich("We had only stopped making room for it."), "Ada Brandt")


def card(kind: CardKind = "content", *blocks: Block, title: str = "The river") -> Card:
    return Card(rich(title), blocks, kind)


def scene(
    *cards: Card, room: str = "16x9", theme: str = "paper", accents: Accents = "none", edge: Position | None = None,
    language: str = "en",
) -> Scene:  # fmt: skip
    edges = HeaderFooter((Element(edge, "text", "Velm Trust"),)) if edge else None
    return compose(
        Deck("The Velm", language, cards), all_themes()[theme], FORMATS[room], {"a.jpg": PIXEL}, edges, accents=accents
    )


def beside(one: SceneCard) -> list[DrawingNode]:
    return [node for node in nodes(one.root) if isinstance(node, DrawingNode)]


def test_openings_and_statements_have_art_behind_them() -> None:
    kinds: tuple[CardKind, ...] = ("cover", "section", "closing")
    cards = scene(*(card(kind, WORDS) for kind in kinds), card("statement", QUOTE), card("content", WORDS)).cards
    assert [one.backdrop is not None for one in cards] == [True, True, True, True, False]
    assert len({one.backdrop for one in cards[:3]}) == 3  # of one kind, but not the same
    assert all(one.backdrop and (one.backdrop.width, one.backdrop.height) == (960, 540) for one in cards[:4])


def test_a_card_with_something_to_look_at_has_none() -> None:
    table = Table((rich("a"),), ((rich("1"),),))
    shown = (card("cover", Picture("a.jpg", "A weir")), card("statement", table), card("closing", WORDS, table))
    assert [one.backdrop for one in scene(*shown).cards] == [None, None, None]


def test_a_theme_without_art_has_none() -> None:
    assert not all_themes()["contrast"].art
    plain = scene(card("cover", WORDS), card("content", WORDS), theme="contrast", accents="art")
    assert [one.backdrop for one in plain.cards] == [None, None]
    assert not beside(plain.cards[1])


@pytest.mark.parametrize(("room", "expected"), [("pageless", True), ("a4", False), ("letter", False)])
def test_documents_have_art_behind_the_cover_of_a_screen_only(room: str, expected: bool) -> None:
    cards = scene(card("cover", WORDS), card("section"), card("statement", QUOTE), card("closing"), room=room).cards
    assert [one.backdrop is not None for one in cards] == [expected, False, False, False]


def test_the_same_deck_has_the_same_art_and_another_deck_another() -> None:
    one, same = (scene(card("cover", WORDS)) for _ in range(2))
    other = compose(Deck("Another", "en", (card("cover", WORDS),)), PAPER, FORMATS["16x9"], {})
    assert one == same
    assert one.cards[0].backdrop != other.cards[0].backdrop


def seen(page: Page, png: bytes) -> list[tuple[TextNode, float]]:
    """Each text of a page with the least contrast its colour has with anything near it but itself.

    The art is drawn without the words, so that no edge of a letter counts.
    """
    picture = Pixels.open(io.BytesIO(png)).convert("RGB")
    scale = picture.width / page.width
    found: list[tuple[TextNode, float]] = []
    for node in nodes(page.card.root):
        if isinstance(node, TextNode):
            rect = page.places[node.id]
            box = tuple(round(side * scale) for side in (rect.x, rect.y, rect.right, rect.bottom))
            shades = sorted(
                ("#" + bytes(color).hex() for _, color in picture.crop(box).getcolors(10**7) or ()),
                key=luminance,
            )
            color = getattr(PAPER.surface(page.card.surface), node.look.color)
            found.append((node, min(contrast(color, shade) for shade in (shades[0], shades[-1]))))
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("room", ["16x9", "4x3", "fluid", "1x1", "4x5", "9x16", "pageless"])
def test_every_word_can_be_read_where_layout_puts_it(room: str, language: str) -> None:
    """As drawn: pages with their texts taken away, looked at where the texts were."""
    long = "How five towns gave the river its floods, its fish and its people again"
    kinds: tuple[CardKind, ...] = ("cover", "section", "closing")
    cards = [card(kind, WORDS, Paragraph(rich("Velm Trust")), title=long) for kind in kinds]
    whole = scene(*cards, card("statement", QUOTE, title=""), room=room, language=language)
    pages = [page for page in lay_out(whole).pages if page.card.backdrop]
    assert len(pages) == (1 if room == "pageless" else 4)
    for page in pages:
        bare = replace(page.card, root=replace(page.card.root, children=()))
        blank = replace(whole, format=replace(whole.format, height=page.height), cards=(bare,))
        for node, ratio in seen(page, pages_as_png(lay_out(blank), 40)[0]):
            assert ratio >= 4.5, (page.number, node.runs, ratio)


def test_words_keep_to_the_side_where_art_is_calm() -> None:
    for language in ("en", "ar"):
        laid = lay_out(scene(card("cover", WORDS, title="A very long title " * 6), language=language))
        rects = [laid.pages[0].places[node.id] for node in nodes(laid.pages[0].card.root) if isinstance(node, TextNode)]
        for rect in rects:
            assert rect.right <= 0.58 * 960 + 0.5 if language == "en" else rect.x >= 0.42 * 960 - 0.5


@pytest.mark.parametrize(("edge", "loud"), [(None, True), ("top-left", True), ("top-right", False), ("bottom-center", False)])  # fmt: skip
def test_art_stays_calm_where_something_stands_in_the_margin(edge: Position | None, loud: bool) -> None:
    cover = scene(card("cover", WORDS), edge=edge).cards[0]
    assert cover.backdrop is not None
    assert (cover.backdrop_calm < 1) is loud


def test_on_high_cards_art_is_loud_only_below_few_words() -> None:
    short, long = (scene(card("cover", block), room="9x16").cards[0] for block in (WORDS, LONG))
    assert short.backdrop and long.backdrop
    assert short.backdrop_calm < 1 == long.backdrop_calm


@pytest.mark.parametrize("accents", ["art", "placeholder"])
@pytest.mark.parametrize("room", ["16x9", "4x3", "fluid", "9x16", "4x5"])
def test_every_other_card_with_few_words_has_a_picture(accents: Accents, room: str) -> None:
    cards = scene(*[card("content", WORDS), card("content", POINTS)] * 2, room=room, accents=accents).cards
    assert [len(beside(one)) for one in cards] == [1, 0, 1, 0]
    drawing = beside(cards[0])[0]
    assert drawing.decorative and not drawing.alt
    shapes = drawing.drawing.shapes
    assert len(shapes) == 4 if accents == "placeholder" else len(shapes) > 4


def test_full_cards_and_cards_that_show_something_get_none() -> None:
    table = Table((rich("a"), rich("b")), ((rich("1"), rich("2")),))
    cards = (card("content", LONG), card("content", table), card("content", Picture("a.jpg", "A weir"), WORDS))
    assert [beside(one) for one in scene(*cards, accents="art").cards] == [[], [], []]


def test_after_a_picture_comes_a_card_without() -> None:
    first, second = scene(
        card("content", Picture("a.jpg", "A weir"), WORDS), card("content", WORDS), accents="art"
    ).cards
    assert any(isinstance(node, PictureNode) for node in nodes(first.root))
    assert not beside(second)


@pytest.mark.parametrize("room", ["pageless", "a4", "letter"])
def test_documents_get_none(room: str) -> None:
    assert not any(beside(one) for one in scene(*[card("content", WORDS)] * 4, room=room, accents="art").cards)


def test_nobody_asked_nothing_added() -> None:
    assert not any(beside(one) for one in scene(*[card("content", WORDS)] * 4).cards)
