"""Page views as they come in: kept in memory, bounded by the clock, written together every few seconds.

A page tells again and again how long each card has been looked at since it
was opened. Such a report replaces the one before, so nothing counts twice,
and nobody can be said to have looked for longer than the page has been open:
what a report claims beyond that is cut. A crash forgets the last few seconds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cardwright.audience.anonymous import day_of
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database
from cardwright.db import views as rows
from cardwright.db.views import PageView

IDLE_S = 1800.0  # after which a page view is read from the database again when it goes on
MOST_OPEN = 100_000  # page views in memory; about 500 bytes each


def counted(before: Mapping[str, float], reported: Mapping[str, float], elapsed: float) -> dict[str, float]:
    """Seconds per card after a report.

    Args:
        before: What is counted already; its sum is not above `elapsed`.
        reported: What the page says now, each 0 or more. Less than before changes nothing.
        elapsed: Seconds since the page was opened.

    Returns:
        As much as was reported, or, when that is more time than there was, the same share of every increase.
        The sum is never above `elapsed`.
    """
    more = {card: spent - before.get(card, 0.0) for card, spent in reported.items() if spent > before.get(card, 0.0)}
    claimed, room = sum(more.values()), max(0.0, elapsed - sum(before.values()))
    share = min(1.0, room / claimed) if claimed else 0.0
    return {**before, **{card: before.get(card, 0.0) + spent * share for card, spent in more.items() if share}}


@dataclass(frozen=True, slots=True)
class Views:
    """The page views of this process. `report` is for the event loop's thread."""

    database: Database
    clock: Clock = SYSTEM
    _open: dict[tuple[str, str], PageView] = field(default_factory=dict[tuple[str, str], PageView])
    _changed: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def known(self, gamma_id: str, view_id: str) -> bool:
        """Whether a page view has begun before."""
        return self._find(gamma_id, view_id) is not None

    def report(self, gamma_id: str, view_id: str, viewer: str, seconds: Mapping[str, float]) -> None:
        """Take what a page says; the first report begins its view."""
        now = self.clock.now()
        found = self._find(gamma_id, view_id) or PageView(gamma_id, view_id, viewer, day_of(now), now, now, {})
        spent = counted(found.seconds, seconds, now - found.began_at)
        if len(self._open) >= MOST_OPEN and (gamma_id, view_id) not in self._open:
            return
        self._open[gamma_id, view_id] = replace(found, seen_at=max(now, found.seen_at), seconds=spent)
        self._changed.add((gamma_id, view_id))

    def _find(self, gamma_id: str, view_id: str) -> PageView | None:
        return self._open.get((gamma_id, view_id)) or rows.find(self.database, gamma_id, view_id)

    async def flush(self) -> None:
        """Write what has changed since the last time, in one transaction, and forget what is over.

        Raises:
            Exception: it could not be written; it is still known and will be tried again.
        """
        changed = {name: self._open[name] for name in self._changed}
        self._changed.clear()
        if changed:
            try:
                await self.database.write(lambda connection: rows.save(connection, list(changed.values())))
            except BaseException:  # also when the server ends meanwhile: what is written last takes it along
                self._changed.update(changed)
                raise
        self._forget(self._idle())

    def _idle(self) -> list[tuple[str, str]]:
        until = self.clock.now() - IDLE_S
        return [name for name, view in self._open.items() if view.seen_at < until and name not in self._changed]

    def _forget(self, names: Iterable[tuple[str, str]]) -> None:
        for name in names:
            del self._open[name]
