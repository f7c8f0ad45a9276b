"""Workspaces: who owns generations and pays for them."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from cardwright_wire import CARDS_OF_PLAN

from cardwright import ids
from cardwright.accounts.people import OWNER_ID
from cardwright.db import Database
from cardwright.errors import NotFound

DEFAULT_ID = "default"


@dataclass(frozen=True, slots=True)
class Workspace:
    """`balance` is what may be spent, reserved credits already taken off.

    The accesses are what new files get; the flags are an admin's: they take
    the choice away from whoever asks for a file.
    """

    id: str
    name: str
    plan: str
    balance: int
    reserved: int
    workspace_access: str = "edit"
    external_access: str = "view"
    sharing_restricted: bool = False
    links_disabled: bool = False

    @property
    def max_cards(self) -> int:
        """The most cards of one generation that the plan allows."""
        return CARDS_OF_PLAN[self.plan]  # pyright: ignore[reportArgumentType]


_COLUMNS = ", ".join(Workspace.__slots__)


def find(database: Database, workspace_id: str) -> Workspace | None:
    row = database.one(f"SELECT {_COLUMNS} FROM workspaces WHERE id = ?", (workspace_id,))  # noqa: S608
    if row is None:
        return None
    values: list[Any] = list(row)
    return Workspace(*values[:7], *map(bool, values[7:]))


def known(database: Database, workspace_id: str) -> Workspace:
    """The workspace with an id.

    Raises:
        NotFound: there is none.
    """
    found = find(database, workspace_id)
    if found is None:
        msg = f"there is no workspace {workspace_id}"
        raise NotFound(msg, "`cardwright admin workspaces list` names them")
    return found


def every(database: Database) -> list[Workspace]:
    """All workspaces by name."""
    return [
        found for (id,) in database.all("SELECT id FROM workspaces ORDER BY name, id") if (found := find(database, id))
    ]  # noqa: A001


def create(database: Database, name: str, plan: str, credits: int, now: float) -> Workspace:  # noqa: A002
    """A new workspace without members."""
    row = {"id": ids.row_id(), "name": name, "plan": plan, "credits": credits, "now": now}
    database.write_now(
        lambda connection: (
            connection.execute(
                sa.text(
                    "INSERT INTO workspaces (id, name, plan, balance, created_at) VALUES (:id, :name, :plan, :credits, :now)"
                ),
                row,
            )
            and None
        )
    )
    found = find(database, str(row["id"]))
    assert found is not None
    return found


def change(database: Database, workspace_id: str, **columns: object) -> None:
    """Set some of a workspace's columns.

    Raises:
        NotFound: there is no such workspace.
    """
    wanted = {name: value for name, value in columns.items() if value is not None}
    assert wanted.keys() <= set(Workspace.__slots__)
    places = ", ".join(f"{name} = :{name}" for name in wanted) or "id = id"
    statement = sa.text(f"UPDATE workspaces SET {places} WHERE id = :key")  # noqa: S608
    known(database, workspace_id)
    database.write_now(lambda c: c.execute(statement, {**wanted, "key": workspace_id}).rowcount)


def grant(database: Database, workspace_id: str, credits: int) -> None:  # noqa: A002
    """Add credits to a balance, or take some away; never below nothing.

    Raises:
        NotFound: there is no such workspace.
    """
    statement = sa.text(
        "UPDATE workspaces SET balance = CASE WHEN balance + :credits < 0 THEN 0 ELSE balance + :credits END WHERE id = :id"
    )
    known(database, workspace_id)
    database.write_now(lambda c: c.execute(statement, {"credits": credits, "id": workspace_id}).rowcount)


def ensure_default(database: Database, plan: str, credits: int, now: float) -> Workspace:  # noqa: A002 - the field's word
    """The workspace every server has, made when it is missing."""

    def work(connection: sa.Connection) -> None:
        connection.execute(
            sa.text(
                "INSERT INTO workspaces (id, name, plan, balance, created_at) VALUES (:id, 'Default', :plan, :credits, :now) "
                "ON CONFLICT (id) DO NOTHING"
            ),
            {"id": DEFAULT_ID, "plan": plan, "credits": credits, "now": now},
        )
        connection.execute(
            sa.text(
                "INSERT INTO members (workspace_id, user_id, role) VALUES (:id, :owner, 'admin') ON CONFLICT DO NOTHING"
            ),
            {"id": DEFAULT_ID, "owner": OWNER_ID},
        )

    database.write_now(work)
    found = find(database, DEFAULT_ID)
    assert found is not None
    return found
