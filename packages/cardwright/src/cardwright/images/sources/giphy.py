"""Pictures of GIPHY, of which the first frame is shown. Its terms ask for "Powered By GIPHY"."""

from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.images.answers import reading
from cardwright.images.ask import Ask
from cardwright.images.credit import credited
from cardwright.images.fetch import Fetch
from cardwright.images.providers import Providers
from cardwright.images.sources import CANDIDATES, Find, Found, Query, SourceSpec, first_of

NAME: Final = "GIPHY"


class _File(msgspec.Struct):
    url: str


class _Files(msgspec.Struct):
    original: _File


class _Picture(msgspec.Struct):
    images: _Files
    url: str = ""
    title: str = ""
    alt_text: str = ""
    username: str = ""


class _Answer(msgspec.Struct):
    data: tuple[_Picture, ...]


def _open(providers: Providers, ask: Ask, _fetch: Fetch) -> Find | None:
    if not providers.giphy_key:
        return None

    async def find(query: Query) -> Sequence[Found]:
        async def search(words: str) -> Sequence[Found]:
            asked = {
                "api_key": providers.giphy_key,
                "q": words[:50],  # the most it takes
                "limit": str(CANDIDATES),
                "rating": "g",
                "lang": query.language.split("-", maxsplit=1)[0],
            }
            answer = await ask(NAME, f"{providers.giphy_url}/gifs/search", asked)
            return [_found(picture) for picture in reading(NAME, answer, _Answer).data]

        return await first_of(query, search)

    return find


def _found(picture: _Picture) -> Found:
    credit = credited((picture.username, ""), ("Powered By GIPHY", picture.url))
    return Found(picture.images.original.url, picture.alt_text or picture.title, credit)


SPEC: Final = SourceSpec(
    open=_open,
    configured=lambda providers: bool(providers.giphy_key),
    missing="No key for GIPHY is configured: no pictures are added.",
)
