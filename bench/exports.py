"""One deck of ten cards as each kind of file, warm, from the written deck to the bytes."""

from cardwright.pipeline import Layouts, rendered, viewed
from decks import deck_of, timed

FORMATS = ("pdf", "pptx", "png", "html")


def measure() -> list[str]:
    order, deck, images = deck_of(10)
    lines: list[str] = []
    for name in FORMATS:
        size = len(rendered(order, deck, images, [name])[0].data)
        took = timed(lambda name=name: rendered(order, deck, images, [name]))
        lines.append(f"{name:5} {took * 1000:7.1f} ms   {size / 1000:7.0f} kB")
    took = timed(lambda: viewed(Layouts(order, deck, images)))
    return [*lines, f"page  {took * 1000:7.1f} ms   as the server shows it"]
