"""Decks as each kind of file, warm, from the written deck to the bytes; a long one beside python-pptx alone."""

import io

from cardwright.deck import Deck, plain, words
from cardwright.pipeline import Layouts, rendered, viewed
from cardwright.theme import all_themes
from decks import deck_of, timed
from msgspec.structs import replace
from pptx import Presentation

FORMATS = ("pdf", "pptx", "png", "html")
LONG = 75  # cards
TOGETHER = ("pdf", "pptx", "html")


def measure() -> list[str]:
    order, deck, images = deck_of(10)
    lines: list[str] = []
    for name in FORMATS:
        size = len(rendered(order, deck, images, [name])[0].data)
        took = timed(lambda name=name: rendered(order, deck, images, [name]))
        lines.append(f"{name:5} {took * 1000:7.1f} ms   {size / 1000:7.0f} kB")
    took = timed(lambda: viewed(Layouts(order, deck, images)))
    return [*lines, f"page  {took * 1000:7.1f} ms   as the server shows it", *_long()]


def _long() -> list[str]:
    order, deck, images = deck_of(LONG)
    took = {
        theme: timed(lambda theme=theme: rendered(replace(order, theme=theme), deck, images, list(TOGETHER)), 5)
        for theme in all_themes()
    }
    usual, slowest = took[order.theme], max(took, key=lambda theme: took[theme])
    floor = timed(lambda: _placed(deck), 5)
    return [
        f"{LONG} cards as {' + '.join(TOGETHER)}  {usual * 1000:7.1f} ms   in {order.theme}",
        f"                              {took[slowest] * 1000:7.1f} ms   in {slowest}, the slowest of {len(took)} themes",
        f"python-pptx, {LONG} plain slides   {floor * 1000:7.1f} ms",
        f"ratio                         {usual / floor:7.2f} times as long for three files of designed cards",
    ]


def _placed(deck: Deck) -> bytes:
    """Each card's title and words in the library's own layout, without looking how long they are."""
    made = Presentation()
    for card in deck.cards:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = plain(card.title)
        slide.placeholders[1].text = words(card)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
