"""What all modules of rows do alike: run a statement, insert a row that is a dataclass, mark places for values."""

from collections.abc import Collection
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_text = lru_cache(1024)(sa.text)  # parsed once, not each time it runs


def run(connection: sa.Connection, statement: str, **values: Any) -> sa.CursorResult[Any]:
    """Run a statement whose values are named `:name`."""
    return connection.execute(_text(statement), values)


def put(connection: sa.Connection, table: str, row: "DataclassInstance", more: str = "") -> sa.CursorResult[Any]:
    """Insert a row, its columns named by the fields of its class; `more` ends the statement, such as `ON CONFLICT …`."""
    found = values(row)
    places = ", ".join(f":{name}" for name in found)
    statement = f"INSERT INTO {table} ({', '.join(found)}) VALUES ({places}) {more}"  # noqa: S608 - names of ours
    return run(connection, statement, **found)


def values(row: "DataclassInstance") -> dict[str, Any]:
    """The values of a row by column."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def marks(some: Collection[object]) -> str:
    """Marks for as many values in a read, such as `?, ?, ?`."""
    return ", ".join("?" * len(some))
