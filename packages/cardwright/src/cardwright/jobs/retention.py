"""How long rows are kept: what was kept longer than the settings say goes, files of the store later as garbage."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import sqlalchemy as sa

from cardwright.db import Database, retention
from cardwright.jobs.engines import dbos

log = logging.getLogger(__name__)
DAY_S: Final = 86_400.0
# Removes some rows kept since before a moment; how many
Some = Callable[[sa.Connection, float], int]
KINDS: Final[Mapping[str, Some]] = MappingProxyType(
    {
        "generations": lambda connection, before: retention.generations(connection, before, dbos.forget),
        "exports": lambda connection, before: retention.exports(connection, before, dbos.forget),
        "pictures": lambda connection, before: retention.pictures(connection, before, dbos.forget),
        "files": retention.files,
        "views": retention.views,
        "deliveries": retention.deliveries,
    }
)


def purge(database: Database, days: Mapping[str, int], now: float) -> dict[str, int]:
    """Remove what was kept longer than so many days, by its kind, 0 for ever; how many rows of each kind.

    Each transaction removes a few, so that others get their turn. For a thread of its own.
    """
    gone: dict[str, int] = {}
    for kind, kept in days.items():
        if not kept:
            continue
        before, gone[kind] = now - kept * DAY_S, 0
        while some := database.write_now(lambda c, kind=kind, before=before: KINDS[kind](c, before)):
            gone[kind] += some
    if any(gone.values()):
        log.info("removed what was kept long enough: %s", ", ".join(f"{count} {kind}" for kind, count in gone.items()))
    return gone


def due(database: Database, days: Mapping[str, int], now: float) -> dict[str, int]:
    """How many rows of each kind `purge` would remove."""
    return {
        kind: database.write_now(lambda c, kind=kind, kept=kept: retention.count(c, kind, now - kept * DAY_S))
        for kind, kept in days.items()
        if kept
    }
