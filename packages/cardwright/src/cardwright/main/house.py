"""What every process of a server opens first: its folder, database, secret and files, the same as those of its peers."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cardwright import ids
from cardwright.clock import SYSTEM
from cardwright.db import Database, facts
from cardwright.errors import Misconfigured
from cardwright.main.data import opened, secret_of, store_of
from cardwright.server.settings import Settings
from cardwright.store import Store, secret

LEFT_S: Final = 3600.0  # after which a file that another process only began to write is taken for left behind


@dataclass(frozen=True, slots=True)
class House:
    """One process' share of a server. `name` is its own, of this start."""

    settings: Settings
    folder: Path
    database: Database
    secret: bytes
    store: Store
    name: str


@contextmanager
def entered(settings: Settings) -> Generator[House]:
    """A server's house, as long as this process runs.

    Raises:
        Misconfigured: the data folder is in use, or something is not as other processes on the database have it.
    """
    folder = Path(settings.data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    alone = nullcontext() if settings.database_url else locked(folder)
    with alone, opened(folder, settings.database_url) as database:
        house = House(settings, folder, database, secret_of(settings, folder), store_of(settings, folder), ids.row_id())
        if database.is_shared:
            _agree(house)
        house.store.sweep(SYSTEM.now() - (LEFT_S if database.is_shared else 0))
        yield house


def _agree(house: House) -> None:
    """See to it that this process has the secret and the files of all others on its database."""
    mine = secret.fingerprint(house.secret)
    if house.database.write_now(lambda c: facts.agreed(c, "secret", mine)) != mine:
        msg = "secret_key: other processes on this database have another secret"
        raise Misconfigured(
            msg, f"give all the same secret_key, or none and the same file {house.folder / secret.FILE}"
        )
    known = facts.known(house.database, "store")
    if not known:
        marker = house.store.put_now(f"The files of a Cardwright server, {ids.row_id()}.\n".encode())
        known = house.database.write_now(lambda c: facts.agreed(c, "store", marker))
    if not house.store.has(known):
        msg = "object_store_url: other processes on this database keep their files elsewhere"
        raise Misconfigured(
            msg,
            "give all the same object_store_url, or the same data folder; "
            "if the files were moved on purpose: DELETE FROM facts WHERE name = 'store'",
        )


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Hold the data folder for this process.

    Raises:
        Misconfigured: another process holds it.
    """
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = f"data: {folder} is in use by another process"
            raise Misconfigured(msg, "give each server a folder of its own (--data)") from error
        yield
