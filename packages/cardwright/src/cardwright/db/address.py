"""The setting `database_url`: what it may be, and how it is shown, since it may hold a password."""

import re
from collections.abc import Mapping
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from cardwright.errors import Misconfigured

SCHEMES: Final = ("postgresql://", "postgres://")  # libpq takes both
_PLAIN: Final = re.compile(r"[^@?#]*")
_PORTS: Final = re.compile(r"[\d,]*")
# of a connection; the URL may say otherwise. They bound how long a server that went away is waited for.
_DEFAULTS: Final = {
    "application_name": "cardwright",
    "client_encoding": "utf8",
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}


def parameters(url: str) -> dict[str, str]:
    """The parameters of a connection, by libpq's names.

    Raises:
        Misconfigured: that is no URL of a PostgreSQL database. Nothing of the URL is repeated: what was taken
            for a host or a port may be part of a password.
    """
    if not url.startswith(SCHEMES):
        msg = "database_url: must begin with postgresql://, or be empty for the SQLite file in the data folder"
        raise Misconfigured(msg, "such as postgresql://user:password@host:5432/cardwright")
    try:
        found = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:
        found = {"host": "@"}
    where = (found.get("host", ""), found.get("user", ""), found.get("dbname", "").replace("/", "@"))
    if not all(map(_PLAIN.fullmatch, where)) or not _PORTS.fullmatch(found.get("port", "")):
        msg = "database_url: is no URL that PostgreSQL's client library understands"
        raise Misconfigured(
            msg, "write characters such as @ : / ? # % of a user or password percent-encoded: %40 for @"
        )
    return {**_DEFAULTS, **found}


def place(parameters: Mapping[str, str]) -> str:
    """Host, port and database, without user and password."""
    host, port = parameters.get("host", "localhost"), parameters.get("port", "5432")
    return f"{host}:{port}/{parameters.get('dbname') or parameters.get('user', '')}"


def shown(url: str) -> str:
    """A URL without what is secret in it."""
    try:
        return f"postgresql://…@{place(parameters(url))}"
    except Misconfigured:
        return "…"
