"""Pictures of a deck for commands: files beside its text, and addresses of the web."""

from collections.abc import Callable, Mapping
from pathlib import Path

import anyio

from cardwright.deck import Deck
from cardwright.errors import CardwrightError
from cardwright.images.ask import Asker
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.gather import FolderFetcher
from cardwright.images.providers import Providers
from cardwright.images.seek import Sought, seek
from cardwright.images.sources import Found, all_sources
from cardwright.pipeline import Order, illustrated, roomy
from cardwright.scene import Image
from cardwright.scene.design import Design


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


def sought(
    order: Order, deck: Deck, known: Mapping[str, Image], design: Design, providers: Providers
) -> tuple[Deck, Mapping[str, Image]]:
    """The deck with the further pictures that its order wishes, and all of its pictures.

    A service that fails is told to the log; the deck does without its pictures.
    """
    wish = order.wish
    if wish is None:
        return deck, known
    cards, shape = roomy(order, deck, known, design)

    async def run() -> Sought:
        async with GuardedFetcher() as fetch, Asker() as ask:

            async def bring(found: Found) -> Image:
                return checked(await (found.load() if found.load else fetch(found.src)))

            find = all_sources()[wish.source].open(providers, ask, fetch)
            return await seek(deck, cards, wish, shape, find, bring) if find else Sought(deck, {}, 0)

    found = anyio.run(run)
    return found.deck, {**known, **found.images}
