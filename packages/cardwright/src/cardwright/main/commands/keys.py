"""`cardwright keys`: create, list and revoke API keys of a data folder, also while it is served."""

from datetime import UTC, datetime
from pathlib import Path

from cyclopts import App

from cardwright.accounts.keys import Keys
from cardwright.accounts.workspaces import DEFAULT_ID, ensure_default
from cardwright.clock import SYSTEM
from cardwright.db import Database
from cardwright.main.commands.serve import opened
from cardwright.server.settings import from_system
from cardwright.store import secret

keys = App(name="keys", help="Create, list and revoke API keys.")


@keys.command
def create(name: str = "key", *, data: Path | None = None) -> None:
    """Make a key and print it; it cannot be shown again.

    Parameters
    ----------
    name
        What the key is for.
    data
        The server's data folder.
    """
    with _keys(data) as found:
        key, row = found.create(DEFAULT_ID, name)
        print(key)
        print(f"id {row.id}")


@keys.command(name="list")
def list_(*, data: Path | None = None) -> None:
    """List all keys by their beginnings.

    Parameters
    ----------
    data
        The server's data folder.
    """
    with _keys(data) as found:
        for row in found.all():
            made = datetime.fromtimestamp(row.created_at, UTC).strftime("%Y-%m-%d")
            state = "revoked" if row.revoked_at else "active"
            print(f"{row.id}  {row.prefix}…  {state:<8} {made}  {row.name}")


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
    with _keys(data) as found:
        found.revoke(key_id)


class _keys:  # noqa: N801 - reads as a function where it is used
    """The keys of a data folder, closed again at the end."""

    def __init__(self, data: Path | None) -> None:
        settings, _ = from_system({"data": str(data) if data else None})
        self._folder = Path(settings.data)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._context = opened(self._folder)
        self._settings = settings

    def __enter__(self) -> Keys:
        database: Database = self._context.__enter__()
        ensure_default(database, self._settings.plan, self._settings.credits, SYSTEM.now())
        return Keys(database, secret.load(self._folder / "secret.key"))

    def __exit__(self, *error: object) -> None:
        self._context.__exit__(None, None, None)
