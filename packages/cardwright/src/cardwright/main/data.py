"""The database for commands, opened as the settings say; also while a server runs on it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cardwright.accounts.workspaces import ensure_default
from cardwright.clock import SYSTEM
from cardwright.db import Database, open_database
from cardwright.server.settings import Settings, from_system
from cardwright.store import Store, open_store, secret

Data = Annotated[Path | None, Parameter(help="The server's data folder.")]


@contextmanager
def database_at(data: Path | None) -> Generator[tuple[Database, Path]]:
    """The database and its folder, made when they are missing."""
    settings, _ = from_system({"data": str(data) if data else None})
    folder = Path(settings.data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with opened(folder, settings.database_url) as database:
        ensure_default(database, settings.plan, settings.credits, SYSTEM.now())
        yield database, folder


@contextmanager
def opened(folder: Path, url: str) -> Generator[Database]:
    """The database at a URL; without one, that of a folder that is there."""
    database = open_database(folder / "cardwright.db", url)
    try:
        yield database
    finally:
        database.close()


def secret_at(folder: Path) -> bytes:
    """The secret of the server whose data folder that is."""
    settings, _ = from_system()
    return secret_of(settings, folder)


def secret_of(settings: Settings, folder: Path) -> bytes:
    """The secret that the settings give, else that of the data folder.

    Raises:
        Misconfigured: it is none.
    """
    return secret.of(settings.secret_key, folder / secret.FILE)


def store_at(folder: Path) -> Store:
    """The files of the server whose data folder that is."""
    settings, _ = from_system()
    return store_of(settings, folder)


def store_of(settings: Settings, folder: Path) -> Store:
    """The files where the settings say, else in the data folder."""
    return open_store(folder, settings.object_store_url, settings.object_store_endpoint)
