"""Garbage: files that no row names any more, such as the page of a file before it was edited.

A file is written before the row that names it, and what is put again counts as new. So only what was put last long
before the oldest open job was accepted may go, and it is looked at once more when it goes.
"""

import logging
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import sqlalchemy as sa

from cardwright.db import Database
from cardwright.errors import CardwrightError
from cardwright.scene.design import unpacked
from cardwright.store import Store

log = logging.getLogger(__name__)
KEPT_S: Final = 7 * 86_400.0  # at least; as long as links live
_BEFORE_JOB_S: Final = 3600.0  # in which what a job was accepted with may have been put
_NAME: Final = re.compile(r"[0-9a-f]{64}")
_DESIGN: Final = re.compile(r'"design":"([0-9a-f]{64})"')
_BATCH: Final = 1000
_ALSO: Final = (("gammas", "pictures"), ("gammas", "order_json"), ("facts", "value"))  # hold names within longer texts


def collect(database: Database, store: Store, now: float) -> int:
    """Remove what nothing names; how many files. Takes minutes where there are many: for a thread of its own."""
    before = _limit(database, now)
    left = {bytes.fromhex(name) for name in store.older(before)}
    if not left:
        return 0
    designs: set[str] = set()
    for table, column in _columns(database.engine):
        for text in _texts(database.engine, table, column):
            left.difference_update(map(bytes.fromhex, _NAME.findall(text)))
            designs.update([text] if column == "design_sha256" else _DESIGN.findall(text))
    for design in designs:
        left.difference_update(_images(store, design))
    gone = sum(store.remove(name.hex(), before) for name in left)
    if gone:
        log.info("%d files that nothing names are removed", gone)
    return gone


def _limit(database: Database, now: float) -> float:
    """Before which moment a file must have been put last to be looked at."""
    oldest = database.one(
        "SELECT MIN(created_at) FROM (SELECT created_at FROM generations WHERE status = 'pending' "
        "UNION ALL SELECT created_at FROM exports WHERE status = 'pending' "
        "UNION ALL SELECT created_at FROM picture_jobs WHERE status = 'pending') AS open"
    )
    limit = now - KEPT_S
    return min(limit, float(oldest[0]) - _BEFORE_JOB_S) if oldest and oldest[0] is not None else limit


def _columns(engine: sa.Engine) -> Iterator[tuple[str, str]]:
    """Where rows name files: every column that is called so, whoever made it, and those that name them within a text."""
    yield from _ALSO
    found = sa.inspect(engine)
    for table in found.get_table_names():
        for column in found.get_columns(table):
            if str(column["name"]).endswith("sha256") and isinstance(column["type"], sa.String):
                yield table, str(column["name"])


def _texts(engine: sa.Engine, table: str, column: str) -> Iterator[str]:
    statement = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of ours
    with engine.connect().execution_options(stream_results=True, yield_per=_BATCH) as connection:
        for row in connection.exec_driver_sql(statement):
            value: str | bytes = row[0]
            yield value if isinstance(value, str) else bytes(value).decode()


def _images(store: Store, design: str) -> Iterator[bytes]:
    """The pictures of a theme, which pages link to by their names."""
    try:
        found = unpacked(store.get_now(design))
    except (FileNotFoundError, CardwrightError):
        return
    for image in found.images.values():
        yield sha256(image.data).digest()
