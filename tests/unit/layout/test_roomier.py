"""Pictures with their captions and credits on parts of cards that were split."""

import io

from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.images.check import checked
from cardwright.images.credit import credited, licensed
from cardwright.layout.walk import nodes
from cardwright.pipeline import Order, _room, design_named, laid, rendered
from cardwright.scene import PictureNode
from cardwright.write import Brief
from painting import picture
from pptx import Presentation

SRC = "https://a.example/1.jpg"
TEXT = "The river has room again. Since 2019 the old weir is gone, and salmon swim up to the upper reach every autumn. "
ORDER = Order(Brief("x", kind="presentation"), theme="midnight", dimensions="16x9")


def pictures(text: str, size: tuple[int, int]) -> list[float]:
    """How high the pictures of a card with much text are, on its last page, in points."""
    blocks = (
        Paragraph(rich(text)),
        List(tuple(Item(rich(TEXT[:40])) for _ in range(4))),
        Image(SRC, "A river", rich("Kingfishers")),
    )
    deck = Deck("Rivers", cards=(Card(rich("Long text"), blocks),))
    images = {SRC: checked(picture(size=size))}
    made = laid(ORDER, deck, images, _room(ORDER, design_named("midnight"), one_size=True))
    page = made.pages[-1]
    return [page.places[node.id].height for node in nodes(page.card.root) if isinstance(node, PictureNode)]


def test_a_picture_gets_the_room_of_the_card_that_it_was_left_for() -> None:
    (tall,) = pictures(TEXT * 3, (800, 1100))
    assert 150 < tall < 400


def test_a_small_picture_is_not_blown_up() -> None:
    (tall,) = pictures(TEXT * 3, (60, 80))
    assert tall <= 100


def test_the_name_of_a_licence_is_not_broken() -> None:
    credit = licensed(("Bo", ""), ("Work", ""), ("by-sa", "4.0", "https://creativecommons.org/licenses/by-sa/4.0/"))
    assert credit[-1].text == "CC\u00a0BY-SA\u00a04.0"


def test_links_of_a_credit_keep_the_colour_of_its_text_in_slides() -> None:
    credit = credited(("Cy", "https://www.pexels.com/@cy"), ("Pexels", "https://www.pexels.com/photo/1"))
    deck = Deck("Rivers", cards=(Card(rich("Rivers"), (Paragraph(rich(TEXT)), Image(SRC, "A river", credit=credit))),))
    (file,) = rendered(ORDER, deck, {SRC: checked(picture())}, ("pptx",))
    (slide,) = Presentation(io.BytesIO(file.data)).slides
    links = [run for shape in slide.shapes if shape.has_text_frame for part in shape.text_frame.paragraphs
             for run in part.runs if run.hyperlink.address]  # fmt: skip
    assert [run.text for run in links] == ["Cy", "Pexels"]
    for run in links:
        (color,) = run._r.xpath(".//*[local-name()='hlinkClr']")  # noqa: SLF001
        assert color.get("val") == "tx"
