"""Who looks at a file: by which address of their own, as whom, and for how long at which card."""

from dataclasses import dataclass
from typing import Self

from cardwright.audience.anonymous import Anonymous
from cardwright.audience.personal import Guest, PersonalLinks
from cardwright.audience.rate import Rate
from cardwright.audience.views import Views
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database

__all__ = ["Audience", "Guest"]

# In a minute: a page reports four times; behind one address there may be a whole office.
BEGUN_A_MINUTE = 60  # page views of one file from one address
REPORTS_A_MINUTE = 600  # of one file from one address
WRITES_A_MINUTE = 30  # comments by one person on one file


@dataclass(frozen=True, slots=True)
class Audience:
    """What the server knows of those who look: links, names, views, and how often each may report and write."""

    links: PersonalLinks
    anonymous: Anonymous
    views: Views
    begun: Rate
    reports: Rate
    writes: Rate

    @classmethod
    def of(cls, database: Database, secret: bytes, clock: Clock = SYSTEM) -> Self:
        """The audience of one server; `secret` is the server's own."""
        return cls(
            PersonalLinks(database, secret, clock),
            Anonymous(database, secret, clock),
            Views(database, clock),
            Rate(BEGUN_A_MINUTE, clock),
            Rate(REPORTS_A_MINUTE, clock),
            Rate(WRITES_A_MINUTE, clock),
        )

    async def flush(self) -> None:
        """Write what came in since the last time; begin a new day when there is one."""
        await self.anonymous.turn()
        await self.views.flush()
