"""kill -9 at random moments loses nothing: every accepted generation ends, is charged once, and can be opened."""

import random
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from rows import database_of
from serving import Server

GENERATIONS = 200
KILLS = 12
TEXT = "# Tides of the bay\n\nThe bay fills twice a day.\n\n## Birds\n\n- knots\n- dunlins\n\n## Count\n\nWe counted {n} birds."


@pytest.mark.crash
@pytest.mark.timeout(300)
def test_two_hundred_generations_survive_a_server_killed_again_and_again(tmp_path: Path) -> None:
    chance = random.Random(20261123)  # noqa: S311 - repeatable, not secret
    server = Server(tmp_path).start()
    accepted: list[str] = []
    poster = threading.Thread(target=post_all, args=(server, accepted))
    poster.start()
    kills = 0
    while kills < KILLS:
        time.sleep(chance.uniform(0.2, 1.6))
        server.kill()
        kills += 1
        server.start()
    poster.join(120)
    assert len(accepted) == GENERATIONS
    ended = {id_: server.finished(id_, 120) for id_ in accepted}
    assert {found["status"] for found in ended.values()} == {"completed"}
    assert all(found["credits"]["deducted"] == 6 for found in ended.values())
    for found in ended.values():
        answer = server.ask("GET", urlsplit(found["exportUrl"]).path, key=None)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")
        assert b"%%EOF" in answer.content[-32:]
    wait_until_idle(server)
    server.stop()
    check_books(tmp_path / "data")
    assert not list((tmp_path / "data" / "files").glob("*/.*"))


def post_all(server: Server, accepted: list[str]) -> None:
    """Start generations one after the other; a lost answer is asked again, as a patient client would."""
    for number in range(GENERATIONS):
        body = {"inputText": TEXT.format(n=number), "textMode": "preserve", "numCards": 3, "exportAs": "pdf"}
        while True:
            try:
                answer = server.ask("POST", "/v1.0/generations", json=body)
            except httpx2.TransportError:
                time.sleep(0.1)
                continue
            assert answer.status_code == 200, answer.text
            accepted.append(answer.json()["generationId"])
            break
        time.sleep(0.02)


def wait_until_idle(server: Server) -> None:
    """Also those whose answer was lost in a crash must end."""
    deadline = time.monotonic() + 60
    with database_of(server.folder / "data") as database:
        while time.monotonic() < deadline:
            if database.one("SELECT COUNT(*) FROM generations WHERE status = 'pending'") == (0,):
                return
            time.sleep(0.1)
    raise AssertionError("generations are left pending")


def check_books(data: Path) -> None:
    """One reservation and one final charge per generation; the balance is what they leave."""
    with database_of(data) as database:
        ((count, leased),) = database.all("SELECT COUNT(*), COUNT(lease_until) FROM generations")
        assert count >= GENERATIONS
        assert leased == 0
        assert dict(database.all("SELECT kind, COUNT(*) FROM ledger GROUP BY kind")) == {
            "reserve": count,
            "final": count,
        }
        ((charged,),) = database.all("SELECT SUM(amount) FROM ledger WHERE kind = 'final'")
        assert charged == 6 * count
        assert database.all("SELECT balance, reserved FROM workspaces") == [(1_000_000 - charged, 0)]
        if database.engine.dialect.name == "sqlite":
            assert database.one("PRAGMA integrity_check") == ("ok",)
