"""Running titles and numbers of printed pages."""

from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.scene import Scene
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS
from cardwright.scene.furniture import Element, HeaderFooter
from cardwright.theme import all_themes

CARDS = (Card(rich("Rivers"), kind="cover"), Card(rich("Floods"), (Paragraph(rich("Rain falls.")),)))


def scene(room: str, furniture: HeaderFooter | None = None, language: str = "en", title: str = "Rivers") -> Scene:
    return compose(Deck(title, language, CARDS), all_themes()["paper"], FORMATS[room], {}, furniture)


def test_pages_carry_the_title_and_their_number_but_not_the_cover() -> None:
    cover, page = scene("a4").cards
    assert cover.furniture == ()
    assert [(one.position, one.kind, one.text) for one in page.furniture] == [
        ("top-left", "text", "Rivers"),
        ("bottom-center", "number", ""),
    ]


def test_slides_and_posts_carry_nothing_unasked() -> None:
    assert all(card.furniture == () for room in ("16x9", "1x1", "pageless") for card in scene(room).cards)


def test_what_was_asked_for_counts() -> None:
    asked = HeaderFooter((Element("top-right", "text", "Draft"),))
    assert [one.text for one in scene("a4", asked).cards[1].furniture] == ["Draft"]


def test_the_title_begins_where_lines_begin_and_is_short() -> None:
    (title, _) = scene("letter", language="ar", title="long " * 30).cards[1].furniture
    assert title.position == "top-right"
    assert len(title.text) <= 34 and title.text.endswith("…")
