"""Pictures of a deck for commands: files beside its text, and addresses of the web."""

from collections.abc import Callable, Mapping
from pathlib import Path

import anyio

from cardwright.deck import Deck
from cardwright.errors import CardwrightError
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.gather import FolderFetcher
from cardwright.pipeline import Order, illustrated
from cardwright.scene import Image


def _nobody(_source: str, _error: CardwrightError) -> None:
    """Nobody is told."""


def gathered(
    order: Order,
    deck: Deck,
    folder: Path,
    missed: Callable[[str, CardwrightError], None] = _nobody,
    carried: Mapping[str, bytes] | None = None,
) -> dict[str, Image]:
    """The pictures that can be had, by their source; `missed` is told the others.

    `carried` are those that came within the text's own file.
    """

    async def check(data: bytes) -> Image:
        return checked(data)

    async def run() -> dict[str, Image]:
        async with GuardedFetcher() as remote:
            return await illustrated(order, deck, FolderFetcher(folder, remote, carried), check, missed)

    return anyio.run(run)
