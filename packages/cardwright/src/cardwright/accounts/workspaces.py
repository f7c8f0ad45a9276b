"""Workspaces: who owns generations and pays for them."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db import Database

DEFAULT_ID = "default"


@dataclass(frozen=True, slots=True)
class Workspace:
    """`balance` is what may be spent, reserved credits already taken off."""

    id: str
    name: str
    plan: str
    balance: int
    reserved: int


def find(database: Database, workspace_id: str) -> Workspace | None:
    row = database.one("SELECT id, name, plan, balance, reserved FROM workspaces WHERE id = ?", (workspace_id,))
    return Workspace(*row) if row else None


def ensure_default(database: Database, plan: str, credits: int, now: float) -> Workspace:  # noqa: A002 - the field's word
    """The workspace every server has; made with its credits at the first start, its plan follows the setting."""

    def work(connection: sa.Connection) -> None:
        connection.execute(
            sa.text(
                "INSERT INTO workspaces (id, name, plan, balance, created_at) VALUES (:id, 'Default', :plan, :credits, :now) "
                "ON CONFLICT (id) DO UPDATE SET plan = :plan"
            ),
            {"id": DEFAULT_ID, "plan": plan, "credits": credits, "now": now},
        )

    database.write_now(work)
    found = find(database, DEFAULT_ID)
    assert found is not None
    return found
