"""`cardwright admin purge`: remove now what was kept long enough, which a server does by itself once a day."""

from cardwright.clock import SYSTEM
from cardwright.main.data import Data, database_at, store_of
from cardwright.main.listing import Json, told
from cardwright.server.settings import from_system
from cardwright.store import garbage


def purge(*, dry_run: bool = False, data: Data = None, as_json: Json = False) -> None:
    """Remove rows that were kept longer than the settings keep_… say, and files that no row names; also while it is served.

    Parameters
    ----------
    dry_run
        Only say how many rows would go.
    """
    from cardwright.jobs import retention  # noqa: PLC0415 - it brings the job engine along

    settings, _ = from_system()
    now = SYSTEM.now()
    with database_at(data) as (database, folder):
        if dry_run:
            found = retention.due(database, settings.kept_days, now)
        else:
            found = retention.purge(database, settings.kept_days, now)
            found["files of the store"] = garbage.collect(database, store_of(settings, folder), now)
    told(found, "\n".join(f"{count:>8}  {kind}" for kind, count in found.items()), as_json=as_json)
