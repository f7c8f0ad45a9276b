"""The way through a page: its menu of cards, and a web page's sections in the bar."""

from typing import Any

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.export.html import EXPORTER
from cardwright.layout import lay_out
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS, SITE
from cardwright.theme import all_themes
from lxml import html

TITLES = ("Bakery Linde", "Bread", "Hours", "Team & friends", "Contact")


def page(titles: tuple[str, ...] = TITLES, room: str = SITE.name, words: str = "Said in a few words.") -> Any:
    cards = [Card(rich(title), (Paragraph(rich(words)),)) for title in titles]
    format = SITE if room == SITE.name else FORMATS[room]
    laid = lay_out(compose(Deck("Bakery", "en", tuple(cards)), all_themes()["paper"], format, {}))
    return html.document_fromstring(EXPORTER(laid).decode())


def links(one: Any, where: str) -> list[tuple[str, str]]:
    return [(link.get("href"), link.text_content()) for part in one.find_class(where) for link in part.iter("a")]


def test_the_menu_leads_to_every_card() -> None:
    one = page(room="16x9")
    assert links(one, "toc") == [(f"#{at}", title) for at, title in enumerate(TITLES, 1)]
    assert {link.lstrip("#") for link, _ in links(one, "toc")} <= {card.get("id") for card in one.find_class("card")}
    assert not links(one, "sections") and one.xpath("//*[@data-present]")


def test_a_web_page_has_its_sections_in_the_bar_and_is_not_presented() -> None:
    one = page()
    assert links(one, "sections") == links(one, "toc")[1:]
    assert one.find_class("site") and not one.xpath("//*[@data-present]") and not one.find_class("stage")


@pytest.mark.parametrize(
    "titles",
    [
        tuple(f"Part {at}" for at in range(1, 12)),
        ("Home", *("A title that would fill half of the bar alone",) * 1, "x" * 80),
    ],
)
def test_what_does_not_fit_into_the_bar_is_in_the_menu_alone(titles: tuple[str, ...]) -> None:
    one = page(titles)
    assert len(links(one, "toc")) == len(titles) and not links(one, "sections")


def test_two_cards_need_no_menu() -> None:
    assert not page(TITLES[:2]).xpath("//nav")


def test_a_card_that_goes_on_is_listed_once_and_one_without_a_title_by_its_words() -> None:
    one = page(("Start", "Bread", "Bread (2/2)", "", "Bread", "End"), "16x9")
    assert [title for _, title in links(one, "toc")] == ["Start", "Bread", "Said in a few words.", "Bread", "End"]
    long = page(("Start", "Long", "End"), "16x9", "Many words that fill a card. " * 60)
    assert len(long.find_class("card")) > 3
    assert [title for _, title in links(long, "toc")] == ["Start", "Long", "End"]


def test_the_pages_of_a_document_are_named_by_the_cards_that_begin_there() -> None:
    one = page(room="a4")
    assert len(one.find_class("card")) < len(TITLES)
    assert [title for _, title in links(one, "toc")] == list(TITLES)
