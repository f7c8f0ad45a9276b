"""All pictures of a deck at once: fetched, checked, or left out."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import anyio

from cardwright.errors import CardwrightError, FetchRefused
from cardwright.images.fetch import Fetch
from cardwright.scene import Image

MAX_PICTURES = 100  # of one deck; more are left out
Check = Callable[[bytes], Awaitable[Image]]


async def gather(sources: Sequence[str], fetch: Fetch, check: Check) -> dict[str, Image]:
    """Map each source to its picture; sources that cannot be had are missing from the map.

    At most 8 are fetched at once.
    """
    found: dict[str, Image] = {}
    gate = anyio.CapacityLimiter(8)

    async def one(source: str) -> None:
        async with gate:
            try:
                found[source] = await check(await fetch(source))
            except CardwrightError:
                return

    async with anyio.create_task_group() as group:
        for source in list(dict.fromkeys(sources))[:MAX_PICTURES]:
            group.start_soon(one, source)
    return {source: found[source] for source in sources if source in found}


class FolderFetcher:
    """Reads pictures named by relative path below one folder, other sources through `remote`."""

    def __init__(self, folder: Path, remote: Fetch) -> None:
        self._folder = folder.resolve()
        self._remote = remote

    async def __call__(self, url: str) -> bytes:
        if "://" in url:
            return await self._remote(url)
        path = (self._folder / url).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            msg = f"{url} is not a file below the text's own folder"
            raise FetchRefused(msg)
        return await anyio.Path(path).read_bytes()
