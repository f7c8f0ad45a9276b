"""Decks to export: the report in as many cards as asked."""

from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

import anyio
from cardwright.deck import Deck
from cardwright.errors import CardwrightError
from cardwright.images.check import checked
from cardwright.images.gather import FolderFetcher
from cardwright.pipeline import Order, illustrated, written
from cardwright.scene import Image
from cardwright.write import Brief
from servers import REPORT

EXAMPLES = Path(__file__).parents[1] / "examples"


class NoRemote:
    """Pictures from the network there are none."""

    async def __call__(self, source: str) -> bytes:
        raise AssertionError(f"{source} was asked for")


def deck_of(cards: int) -> tuple[Order, Deck, Mapping[str, Image]]:
    """The report `cards` cards long: repeated where it is too short."""
    text = REPORT * -(-cards // 13)
    order = Order(Brief(text, "preserve", cards=cards), "paper", "16x9")
    deck = written(order).deck

    async def check(data: bytes) -> Image:
        return checked(data)

    def missed(source: str, error: CardwrightError) -> None:
        raise error

    return order, deck, anyio.run(illustrated, order, deck, FolderFetcher(EXAMPLES, NoRemote()), check, missed)


def timed(action: Callable[[], object], runs: int = 11) -> float:
    """Median seconds of an action, warm."""
    for _ in range(2):
        action()
    times: list[float] = []
    for _ in range(runs):
        began = perf_counter()
        action()
        times.append(perf_counter() - began)
    return median(times)
