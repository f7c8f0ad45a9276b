"""Row locks, for transactions that read first and write what follows from it, where several write at once.

SQLite has one writer, which locks out all others when it begins.
"""

from typing import Literal

import sqlalchemy as sa

Lock = Literal["KEY SHARE", "SHARE", "NO KEY UPDATE"]


def held(connection: sa.Connection, lock: Lock) -> str:
    """What a SELECT ends with so that its rows stay as they are until the transaction ends.

    `KEY SHARE` keeps them from being deleted, `SHARE` also from being changed; `NO KEY UPDATE` is for one transaction
    at a time. Others may refer to the rows all the while.
    """
    return f" FOR {lock}" if connection.dialect.name == "postgresql" else ""
