"""How full the queues are, for whoever scrapes metrics: a few counts over indices of open rows."""

from collections.abc import Callable

from cardwright.db.database import Database
from cardwright.metrics import Levels

_JOBS = (
    "SELECT 'generation', CASE WHEN attempt = 0 THEN 'queued' ELSE stage END AS place, COUNT(*), MIN(created_at) "
    "FROM generations WHERE status = 'pending' AND pages IS NULL GROUP BY place "
    "UNION ALL SELECT 'export', CASE WHEN tries = 0 THEN 'queued' ELSE 'rendering' END AS place, COUNT(*), "
    "MIN(created_at) FROM exports WHERE status = 'pending' GROUP BY place "
    "UNION ALL SELECT 'picture', CASE WHEN tries = 0 THEN 'queued' ELSE 'painting' END AS place, COUNT(*), "
    "MIN(created_at) FROM picture_jobs WHERE status = 'pending' GROUP BY place"
)
_NONE = {(kind, "queued"): 0.0 for kind in ("generation", "export", "picture")}
_DUE = "SELECT COUNT(*), MIN(next_attempt_at) FROM deliveries WHERE status = 'pending'"


def found(database: Database, now: float, slots: Callable[[], int]) -> Levels:
    """Every gauge by its labels; only that the database is away, when it is."""
    try:
        jobs, due, room = database.all(_JOBS), database.one(_DUE), slots()
    except Exception:  # noqa: BLE001 - whatever it is: that is what the gauge says
        return {"database_up": {(): 0.0}}
    waiting, soonest = due or (0, None)
    return {
        "database_up": {(): 1.0},
        "jobs_open": _NONE | {(kind, stage): float(count) for kind, stage, count, _ in jobs},
        "jobs_oldest_seconds": _NONE | {(kind, stage): max(0.0, now - float(since)) for kind, stage, _, since in jobs},
        "deliveries_open": {(): float(waiting)},
        "deliveries_overdue_seconds": {(): max(0.0, now - float(soonest)) if soonest is not None else 0.0},
        "slots": {(): float(room)},
    }
