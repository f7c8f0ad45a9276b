"""Pictures of the web: of any licence by a SearXNG instance, of free ones by Openverse.

SearXNG does not say under which licence a picture stands, so it is asked only when any will do.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.images.answers import reading
from cardwright.images.ask import Ask
from cardwright.images.credit import commercial, credited, free, licensed
from cardwright.images.fetch import Fetch
from cardwright.images.providers import Providers
from cardwright.images.sources import CANDIDATES, Find, Found, Licence, Query, SourceSpec, first_of
from cardwright.net.url import host_of

OPENVERSE: Final = "Openverse"
SEARXNG: Final = "SearXNG"
_LICENCES: Final[dict[Licence, str]] = {
    "any": "cc0,pdm,by,by-sa,by-nc,by-nc-sa",
    "free": "cc0,pdm,by,by-sa,by-nc,by-nc-sa",
    "commercial": "cc0,pdm,by,by-sa",
}


class _Work(msgspec.Struct):
    url: str
    license: str
    title: str | None = None
    foreign_landing_url: str | None = None
    creator: str | None = None
    creator_url: str | None = None
    license_version: str | None = None
    license_url: str | None = None


class _Works(msgspec.Struct):
    results: tuple[_Work, ...]


class _Hit(msgspec.Struct):
    img_src: str = ""
    url: str = ""
    title: str = ""


class _Hits(msgspec.Struct):
    results: tuple[_Hit, ...]


def _open(providers: Providers, ask: Ask, _fetch: Fetch) -> Find | None:
    if not _configured(providers):
        return None

    async def find(query: Query) -> Sequence[Found]:
        async def search(words: str) -> Sequence[Found]:
            if query.wish.licence == "any" and providers.searxng_url:
                return await _hits(ask, providers.searxng_url, words)
            return await _works(ask, providers.openverse_url, words, query) if providers.openverse_url else ()

        return await first_of(query, search)

    return find


async def _works(ask: Ask, base_url: str, words: str, query: Query) -> Sequence[Found]:
    licence = query.wish.licence
    asked = {
        "q": words,
        "license": _LICENCES[licence],
        "aspect_ratio": "wide" if query.shape == "wide" else "square,tall",
        "page_size": str(CANDIDATES),
        "mature": "false",
    }
    answer = await ask(OPENVERSE, f"{base_url}/v1/images/", asked)
    allowed = commercial if licence == "commercial" else free
    return [_work(work) for work in reading(OPENVERSE, answer, _Works).results if allowed(work.license)]


def _work(work: _Work) -> Found:
    credit = licensed(
        (work.creator or "", work.creator_url or ""),
        (work.title or host_of(work.foreign_landing_url or ""), work.foreign_landing_url or ""),
        (work.license, work.license_version or "", work.license_url or ""),
    )
    return Found(work.url, work.title or "", credit)


async def _hits(ask: Ask, base_url: str, words: str) -> Sequence[Found]:
    asked = {"q": words, "format": "json", "categories": "images", "safesearch": "2"}
    answer = await ask(SEARXNG, f"{base_url}/search", asked)
    found = [hit for hit in reading(SEARXNG, answer, _Hits).results if hit.img_src]
    return [_hit(hit) for hit in found[:CANDIDATES]]


def _hit(hit: _Hit) -> Found:
    """A picture whose licence nobody knows: where it was found is told."""
    src = f"https:{hit.img_src}" if hit.img_src.startswith("//") else hit.img_src
    return Found(src, hit.title, credited((host_of(hit.url), hit.url)))


def _configured(providers: Providers) -> bool:
    return bool(providers.searxng_url or providers.openverse_url)


SPEC: Final = SourceSpec(
    open=_open,
    configured=_configured,
    missing="No search for pictures of the web is configured: no pictures are added.",
)
