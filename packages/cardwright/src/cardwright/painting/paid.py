"""Pictures brought for a job. One that is paid is written down before it is used, and paid once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cardwright.db import Database, paintings
from cardwright.db.paintings import Painting
from cardwright.images.fetch import Fetch
from cardwright.images.gather import Check
from cardwright.images.sources import Found
from cardwright.jobs.caps import Cap
from cardwright.jobs.patience import patiently
from cardwright.scene import Image
from cardwright.store import Store
from cardwright.tasks import stored_image
from cardwright.traces import OFF, Traces


@dataclass(frozen=True, slots=True)
class Bringer:
    """Brings pictures; what is painted is painted within the cap."""

    database: Database
    store: Store
    cap: Cap | None = None
    traces: Traces = OFF

    async def bring(self, job_id: str, found: Found, fetch: Fetch, check: Check) -> Image:
        """A picture's bytes, checked; those that were kept when the job had them before.

        Raises:
            CardwrightError: it cannot be had.
        """
        kept = paintings.find(self.database, job_id, found.src) if found.paid else None
        if kept is not None:
            return stored_image(
                (kept.sha256, kept.media_type, kept.width, kept.height, await self.store.get(kept.sha256))
            )
        image = await check(await self._loaded(found, fetch))
        if found.paid:  # a store or a database that is away is waited for here, or it would be painted again
            await patiently(lambda: self._keep(job_id, found.src, image))
        return image

    async def _keep(self, job_id: str, name: str, image: Image) -> None:
        row = Painting(job_id, name, await self.store.put(image.data), image.media_type, image.width, image.height)
        await self.database.write(lambda connection: paintings.keep(connection, row))

    async def _loaded(self, found: Found, fetch: Fetch) -> bytes:
        if found.load is None:
            return await fetch(found.src)
        if not found.paid:
            return await found.load()
        return await self._painted(found.load)

    async def _painted(self, load: Callable[[], Awaitable[bytes]]) -> bytes:
        if self.cap is None:
            return await load()
        async with self.cap.held():
            with self.traces.span("paint", kind="client"):
                return await load()
