"""`cardwright keys`: create, list and revoke API keys of a data folder, also while it is served."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from cardwright_wire.scopes import Scope
from cyclopts import App, Parameter

from cardwright.accounts import people
from cardwright.accounts.keys import KeyRow, Keys
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database
from cardwright.errors import InvalidInput
from cardwright.main.data import database_at, secret_at
from cardwright.main.listing import Json, listed, print_json

keys = App(name="keys", help="Create, list and revoke API keys.")


@keys.command
def create(
    name: str = "key",
    *,
    workspace: str = DEFAULT_ID,
    user: str | None = None,
    scope: Annotated[tuple[Scope, ...], Parameter(negative=())] = (),
    data: Path | None = None,
    as_json: Json = False,
) -> None:
    """Make a key and print it; it cannot be shown again.

    Parameters
    ----------
    name
        What the key is for.
    workspace
        Id of the workspace it works in.
    user
        Mail address of the member it acts for; the server's owner when none is given.
    scope
        What it is limited to; may be given several times. Without it, it may do what the member may.
    data
        The server's data folder.
    """
    with _keys(data) as (database, found):
        user_id = people.by_email(database, user).id if user else people.OWNER_ID
        if people.role(database, workspace, user_id) is None:
            msg = f"{user or 'the owner'} is no member of {workspace}"
            raise InvalidInput(msg, "`cardwright admin members add` makes members")
        key, row = found.create(workspace, name, user_id=user_id, scopes=scope or None)
        if as_json:
            print_json({"key": key, "id": row.id})
        else:
            print(f"{key}\nid {row.id}")


@keys.command(name="list")
def list_(*, data: Path | None = None, as_json: Json = False) -> None:
    """List all keys by their beginnings, with what each may do: `all`, or the scopes it is limited to.

    Parameters
    ----------
    data
        The server's data folder.
    """
    with _keys(data) as (database, found):
        listed((_row(database, row) for row in found.all()), _line, as_json=as_json)


@keys.command
def revoke(key_id: str, *, data: Path | None = None) -> None:
    """End a key; requests with it are refused within two seconds.

    Parameters
    ----------
    key_id
        The id that `cardwright keys list` shows.
    data
        The server's data folder.
    """
    with _keys(data) as (_, found):
        found.revoke(key_id)


def _row(database: Database, row: KeyRow) -> dict[str, Any]:
    user = people.find(database, row.user_id)
    return {
        "id": row.id, "begins": row.prefix, "state": "revoked" if row.revoked_at else "active",
        "created": datetime.fromtimestamp(row.created_at, UTC).strftime("%Y-%m-%d"),
        "workspace": row.workspace_id, "user": user.email if user else row.user_id,
        "scopes": None if row.scopes is None else sorted(row.scopes), "name": row.name,
    }  # fmt: skip


def _line(row: Mapping[str, Any]) -> str:
    whose = f"{row['workspace']}/{row['user']}"
    may = "all" if row["scopes"] is None else ",".join(row["scopes"])
    return f"{row['id']}  {row['begins']}…  {row['state']:<8} {row['created']}  {whose}  {may}  {row['name']}"


@contextmanager
def _keys(data: Path | None) -> Generator[tuple[Database, Keys]]:
    with database_at(data) as (database, folder):
        yield database, Keys(database, secret_at(folder))
