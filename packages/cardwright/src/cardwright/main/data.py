"""The database for commands, opened as the settings say; also while a server runs on it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from cardwright.accounts.workspaces import ensure_default
from cardwright.clock import SYSTEM
from cardwright.db import Database, open_database
from cardwright.server.settings import from_system


@contextmanager
def database_at(data: Path | None) -> Generator[tuple[Database, Path]]:
    """The database and its folder, made when they are missing."""
    settings, _ = from_system({"data": str(data) if data else None})
    folder = Path(settings.data)
    folder.mkdir(parents=True, exist_ok=True)
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
