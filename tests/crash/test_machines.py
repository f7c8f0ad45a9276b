"""Two API processes and two workers on one PostgreSQL database, each killed at random moments, and the database once.

`--kills` makes it as long as one likes.
"""

import base64
import hashlib
import os
import random
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import postgres
import pytest
from cardwright.db import Database, open_database
from peers import Peers
from serving import Server

TEXT = "# Tides of the bay\n\nThe bay fills twice a day.\n\n## Birds\n\n- knots\n- dunlins\n\n## Count\n\nWe counted {n} birds."
CHARGE = 6
WAIT_S = 120


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_nothing_accepted_is_lost_or_paid_twice_whoever_is_killed(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if os.environ.get("TEST_PG_URL"):
        pytest.skip("a server that is named is not ours to stop")
    kills: int = request.config.getoption("--kills")
    with postgres.own() as postmaster:
        open_database(Path(), postmaster.url).close()  # migrated once, not by four that wait for each other
        peers = Peers(tmp_path, postmaster.url).start(2, 2)
        accepted: list[str] = []
        over = threading.Event()
        posters = [threading.Thread(target=post, args=(api, accepted, over)) for api in peers.apis]
        for poster in posters:
            poster.start()
        try:
            kill_at_random(peers, postmaster, kills)
        finally:
            over.set()
            for poster in posters:
                poster.join(WAIT_S)
        try:
            for api in peers.apis:
                api.ready(WAIT_S)
            ended = {id_: peers.apis[0].finished(id_, WAIT_S) for id_ in accepted}
            assert len(ended) >= kills
            assert {found["status"] for found in ended.values()} == {"completed"}
            assert {found["credits"]["deducted"] for found in ended.values()} == {CHARGE}
            for at, found in enumerate(ended.values()):
                check_file(peers.apis[at % 2], found["exportUrl"])
            check_books(postmaster.url, set(ended))
        finally:
            peers.kill()


def kill_at_random(peers: Peers, postmaster: postgres.Postmaster, kills: int) -> None:
    """Kill so many processes, and the database in the middle; whatever is gone is started again, as supervisors do."""
    chance = random.Random(20261126)  # noqa: S311 - repeatable, not secret
    for number in range(kills):
        time.sleep(chance.uniform(0.2, 1.2))
        if number == kills // 2:
            postmaster.stop()
            time.sleep(chance.uniform(0.1, 0.5))
            postmaster.start()
        chance.choice([*peers.apis, *peers.workers]).kill()
        revive(peers)


def revive(peers: Peers) -> None:
    """Start what does not run, and wait for none of it."""
    for api in peers.apis:
        if api.process is None or api.process.poll() is not None:
            api.begin()
    for worker in peers.workers:
        if worker.process is None or worker.process.poll() is not None:
            worker.start()


def post(api: Server, accepted: list[str], over: threading.Event) -> None:
    """Ask for one after the other, under a key of its own until it is answered, as a patient client would."""
    number = 0
    while not over.is_set():
        number += 1
        body = {"inputText": TEXT.format(n=number), "textMode": "preserve", "numCards": 3, "exportAs": "pdf"}
        while True:
            try:
                answer = api.ask(
                    "POST", "/v1.0/generations", json=body, headers={"idempotency-key": f"{api.port}-{number}"}
                )
            except httpx2.TransportError:
                time.sleep(0.1)
                continue
            if answer.status_code == 200:
                accepted.append(answer.json()["generationId"])
                break
            assert answer.status_code in {409, 503}, answer.text
            time.sleep(0.1)
        time.sleep(0.15)


def check_file(api: Server, url: str) -> None:
    """The exported file is whole, and what its hash says."""
    answer = api.ask("GET", urlsplit(url).path, key=None)
    assert answer.status_code == 200
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert answer.content.startswith(b"%PDF-")


def check_books(url: str, accepted: set[str]) -> None:
    """Each generation ends, is reserved once and charged once; no step was recorded by two; the balance is what is left."""
    database = open_database(Path(), url)
    try:
        until_idle(database)
        known = {str(row[0]) for row in database.all("SELECT id FROM generations")}
        assert known >= accepted
        assert len(known) == len(accepted)  # each was asked for under a key: nothing ran twice
        assert dict(database.all("SELECT kind, COUNT(*) FROM ledger GROUP BY kind")) == {
            "reserve": len(known),
            "final": len(known),
        }
        assert database.all("SELECT balance, reserved FROM workspaces") == [(1_000_000 - CHARGE * len(known), 0)]
        assert database.all("SELECT DISTINCT status FROM dbos.workflow_status") == [("SUCCESS",)]
    finally:
        database.close()


def until_idle(database: Database) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        open_ = database.one("SELECT COUNT(*) FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED')")
        if open_ == (0,):
            return
        time.sleep(0.1)
    raise AssertionError("jobs are left open")
