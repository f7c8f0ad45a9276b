"""Photographs of Pexels. Its terms ask that the photographer and Pexels be named and linked."""

from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.images.answers import reading
from cardwright.images.ask import Ask
from cardwright.images.credit import credited
from cardwright.images.fetch import Fetch
from cardwright.images.providers import Providers
from cardwright.images.sources import CANDIDATES, Find, Found, Query, SourceSpec, first_of

NAME: Final = "Pexels"


class _Sizes(msgspec.Struct):
    large2x: str


class _Photo(msgspec.Struct):
    src: _Sizes
    url: str = ""
    alt: str | None = None
    photographer: str = ""
    photographer_url: str = ""


class _Answer(msgspec.Struct):
    photos: tuple[_Photo, ...]


def _open(providers: Providers, ask: Ask, _fetch: Fetch) -> Find | None:
    if not providers.pexels_key:
        return None

    async def find(query: Query) -> Sequence[Found]:
        async def search(words: str) -> Sequence[Found]:
            asked = {"query": words, "per_page": str(CANDIDATES), "orientation": _shape(query)}
            headers = {"authorization": providers.pexels_key}
            answer = await ask(NAME, f"{providers.pexels_url}/search", asked, headers=headers)
            return [_found(photo) for photo in reading(NAME, answer, _Answer).photos]

        return await first_of(query, search)

    return find


def _shape(query: Query) -> str:
    return "landscape" if query.shape == "wide" else "square"


def _found(photo: _Photo) -> Found:
    credit = credited((photo.photographer, photo.photographer_url), (NAME, photo.url))
    return Found(photo.src.large2x, photo.alt or "", credit)


SPEC: Final = SourceSpec(
    open=_open,
    configured=lambda providers: bool(providers.pexels_key),
    missing="No key for Pexels is configured: no pictures are added.",
)
