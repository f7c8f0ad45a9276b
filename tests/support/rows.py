"""Where the servers of tests keep their rows: a SQLite file in each data folder, or a PostgreSQL database for each."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from cardwright.db import Database, open_database

# Makes an empty database and gives its URL; set by the option --database of pytest.
make_database: Callable[[], str] | None = None
_urls: dict[Path, str] = {}


def environment(data: Path) -> dict[str, str]:
    """What tells a process with this data folder where its rows are."""
    url = _url(data)
    return {"CARDWRIGHT_DATABASE_URL": url} if url else {}


@contextmanager
def database_of(data: Path) -> Generator[Database]:
    """The database of a data folder, also while a server runs on it."""
    opened = open_database(data / "cardwright.db", _url(data))
    try:
        yield opened
    finally:
        opened.close()


def _url(data: Path) -> str:
    if make_database is None:
        return ""
    if data not in _urls:
        _urls[data] = make_database()
    return _urls[data]
