"""The steps that bring a generation's pictures: those that its deck names, and those that are sought for it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from cardwright.db import gammas
from cardwright.deck import Deck, from_json, to_json
from cardwright.errors import CardwrightError
from cardwright.images.ask import Asker
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.providers import NO_PROVIDERS, Providers
from cardwright.images.seek import seek
from cardwright.images.sources import Found, Query, Wish, all_sources
from cardwright.jobs.caps import Cap
from cardwright.painting.paid import Bringer
from cardwright.pipeline import Order, illustrated, picture_sources
from cardwright.scene import Image
from cardwright.tasks import roomy_in_cell
from cardwright.worker.begin import Begin
from cardwright.worker.desk import Desk
from cardwright.worker.steps import PictureStep, SoughtStep, kept
from cardwright.write.remix.sought import settled

log = logging.getLogger(__name__)


async def _in_vain(_: Query) -> Sequence[Found]:
    """What is found where nothing is set."""
    return ()


@dataclass(frozen=True, slots=True)
class Pictures:
    """Fetches, seeks and has painted. `fetches` False leaves out pictures that are named by URL."""

    desk: Desk
    fetches: bool = True
    providers: Providers = NO_PROVIDERS
    painting: Cap | None = None

    @property
    def bringer(self) -> Bringer:
        """Brings pictures for jobs, those that are paid once."""
        return Bringer(self.desk.database, self.desk.store, self.painting, self.desk.traces)

    async def are_named(self, order: Order, deck_sha256: str) -> bool:
        """Whether an order or its deck names any."""
        return bool(picture_sources(order, from_json(await self.desk.store.get(deck_sha256))))

    async def illustrate(self, job_id: str, order: Order, deck_sha256: str, begin: Begin) -> str:
        """The pictures that an order and its deck name."""
        deck = from_json(await self.desk.store.get(deck_sha256))
        if picture_sources(order, deck):
            await begin("images")
        return await self.of(order, deck, job_id)

    async def of(self, order: Order, deck: Deck, job_id: str) -> str:
        """The same, of a deck. Those that the order's template had are taken from it."""
        wanted = picture_sources(order, deck)
        had = [step for step in self._of_file(order.template) if step.source in wanted]
        if not self.fetches:
            return msgspec.json.encode(had).decode()
        known = {step.source for step in had}
        async with GuardedFetcher() as fetch:
            found = await illustrated(order, deck, fetch, self._check, partial(_log_missed, job_id), known)
        return msgspec.json.encode(
            [*had, *[await self._keep(source, image) for source, image in found.items()]]
        ).decode()

    async def seek(  # noqa: PLR0913
        self, job_id: str, order_json: bytes, order: Order, wish: Wish, deck_sha256: str, pictures: str, begin: Begin
    ) -> str:
        """Pictures for cards that have room for one and name none, beside those that were brought before."""
        await begin("images")
        deck_json, known = (
            await self.desk.store.get(deck_sha256),
            msgspec.json.decode(pictures, type=tuple[PictureStep, ...]),
        )
        cards, shape = await self.desk.cells.run(
            roomy_in_cell, order_json, deck_json, await self.desk.pictures(pictures), await self.desk.design(order_json)
        )
        async with GuardedFetcher() as fetch, Asker() as ask:
            # Nothing is found when the source is set no longer, as it was when the order was taken.
            find = all_sources()[wish.source].open(self.providers, ask, fetch) or _in_vain
            bring = partial(self.bringer.bring, job_id, fetch=fetch, check=self._check)
            named = {src: one.words for src, one in order.sought.items()}
            sought = await seek(from_json(deck_json), cards if order.fills else (), wish, shape, find, bring, named)
        made = tuple([await self._keep(source, image) for source, image in sought.images.items()])
        deck = settled(sought.deck, order.sought, sought.named)
        wanted = picture_sources(order, deck)
        shown = tuple(step for step in (*known, *made) if step.source in wanted)
        return kept(SoughtStep(await self.desk.store.put(to_json(deck)), shown, sought.paid, wish.model))

    async def _keep(self, source: str, image: Image) -> PictureStep:
        return PictureStep(source, await self.desk.store.put(image.data), image.media_type, image.width, image.height)

    def _of_file(self, gamma_id: str) -> list[PictureStep]:
        """The pictures of a file, as its own images step left them."""
        gamma = gammas.find(self.desk.database, gamma_id) if gamma_id else None
        return msgspec.json.decode(gamma.pictures, type=list[PictureStep]) if gamma else []

    async def _check(self, data: bytes) -> Image:
        return await self.desk.cells.run(checked, data)


def _log_missed(job_id: str, source: str, error: CardwrightError) -> None:
    """Say why a picture is missing; not its URL, which may hold secrets."""
    log.info("%s: a picture was left out: %s", job_id, type(error).__name__)
