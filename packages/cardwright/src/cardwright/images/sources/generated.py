"""Pictures that a model paints for cards."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from cardwright.images.ask import Ask
from cardwright.images.fetch import Fetch
from cardwright.images.paint import order_for, paint
from cardwright.images.providers import Providers
from cardwright.images.sources import Find, Found, Query, SourceSpec

_SAID: Final = 600  # characters of a card that a painter is told


def _open(providers: Providers, ask: Ask, fetch: Fetch) -> Find | None:
    painter = providers.painter
    if painter is None:
        return None

    async def find(query: Query) -> Sequence[Found]:
        size = (1536, 1024) if query.shape == "wide" else (1024, 1024)
        order = order_for(painter, query.wish.model, _prompt(query), *size)
        return [Found(order.name, load=partial(paint, painter, ask, fetch, order), paid=True)]

    return find


def _prompt(query: Query) -> str:
    style = f"\nStyle: {query.wish.style}" if query.wish.style else ""
    return (
        "A picture to stand beside a text on a slide. It shows the subject and has no letters, numbers or logos."
        f"\nSubject: {query.said[:_SAID]}{style}"
    )


SPEC: Final = SourceSpec(
    "art",
    _open,
    lambda providers: providers.painter is not None,
    "No image model is configured: cards show the theme's own art.",
)
