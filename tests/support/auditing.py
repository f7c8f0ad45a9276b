"""What rows of a server went through, written down by its database itself: claims, ends and answers of a model, with their times.

Triggers do it in the transactions of the server, so what was rolled back is not there, whoever was killed.
"""

import json
from collections import defaultdict
from typing import NamedTuple

from cardwright.db import Database

_SQLITE_NOW = "(julianday('now') - 2440587.5) * 86400.0"
_SQLITE = {
    "AFTER UPDATE OF attempt ON generations WHEN NEW.attempt > OLD.attempt": "'claim', NEW.id, ''",
    "AFTER UPDATE OF status ON generations WHEN NEW.status <> OLD.status": "'end', NEW.id, NEW.status",
    "AFTER INSERT ON model_answers": "'answer', NEW.generation_id, CAST(NEW.answer AS TEXT)",
}
_OWNER = "(SELECT executor_id FROM dbos.workflow_status WHERE workflow_uuid = NEW.id)"
_POSTGRES = {
    "AFTER UPDATE OF attempt ON generations FOR EACH ROW WHEN (NEW.attempt > OLD.attempt)": f"'claim', NEW.id, {_OWNER}",
    "AFTER UPDATE OF status ON generations FOR EACH ROW WHEN (NEW.status <> OLD.status)": "'end', NEW.id, NEW.status",
    "AFTER INSERT ON model_answers FOR EACH ROW": "'answer', NEW.generation_id, convert_from(NEW.answer, 'UTF8')",
}


class Entry(NamedTuple):
    """What happened to a generation: `word` is who claimed it, how it ended, or what was answered. Seconds since 1970."""

    what: str
    generation_id: str
    word: str
    at: float


def begin(database: Database) -> None:
    """Have the database write down from now on."""
    own = database.engine.dialect.name == "sqlite"
    statements = ["CREATE TABLE audit (what TEXT, generation_id TEXT, word TEXT, at DOUBLE PRECISION)"]
    for number, (when, values) in enumerate((_SQLITE if own else _POSTGRES).items()):
        now = _SQLITE_NOW if own else "EXTRACT(EPOCH FROM clock_timestamp())"
        insert = f"INSERT INTO audit VALUES ({values}, {now});"
        if own:
            statements.append(f"CREATE TRIGGER audit_{number} {when} BEGIN {insert} END")
        else:
            body = f"BEGIN {insert} RETURN NULL; END"
            statements.append(
                f"CREATE FUNCTION audit_{number}() RETURNS trigger LANGUAGE plpgsql AS '{_doubled(body)}'"
            )
            statements.append(f"CREATE TRIGGER audit_{number} {when} EXECUTE FUNCTION audit_{number}()")
    with database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def entries(database: Database) -> dict[str, list[Entry]]:
    """All that was written down, by what it is, in the order of time."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for row in database.all("SELECT what, generation_id, word, at FROM audit ORDER BY at"):
        found[row[0]].append(Entry(row[0], row[1], row[2] or "", float(row[3])))
    return found


def question_of(answer: str) -> str:
    """Which question of the scripted model (`scribe.Scribe`) an answer that was kept belongs to."""
    said = json.loads(answer)
    if "remarks" in said:
        return "review"
    return "outline" if "cards" in said else f"card {said['title']}"


def _doubled(text: str) -> str:
    return text.replace("'", "''")
