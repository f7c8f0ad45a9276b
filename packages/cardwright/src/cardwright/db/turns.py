"""Turns: in which order open generations and single pictures are run, fair to workspaces and to the keys within each.

Start-time fair queueing (Goyal, Vin, Cheng, 1996): a generation's turn is one step after its key's last open one, but
not before the turn that is being served. A key's step is the number of keys of its workspace that have open
generations, so that a workspace gets one share however many keys it has. Whoever posts a thousand stands behind
nobody who posts one; and the generations of one key are run in their order.
"""

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import run

MOST = 2**31 - 1
_OF_KEYS = (
    "SELECT key_id, MAX(turn) FROM ("
    "SELECT key_id, MAX(turn) AS turn FROM generations WHERE status = 'pending' AND workspace_id = :workspace GROUP BY key_id "
    "UNION ALL "
    "SELECT key_id, MAX(turn) FROM picture_jobs WHERE status = 'pending' AND workspace_id = :workspace GROUP BY key_id"
    ") AS open GROUP BY key_id"
)
_WAITING = (
    "SELECT MIN(turn) FROM ("
    "SELECT MIN(turn) AS turn FROM generations WHERE status = 'pending' AND attempt = 0 AND turn > 0 "
    "UNION ALL SELECT MIN(turn) FROM picture_jobs WHERE status = 'pending' AND attempt = 0) AS waiting"
)
_BEGUN = (
    "SELECT MAX(turn) FROM ("
    "SELECT MAX(turn) AS turn FROM generations WHERE status = 'pending' "
    "UNION ALL SELECT MAX(turn) FROM picture_jobs WHERE status = 'pending') AS begun"
)


def next_turn(connection: sa.Connection, workspace_id: str, key_id: str) -> int:
    """The turn of a generation or a picture that is accepted now; 1 or more."""
    rows = run(connection, _OF_KEYS, workspace=workspace_id).all()
    last: dict[str, int] = dict(map(tuple, rows))
    step = len(last.keys() | {key_id})
    return min(MOST, max(served(connection), last[key_id] + step if key_id in last else 1))


def served(connection: sa.Connection) -> int:
    """The turn that is being served: the first one that waits, else the last one that was begun; 1 when all is done."""
    found = run(connection, f"SELECT COALESCE(({_WAITING}), ({_BEGUN}), 1)").scalar_one()
    return max(1, int(found))


def open_ones(database: Database, most: int) -> int:
    """How many generations and pictures are open, those left out that only gather pages; no more than `most` are counted."""
    row = database.one(
        "SELECT COUNT(*) FROM (SELECT 1 FROM generations WHERE status = 'pending' AND pages IS NULL "
        "UNION ALL SELECT 1 FROM picture_jobs WHERE status = 'pending' LIMIT ?) AS open",
        (most,),
    )
    return int(row[0]) if row else 0


def seconds_for(database: Database, count: int, now: float) -> float:
    """Seconds until so many of the open generations have ended, at the pace of the last hundred that did.

    A minute when there is no pace yet.
    """
    row = database.one(
        "SELECT COUNT(*), MIN(finished_at) FROM (SELECT finished_at FROM generations "
        "WHERE status = 'completed' AND finished_at > ? ORDER BY finished_at DESC LIMIT 100) AS latest",
        (now - 600,),
    )
    ended, since = row or (0, None)
    if not ended or since is None:
        return 60.0
    return count * max(now - float(since), 0.1) / int(ended)
