"""Servers that are killed faster than they warm up fail nobody's job; a job that ends its server each time fails in the end."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from cardwright.db import Database
from cardwright.db.rows import run
from cardwright.jobs import MAX_TRIES
from cardwright.jobs.engines.dbos import LOG
from cardwright_wire import messages
from oracle import Stall, oracle
from rows import database_of
from serving import Server

pytestmark = pytest.mark.crash
STARTS_S = 90  # the libraries of providers are large
TEXT = "# Tides of the bay\n\nThe bay fills twice a day.\n\n## Birds\n\nWe counted 4,200 knots."
SHOWN = {"inputText": TEXT, "textMode": "preserve", "numCards": 3, "exportAs": "pdf"}
ASKED = {"inputText": TEXT, "textMode": "condense", "numCards": 3}
KILLS = 2


def test_a_job_that_never_ran_survives_any_number_of_starts(tmp_path: Path) -> None:
    server = Server(tmp_path).start()
    try:
        id_ = server.generate(**SHOWN)
        server.kill()  # its render process is not there yet
        with database_of(tmp_path / "data") as database:
            started_before(database, id_, 1000)
            for kill in range(1, KILLS + 1):
                server.begin()
                wait_for(lambda kill=kill: value(database, "attempt", id_) == 1000 + kill)
                server.kill()
            assert value(database, "tries", id_) == 0
        server.start()
        assert server.finished(id_, 60)["status"] == "completed"
    finally:
        server.kill()


def test_a_job_that_ends_its_server_each_time_fails_and_is_refunded(tmp_path: Path) -> None:
    with oracle() as model:
        model.answer = lambda _: Stall()
        server = Server(tmp_path, {"model": "openai-compatible:scripted", "model_base_url": model.v1}).start(STARTS_S)
        try:
            id_ = server.generate(**ASKED)
            with database_of(tmp_path / "data") as database:
                for kill in range(1, KILLS + 1):
                    wait_for(lambda kill=kill: len(model.asked) == kill)
                    server.kill()
                    if kill == 1:
                        tried_before(database, id_, MAX_TRIES + 1 - KILLS)
                    server.begin()
            server.ready(STARTS_S)
            found = server.finished(id_, 60)
            assert (found["status"], found["credits"]["deducted"]) == ("failed", 0)
            assert found["error"] == {"message": messages.GENERATION_ERROR, "statusCode": 500}
            assert len(model.asked) == KILLS
            assert server.finished(server.generate(**SHOWN), 60)["status"] == "completed"
        finally:
            server.kill()


def started_before(database: Database, job_id: str, times: int) -> None:
    """As if so many processes had taken a job and died."""

    def work(connection: sa.Connection) -> None:
        run(connection, "UPDATE generations SET attempt = :times WHERE id = :id", times=times, id=job_id)
        log = LOG[connection.dialect.name]
        run(
            connection, f"UPDATE {log} SET recovery_attempts = :times WHERE workflow_uuid = :id", times=times, id=job_id
        )

    database.write_now(work)


def tried_before(database: Database, job_id: str, times: int) -> None:
    """As if a job's work had been begun so often."""
    statement = "UPDATE generations SET tries = :times WHERE id = :id"
    database.write_now(lambda connection: run(connection, statement, times=times, id=job_id) and None)


def value(database: Database, column: str, job_id: str) -> int:
    row = database.one(f"SELECT {column} FROM generations WHERE id = ?", (job_id,))
    assert row is not None
    return int(row[0])


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + STARTS_S
    while time.monotonic() < until:
        if holds():
            return
        time.sleep(0.005)
    raise AssertionError("what was waited for did not come")
