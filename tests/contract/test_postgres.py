"""A server whose rows are in PostgreSQL: the whole path, and a database that goes away."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import postgres
import pytest
from serving import Server, envelope

TEXT = "# Ökologie des Flusses\n\nWhat the river carries.\n\n## 銭湯\n\n- ภาษาไทย\n- dams"
BODY = {"inputText": TEXT, "textMode": "preserve", "cardSplit": "inputTextBreaks", "exportAs": "pdf"}
LONG = {
    **BODY,
    "inputText": "\n---\n".join(f"# Weir {n}\n\nThe river rose in spring, and {n} came." for n in range(24)),
}


@pytest.fixture(scope="module")
def url(cluster: postgres.Cluster) -> Iterator[str]:
    with cluster.database() as made:
        yield made


@pytest.fixture(scope="module")
def server(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("postgres"), {"database_url": url, "plan": "pro"}).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def done(server: Server) -> dict[str, Any]:
    return server.finished(server.generate(**BODY))


def test_nothing_of_the_rows_lies_in_the_data_folder(server: Server, done: dict[str, Any]) -> None:
    assert done["status"] == "completed"
    assert not (server.folder / "data" / "cardwright.db").exists()
    exported = server.ask("GET", urlsplit(done["exportUrl"]).path, key=None)
    assert exported.content.startswith(b"%PDF-")


@pytest.mark.parametrize("words", ["okologie", "flusses carries", "銭湯", "湯", "ภาษา", "DAM"])
def test_files_are_found_by_their_words_in_any_script(server: Server, done: dict[str, Any], words: str) -> None:
    found = server.ask("GET", "/v1.0/gammas/search", params={"q": words}).json()
    assert [one["id"] for one in found["hits"]] == [done["gammaId"]]


def test_words_that_are_not_there_find_nothing(server: Server, done: dict[str, Any]) -> None:
    assert done["status"] == "completed"
    for words in ("estuary", "' | 'x':*", "湯銭"):
        assert server.ask("GET", "/v1.0/gammas/search", params={"q": words}).json()["hits"] == []


def test_a_killed_server_takes_up_what_it_had_accepted(server: Server, done: dict[str, Any]) -> None:
    made = server.generate(**LONG)
    server.kill()
    server.start()
    assert server.finished(made, 60)["status"] == "completed"
    assert server.status(done["generationId"])["gammaId"] == done["gammaId"]
    assert server.ask("GET", "/v1.0/credits").json()["reserved"] == 0


@pytest.mark.timeout(180)
def test_a_database_that_went_away_costs_nothing_that_was_accepted(tmp_path: Path) -> None:
    if os.environ.get("TEST_PG_URL"):
        pytest.skip("a server that is named is not ours to stop")
    with postgres.own() as postmaster:
        server = Server(tmp_path, {"database_url": postmaster.url}).start()
        try:
            accepted = [server.generate(**LONG) for _ in range(3)]
            postmaster.stop()
            answer = server.ask("GET", f"/v1.0/generations/{accepted[0]}")
            assert answer.status_code == 503
            assert envelope(answer)["message"] == "The database cannot be reached"
            assert "x-ratelimit-remaining-burst" in answer.headers
            assert server.ask("POST", "/v1.0/generations", json=BODY).status_code == 503
            assert server.ask("GET", "/health", key=None).status_code == 503
            postmaster.start()
            _until_well(server)
            assert {server.finished(one, 90)["status"] for one in accepted} == {"completed"}
            balance = server.ask("GET", "/v1.0/credits").json()
            assert (balance["remaining"], balance["reserved"]) == (1_000_000 - 3 * 2 * 24, 0)
        finally:
            server.kill()


def _until_well(server: Server) -> None:
    deadline = time.monotonic() + 30
    while server.ask("GET", "/health", key=None).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
