"""All pictures of a deck at once: fetched, checked, or left out."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import anyio

from cardwright.errors import CardwrightError, FetchRefused, LimitExceeded
from cardwright.images.fetch import Fetch, FetchLimits
from cardwright.scene import Image

MAX_PICTURES = 100  # of one deck; more are left out
Check = Callable[[bytes], Awaitable[Image]]
Missed = Callable[[str, CardwrightError], None]  # told each source that was left out, and why


async def gather(sources: Sequence[str], fetch: Fetch, check: Check, missed: Missed) -> dict[str, Image]:
    """Map each source to its picture; sources that cannot be had are told to `missed` and not in the map.

    At most 8 are fetched at once.
    """
    wanted = list(dict.fromkeys(sources))
    found: dict[str, Image] = {}
    gate = anyio.CapacityLimiter(8)

    async def one(source: str) -> None:
        async with gate:
            try:
                found[source] = await check(await fetch(source))
            except CardwrightError as error:
                missed(source, error)

    async with anyio.create_task_group() as group:
        for source in wanted[:MAX_PICTURES]:
            group.start_soon(one, source)
    for source in wanted[MAX_PICTURES:]:
        missed(source, LimitExceeded(f"a deck has at most {MAX_PICTURES} pictures"))
    return {source: found[source] for source in wanted if source in found}


class FolderFetcher:
    """Reads pictures that a file `carried` along, those named by relative path below one folder, and others through `remote`."""

    def __init__(self, folder: Path, remote: Fetch, carried: Mapping[str, bytes] | None = None) -> None:
        self._folder = folder.resolve()
        self._remote = remote
        self._carried = carried or {}

    async def __call__(self, url: str) -> bytes:
        if url in self._carried:
            return self._carried[url]
        if "://" in url:
            return await self._remote(url)
        path = self._inside(url)
        if path is None:
            msg = "is not a file below the text's own folder"
            raise FetchRefused(msg)
        if path.stat().st_size > FetchLimits().size:
            msg = "is too large"
            raise FetchRefused(msg)
        return await anyio.Path(path).read_bytes()

    def _inside(self, url: str) -> Path | None:
        try:
            path = (self._folder / url).resolve()
            return path if path.is_relative_to(self._folder) and path.is_file() else None
        except (OSError, ValueError):  # what is no path at all, such as a `data:` URL
            return None
