"""`cardwright admin backup` and `restore`: rows, files and the secret of a server, as a folder.

Rows are taken first and files afterwards: a file is written before the row that names it, and stays for a week after
none does, so whatever the rows name is among the files.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Final, Literal

import msgspec

from cardwright.clock import SYSTEM
from cardwright.db import dump, migrate
from cardwright.errors import Conflict, InvalidInput, Misconfigured
from cardwright.main.data import Data
from cardwright.main.house import locked
from cardwright.main.listing import Json, told
from cardwright.server.settings import Settings, from_system
from cardwright.store import secret
from cardwright.store.local import LocalStore, files_in

MANIFEST: Final = "backup.json"


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds. `files` is how many, None when they lie in an object store, which has copies of its own."""

    schema: str
    dialect: Literal["sqlite", "postgresql"]
    made_at: float
    rows: str
    rows_sha256: str
    files: int | None


def backup(target: Path, *, data: Data = None, as_json: Json = False) -> None:
    """Write rows, files and the secret to a new folder; also while the server runs.

    Parameters
    ----------
    target
        The folder to make. It holds the server's secret, so keep it as safe as the server.
    """
    settings, folder = _settings(data)
    if target.exists():
        msg = f"{target} is there already"
        raise Conflict(msg, "name a folder that is not there; each backup is one of its own")
    if not settings.database_url and not (folder / "cardwright.db").is_file():
        msg = f"data: there is no database in {folder}"
        raise Misconfigured(msg, "name the server's data folder by --data")
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    manifest = _save(settings, folder, part)
    (part / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    part.rename(target)  # it is there whole or not at all
    files = "files in the object store are not part of it" if manifest.files is None else f"{manifest.files} files"
    body = {"folder": str(target), "schema": manifest.schema, "files": manifest.files}
    told(body, f"{target}: rows of schema {manifest.schema}, {files}", as_json=as_json)


def restore(source: Path, *, data: Data = None, as_json: Json = False) -> None:
    """Fill an empty data folder, or an empty PostgreSQL database, from a backup; the server must not run on it.

    Parameters
    ----------
    source
        The folder that `cardwright admin backup` made.
    """
    settings, folder = _settings(data)
    manifest = _manifest(source, settings)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        if manifest.files is not None and not settings.object_store_url:
            _restore_files(source / "files", folder / "files", manifest.files)
        if (source / secret.FILE).is_file() and not settings.secret_key:
            _put_secret(source / secret.FILE, folder / secret.FILE)
        dump.load(source / manifest.rows, folder / "cardwright.db", settings.database_url)
    told(
        {"schema": manifest.schema},
        f"restored rows of schema {manifest.schema}; start the server",
        as_json=as_json,
    )


def _settings(data: Path | None) -> tuple[Settings, Path]:
    settings, _ = from_system({"data": str(data) if data else None})
    return settings, Path(settings.data)


def _save(settings: Settings, folder: Path, part: Path) -> Manifest:
    rows = part / ("rows.dump" if settings.database_url else "rows.db")
    dump.save(folder / "cardwright.db", settings.database_url, rows)
    files = None if settings.object_store_url else _copied(folder / "files", part / "files")
    if not settings.secret_key and (folder / secret.FILE).is_file():
        _put_secret(folder / secret.FILE, part / secret.FILE)
    dialect = "postgresql" if settings.database_url else "sqlite"
    return Manifest(migrate.HEAD, dialect, SYSTEM.now(), rows.name, _sha256(rows), files)


def _manifest(source: Path, settings: Settings) -> Manifest:
    """The manifest of a backup that is whole and fits.

    Raises:
        InvalidInput: it does not.
    """
    try:
        manifest = msgspec.json.decode((source / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        msg = f"{source} is no backup: {MANIFEST} cannot be read"
        raise InvalidInput(msg) from error
    rows = source / Path(manifest.rows).name
    if not rows.is_file() or _sha256(rows) != manifest.rows_sha256:
        msg = f"{rows} is not what was backed up"
        raise InvalidInput(msg, "take another backup")
    if manifest.schema > migrate.HEAD:
        msg = f"the backup is of schema {manifest.schema}, and this program knows {migrate.HEAD}"
        raise InvalidInput(msg, "restore it with the version that made it, or a newer one")
    if manifest.dialect != ("postgresql" if settings.database_url else "sqlite"):
        msg = f"database_url: the backup is of {manifest.dialect}"
        raise Misconfigured(msg, "rows are not carried over from one kind of database to the other")
    return manifest


def _copied(source: Path, target: Path) -> int:
    """Copy the files of a store; how many."""
    count = 0
    target.mkdir()
    for path in files_in(source):
        place = target / path.parent.name
        place.mkdir(exist_ok=True)
        try:
            shutil.copy2(path, place / path.name)
        except FileNotFoundError:  # garbage, collected meanwhile
            continue
        count += 1
    return count


def _restore_files(source: Path, target: Path, count: int) -> None:
    """Put the files of a backup into a store, each checked by its name.

    Raises:
        InvalidInput: one is missing or is not what was backed up.
    """
    store, found = LocalStore(target), 0
    for path in files_in(source):
        if store.put_now(path.read_bytes()) != path.name:
            msg = f"{path} is not what was backed up"
            raise InvalidInput(msg, "take another backup")
        found += 1
    if found < count:
        msg = f"{source} holds {found} of {count} files"
        raise InvalidInput(msg, "take another backup")


def _put_secret(source: Path, target: Path) -> None:
    """Copy a secret, readable by its owner alone."""
    target.touch(mode=0o600)
    target.write_bytes(source.read_bytes())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
