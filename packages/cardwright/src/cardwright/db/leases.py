"""Rows of leases: what a process holds as long as it says so again in time, by the clock of a PostgreSQL database.

A lease is a hint that its holder lives, never a proof that it does not work: what may happen once only is
decided by the rows that it changes.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import run

NOW = "EXTRACT(EPOCH FROM clock_timestamp())"  # seconds, by the clock that all processes share


def take(connection: sa.Connection, name: str, holder: str, seconds: float, version: str = "", slots: int = 0) -> bool:  # noqa: PLR0913 - the columns
    """Take a lease that is free, or go on holding it; False when another one holds it."""
    found = run(
        connection,
        "INSERT INTO leases (name, holder, until, version, slots) "  # noqa: S608
        f"VALUES (:name, :holder, {NOW} + :seconds, :version, :slots) "
        "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until, "
        "version = excluded.version, slots = excluded.slots "
        f"WHERE leases.holder = excluded.holder OR leases.until < {NOW} RETURNING 1",
        name=name,
        holder=holder,
        seconds=seconds,
        version=version,
        slots=slots,
    )
    return found.first() is not None


def take_one(connection: sa.Connection, names: Sequence[str], holder: str, seconds: float) -> str | None:
    """Take any lease of these that is free; None when none is, or when others were faster."""
    held = sa.text(f"SELECT name FROM leases WHERE name IN :names AND until > {NOW}").bindparams(  # noqa: S608
        sa.bindparam("names", expanding=True)
    )
    busy = {str(row[0]) for row in connection.execute(held, {"names": list(names)})}
    free = next((name for name in names if name not in busy), None)
    return free if free is not None and take(connection, free, holder, seconds) else None


def next_moment(connection: sa.Connection, name: str, interval: float) -> float:
    """Take the next moment that is free, at least `interval` seconds after the one before; seconds until it comes."""
    found = run(
        connection,
        f"INSERT INTO leases AS l (name, holder, until) VALUES (:name, '', {NOW} + :interval) "  # noqa: S608
        f"ON CONFLICT (name) DO UPDATE SET until = GREATEST(l.until, {NOW}) + :interval "
        f"RETURNING until - :interval - {NOW}",
        name=name,
        interval=interval,
    )
    return max(0.0, float(found.scalar_one()))


def end(connection: sa.Connection, name: str, holder: str) -> None:
    """Give a lease up; its row stays for a while, to tell that there was one."""
    run(
        connection,
        f"UPDATE leases SET until = {NOW} WHERE name = :name AND holder = :holder",  # noqa: S608
        name=name,
        holder=holder,
    )  # noqa: S608


def forget(connection: sa.Connection, seconds: float) -> None:
    """Drop leases that ended so long ago."""
    run(connection, f"DELETE FROM leases WHERE until < {NOW} - :seconds", seconds=seconds)  # noqa: S608


def slots(database: Database) -> int:
    """How many jobs all living executors render at the same time."""
    row = database.one(f"SELECT COALESCE(SUM(slots), 0) FROM leases WHERE until > {NOW}")  # noqa: S608
    return int(row[0]) if row else 0
