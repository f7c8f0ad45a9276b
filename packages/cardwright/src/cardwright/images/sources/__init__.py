"""Where pictures come from that no text names, one source per file; the file's name is the source's.

A file defines `SPEC`. A source either stands for something that is drawn by rule
(`accents`), or finds pictures for the cards that have room for one: `open` makes the
finder, or says None where what it needs is not set, and `missing` tells that to whoever asks.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import msgspec

from cardwright.deck.text import Text
from cardwright.families import members
from cardwright.images.ask import Ask
from cardwright.images.fetch import Fetch
from cardwright.images.providers import Providers
from cardwright.scene.accents import Accents

Licence = Literal["any", "free", "commercial"]  # whatever; free to use; free to use for business
Shape = Literal["square", "wide"]  # of the place that a picture will have
CANDIDATES: Final = 6  # asked of a provider for one card: some are taken already, some cannot be had


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which pictures an order asks for. `style` and `model` are for pictures that are painted; `model` has a price."""

    source: str
    licence: Licence = "any"
    style: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What one card wants a picture of.

    `tries` are words to search for, the most exact first. `said` is what the
    card says, for those who paint. `language` is a BCP 47 tag.
    """

    tries: Sequence[str]
    said: str
    language: str
    shape: Shape
    wish: Wish


@dataclass(frozen=True, slots=True)
class Found:
    """A picture that can be had. `src` is its URL, or a name that nothing else has.

    `load` brings its bytes where they do not lie behind `src`; `paid` says that
    this costs. `alt` is empty for a picture that only adorns.
    """

    src: str
    alt: str = ""
    credit: Text = ()
    load: Callable[[], Awaitable[bytes]] | None = None
    paid: bool = False


Find = Callable[[Query], Awaitable[Sequence[Found]]]  # the best first
Open = Callable[[Providers, Ask, Fetch], Find | None]


def closed(_providers: Providers, _ask: Ask, _fetch: Fetch) -> None:
    """What sources open that find nothing."""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source. `accents` are shown on cards for which it has no picture."""

    accents: Accents = "none"
    open: Open = closed
    configured: Callable[[Providers], bool] = lambda _: True
    missing: str = ""

    def finds(self, providers: Providers) -> bool:
        """Whether it finds pictures with what is set."""
        return self.open is not closed and self.configured(providers)


@cache
def all_sources() -> Mapping[str, SourceSpec]:
    """Map name to source for every file in this folder, sorted by name."""
    return {name: module.SPEC for name, module in members(__name__).items()}


async def first_of(query: Query, search: Callable[[str], Awaitable[Sequence[Found]]]) -> Sequence[Found]:
    """What the most exact words find that find anything."""
    for words in query.tries:
        if found := await search(words):
            return found
    return ()
