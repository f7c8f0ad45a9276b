"""Jobs as an operator sees them: generations, exports and single pictures in one list, without what users wrote."""

from dataclasses import dataclass
from typing import Final, Literal

from cardwright.db.database import Database
from cardwright.db.generations import NewGeneration
from cardwright.ids import EXPORT_PREFIX, PICTURE_PREFIX

State = Literal["pending", "completed", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `stage` says how far an open generation is; `code` is the HTTP status or the word for a failure."""

    id: str
    workspace_id: str
    kind: str
    status: str
    stage: str
    attempt: int
    code: str | None
    created_at: float
    finished_at: float | None


_GENERATIONS: Final = (
    "SELECT id, workspace_id, 'generation' AS kind, status, stage, attempt, CAST(error_status AS VARCHAR) AS code, "
    "created_at, finished_at FROM generations WHERE pages IS NULL"
)
_EXPORTS: Final = (
    "SELECT id, workspace_id, 'export' AS kind, status, '' AS stage, attempt, reason AS code, created_at, finished_at "
    "FROM exports WHERE generation_id IS NULL"
)
_PICTURES: Final = (
    "SELECT id, workspace_id, 'picture' AS kind, status, 'painting' AS stage, attempt, reason AS code, created_at, "
    "finished_at FROM picture_jobs"
)
_JOBS: Final = f"({_GENERATIONS} UNION ALL {_EXPORTS} UNION ALL {_PICTURES}) AS jobs"


def listed(database: Database, status: State, workspace_id: str | None, limit: int) -> list[Job]:
    """The jobs in a state: the oldest open ones first, of ended ones the newest."""
    order = "ASC" if status == "pending" else "DESC"
    rows = database.all(
        f"SELECT * FROM {_JOBS} "  # noqa: S608
        f"WHERE status = ? AND workspace_id = COALESCE(?, workspace_id) ORDER BY created_at {order}, id LIMIT ?",
        (status, workspace_id, limit),
    )
    return [Job(*row) for row in rows]


def find(database: Database, job_id: str) -> Job | None:
    """One job; None for what is none, such as a generation that only gathers pages."""
    row = database.one(f"SELECT * FROM {_JOBS} WHERE id = ?", (job_id,))  # noqa: S608
    return Job(*row) if row else None


def trace(database: Database, job_id: str) -> str:
    """The span that accepted a job; empty when none did."""
    tables = {EXPORT_PREFIX: "exports", PICTURE_PREFIX: "picture_jobs"}
    table = next((name for prefix, name in tables.items() if job_id.startswith(prefix)), "generations")
    row = database.one(f"SELECT trace FROM {table} WHERE id = ?", (job_id,))  # noqa: S608
    return str(row[0] or "") if row else ""


def as_asked(
    database: Database, generation_id: str, new_id: str, gamma_id: str, doc_id: str, now: float
) -> tuple[NewGeneration, int]:
    """A generation to be asked for once more under another id, and the credits that were set aside for it."""
    row = database.one(
        "SELECT g.workspace_id, g.key_id, g.user_id, g.request, g.order_json, g.warnings, g.webhook_url, l.amount "
        "FROM generations g JOIN ledger l ON l.generation_id = g.id AND l.kind = 'reserve' WHERE g.id = ?",
        (generation_id,),
    )
    assert row is not None, generation_id
    workspace, key, user, request, order, warnings, webhook, amount = row
    new = NewGeneration(
        new_id, workspace, key, user, bytes(request), bytes(order), warnings, gamma_id, doc_id, now, webhook
    )
    return new, int(amount)
