"""The memory of a batch: one SQLite file that says of every item how far it is, whenever the process dies."""

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import msgspec

from cardwright_client._core.states import BEFORE, State
from cardwright_client.errors import CardwrightError, JournalLocked

_TABLES = """
CREATE TABLE IF NOT EXISTS items (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, body BLOB NOT NULL, state TEXT NOT NULL, idempotency_key TEXT NOT NULL,
    generation_id TEXT, posted_at REAL, status BLOB, file TEXT, sha256 TEXT, error TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
"""
_COLUMNS = frozenset({"generation_id", "posted_at", "status", "file", "sha256", "error", "idempotency_key"})


@dataclass(frozen=True, slots=True)
class Row:
    """An item as it is written: `id` is the key and a digest of the body, `posted_at` seconds since 1970."""

    id: str
    key: str
    body: dict[str, Any]
    state: State
    idempotency_key: str
    generation_id: str | None
    posted_at: float | None
    status: Any
    file: str | None
    sha256: str | None
    error: str | None


class Journal:
    """One batch's file. Holds no key and no secret, but the texts of its requests.

    Raises:
        JournalLocked: another process works on it; a process that died does not.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = sqlite3.connect(f"{self.path}.lock", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._lock.execute("BEGIN EXCLUSIVE")  # let go of by the system when the process ends, however it ends
        except sqlite3.OperationalError as error:
            self._lock.close()
            msg = f"another run works on {self.path}"
            raise JournalLocked(msg, hint="wait for it, or use another journal") from error
        self._rows = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.execute("PRAGMA synchronous = FULL")
        self._rows.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._rows.close()
        self._lock.close()

    def add(self, key: str, body: Mapping[str, Any]) -> str:
        """Queue an item; the same key with the same body is the item that is there. Gives its id."""
        packed = msgspec.json.encode(body, order="sorted")
        name = f"{key}:{hashlib.sha256(packed).hexdigest()[:12]}"
        self._rows.execute(
            "INSERT OR IGNORE INTO items (id, key, body, state, idempotency_key) VALUES (?, ?, ?, 'queued', ?)",
            (name, key, packed, str(uuid4())),
        )
        return name

    def move(self, name: str, to: State, **said: Any) -> None:
        """Take an item on to a state, durably, with what is known from then on.

        Raises:
            CardwrightError: it is in a state from which that one is not reached.
        """
        assert said.keys() <= _COLUMNS
        sets = "".join(f", {column} = ?" for column in said)
        before = BEFORE[to]
        marks = ", ".join("?" * len(before))
        done = self._rows.execute(
            f"UPDATE items SET state = ?{sets} WHERE id = ? AND state IN ({marks})",  # noqa: S608  # names of our own
            (to, *said.values(), name, *before),
        )
        if not done.rowcount:
            msg = f"{name} cannot become {to}"
            raise CardwrightError(msg)

    def retry(self, name: str) -> None:
        """Queue an item that failed once more, as a new request.

        Raises:
            CardwrightError: it did not fail.
        """
        self.move(name, "queued", error=None, status=None, generation_id=None, idempotency_key=str(uuid4()))

    def rows(self) -> list[Row]:
        """All items, as they were added."""
        return _rows(self._rows)

    def note(self, name: str, value: Any) -> None:
        """Keep something for the next run."""
        self._rows.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, msgspec.json.encode(value)))

    def noted(self, name: str) -> Any:
        """What a run before kept; None if nothing."""
        found = self._rows.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return found and msgspec.json.decode(found[0])


def look(path: Path | str) -> tuple[list[Row], dict[str, Any]]:
    """The items and notes of a journal, also while a run works on it; nothing is changed.

    Raises:
        CardwrightError: it is no journal.
    """
    try:
        opened = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            notes = opened.execute("SELECT name, value FROM notes").fetchall()
            return _rows(opened), {name: msgspec.json.decode(value) for name, value in notes}
        finally:
            opened.close()
    except sqlite3.Error as error:
        msg = f"{path} is no journal of a batch: {error}"
        raise CardwrightError(msg) from error


def _rows(opened: sqlite3.Connection) -> list[Row]:
    found = opened.execute(
        "SELECT id, key, body, state, idempotency_key, generation_id, posted_at, status, file, sha256, error "
        "FROM items ORDER BY rowid"
    )
    return [_row(values) for values in found]


def _row(values: tuple[Any, ...]) -> Row:
    name, key, body, state, idempotency_key, generation_id, posted_at, status, file, sha256, error = values
    said = None if status is None else msgspec.json.decode(status)
    return Row(
        name,
        key,
        msgspec.json.decode(body),
        state,
        idempotency_key,
        generation_id,
        posted_at,
        said,
        file,
        sha256,
        error,
    )
