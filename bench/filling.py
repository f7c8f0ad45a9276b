"""A queue filled at once: copies of one accepted generation, each with its credits set aside and its job enqueued.

They are accepted by statements, not by requests, so that thousands of them take seconds; what lies in the database
afterwards is what requests would have left. PostgreSQL only.
"""

import sqlalchemy as sa
from cardwright.db import Database
from cardwright.jobs.engines.dbos import queue_of

MARK = "bay 0"  # in the text of the copied one; each copy has a number of its own there, or rendering were too easy
_OWN = {
    "id": "'open-' || n",
    "doc_id": "'doc-' || n",
    "gamma_id": "'gamma-' || n",
    "turn": "n",
    **{
        name: f"convert_to(replace(convert_from({name}, 'UTF8'), '{MARK}', 'bay ' || n), 'UTF8')"
        for name in ("request", "order_json")
    },
}


def fill(database: Database, made: str, count: int) -> list[str]:
    """So many copies of a generation that nobody has begun; their ids, in the order of their turns."""
    named = database.all("SELECT column_name FROM information_schema.columns WHERE table_name = 'generations'")
    columns = [str(row[0]) for row in named]
    ids = [f"open-{number}" for number in range(1, count + 1)]
    with queue_of(database) as enqueue, database.engine.begin() as connection:
        for statement in (
            f"INSERT INTO generations ({', '.join(columns)}) SELECT {', '.join(_OWN.get(one, one) for one in columns)} "
            "FROM generations, generate_series(1, :count) AS n WHERE id = :made",
            "INSERT INTO ledger (generation_id, kind, workspace_id, amount, created_at) "
            "SELECT 'open-' || n, kind, workspace_id, amount, created_at "
            "FROM ledger, generate_series(1, :count) AS n WHERE generation_id = :made AND kind = 'reserve'",
            "UPDATE workspaces SET balance = balance - :count * amount, reserved = reserved + :count * amount "
            "FROM ledger WHERE ledger.workspace_id = workspaces.id AND generation_id = :made AND kind = 'reserve'",
        ):
            connection.execute(sa.text(statement), {"count": count, "made": made})
        for turn, id_ in enumerate(ids, 1):
            enqueue(connection, id_, turn)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return ids
