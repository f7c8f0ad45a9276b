"""What stands outside its page or over something else, as layout says it."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from multiprocessing import get_context

from cardwright.layout import Laid, Page
from cardwright.layout.walk import nodes
from cardwright.scene import Row, Stack
from cardwright.units import Rect

SLACK = 0.5  # points
EACH = 10  # cards of a deck
_STINT = 60  # decks that a process looks at before another goes on: typesetter and browser keep what they have set


def in_decks(cards: int, found: Callable[[int], list[str]]) -> list[str]:
    """All that `found`, a function of a module, says of decks with so many cards in all."""
    numbers = range(-(-cards // EACH))
    processes = 2 if len(numbers) > _STINT else 1
    with get_context("spawn").Pool(processes, maxtasksperchild=_STINT) as pool:
        return [what for there in pool.imap(found, numbers) for what in there]


def complaints(laid: Laid) -> list[str]:
    """One line for each box that is not where it may be, and for each page that is higher than its card."""
    return [f"page {page.number}: {what}" for page in laid.pages for what in _of_page(laid, page)]


def _of_page(laid: Laid, page: Page) -> Iterator[str]:
    tall = laid.scene.format.height
    if page.over or (tall is not None and page.height > tall + SLACK):
        yield f"{page.height:.1f} points high, of {tall}"
    for node in nodes(page.card.root):
        at = page.places.get(node.id)
        if at is None:
            continue
        if _outside(at, page):
            yield f"{type(node).__name__} {node.id} at {at} is outside of {page.width} × {page.height:.1f}"
        if isinstance(node, Stack | Row):
            yield from _over(node, page)


def _outside(at: Rect, page: Page) -> bool:
    return at.x < -SLACK or at.y < -SLACK or at.right > page.width + SLACK or at.bottom > page.height + SLACK


def _over(parent: Stack | Row, page: Page) -> Iterator[str]:
    """Neighbours that overlap: below each other in a stack, beside each other in a row, from either side."""
    placed = [(child, page.places[child.id]) for child in parent.children if child.id in page.places]
    for (one, first), (other, second) in pairwise(placed):
        if isinstance(parent, Stack):
            overlap = first.bottom - second.y
        else:
            overlap = second.right - first.x if page.card.rtl else first.right - second.x
        if overlap > SLACK:
            yield f"{type(one).__name__} {one.id} and {type(other).__name__} {other.id} overlap by {overlap:.1f}"
