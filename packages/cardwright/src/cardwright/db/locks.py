"""Row locks, for transactions that read first and write what follows from it, where several write at once.

SQLite has one writer, which locks out all others when it begins.
"""

from typing import Literal

import sqlalchemy as sa

Lock = Literal["SHARE", "NO KEY UPDATE"]


def held(connection: sa.Connection, lock: Lock) -> str:
    """What a SELECT ends with so that its rows stay as they are until the transaction ends.

    `SHARE` lets others hold them too, `NO KEY UPDATE` lets them only refer to the rows.
    """
    return f" FOR {lock}" if connection.dialect.name == "postgresql" else ""
