"""Rows as a file: a copy of the SQLite database, or what pg_dump writes; taken while others write, true to one moment."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg
from psycopg.conninfo import make_conninfo

from cardwright.db.address import parameters, place
from cardwright.errors import Conflict, Misconfigured, Unavailable

PAGES: Final = 4096  # copied at once, between which others may write
_EMPTY: Final = "SELECT NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema'))"


def save(file: Path, url: str, target: Path) -> None:
    """Write the rows of the SQLite `file`, or of the PostgreSQL database at `url`, to `target`.

    Raises:
        Misconfigured: pg_dump is not there.
        Unavailable: it failed.
    """
    if url:
        _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        return
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=PAGES)
        if (found := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
            msg = f"{file}: the database is damaged: {found}"
            raise Unavailable(msg, "restore the last good backup")


def load(source: Path, file: Path, url: str) -> None:
    """Fill the SQLite `file`, or the empty PostgreSQL database at `url`, with what `save` wrote.

    Raises:
        Conflict: there are rows already.
        Misconfigured: pg_restore or the database is not there.
        Unavailable: it failed; nothing was changed.
    """
    if url:
        _must_be_empty(url)
        _run("pg_restore", url, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(source))
        return
    if file.exists():
        msg = f"{file} is there already"
        raise Conflict(msg, "restore into an empty data folder, and let the server use that one")
    part = file.with_name(f"{file.name}.part")
    shutil.copyfile(source, part)
    part.replace(file)


def _must_be_empty(url: str) -> None:
    found = parameters(url)
    try:
        with psycopg.connect(make_conninfo("", **found)) as connection:
            row = connection.execute(_EMPTY).fetchone()
    except psycopg.OperationalError as error:
        msg = f"database_url: {place(found)} cannot be reached: {' '.join(str(error).split())}"
        raise Misconfigured(msg) from error
    if row != (True,):
        msg = f"database_url: {place(found)} holds tables already"
        raise Conflict(msg, "make an empty database and name that one")


def _run(program: str, url: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on a database; the password is in no list of processes."""
    if shutil.which(program) is None:
        msg = f"{program} is not installed"
        raise Misconfigured(msg, "install PostgreSQL's client programs, of the server's version or newer")
    found = parameters(url)
    secret = {"PGPASSWORD": found.pop("password")} if "password" in found else {}
    command = [program, *options, f"--dbname={make_conninfo('', **found)}"]
    done = subprocess.run(command, env={**os.environ, **secret}, capture_output=True, text=True, check=False)
    if done.returncode:
        msg = f"{program} failed: {' '.join(done.stderr.split())[:500]}"
        raise Unavailable(msg, "its version must be the server's or newer")
