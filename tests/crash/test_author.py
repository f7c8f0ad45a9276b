"""A server with a language model: progress card by card, warnings, and no call that is paid twice after kill -9."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from oracle import Asked, Oracle, Stall, Step, oracle
from rows import database_of
from scribe import GONE, Scribe
from serving import Server

STARTS_S = 90  # the libraries of providers are large
TEXT = "# Tides of the bay\n\nThe bay fills twice a day.\n\n## Birds\n\nWe counted 4,200 knots.\n\n## Money\n\nIt cost €1.3 million."
BODY = {"inputText": TEXT, "textMode": "condense", "numCards": 4, "exportAs": "pdf"}


@pytest.mark.crash
def test_what_was_answered_before_a_crash_is_not_asked_again(tmp_path: Path) -> None:
    with oracle() as model:
        scribe, held = Scribe(), [4]

        def answer(asked: Asked) -> Step:
            found = scribe(asked)
            kind, data = scribe.heard[-1]
            return Stall() if kind == "card" and data["card"]["number"] in held else found

        model.answer = answer
        server = Server(tmp_path, {"model": "openai-compatible:scripted", "model_base_url": model.v1}).start(STARTS_S)
        try:
            id_ = server.generate(**BODY)
            wait_for_answers(tmp_path / "data", id_, 4)  # the outline and three cards
            server.kill()
            before = keys(scribe)
            assert before == ["card 1", "card 2", "card 3", "card 4", "outline"]
            held.clear()
            scribe.heard.clear()
            server.start(STARTS_S)
            found = server.finished(id_, 60)
            assert found["status"] == "completed" and "warnings" not in found
            assert keys(scribe) == ["card 4", "review"]
            shown = server.ask("GET", f"/v1.0/gammas/{found['gammaId']}/content").json()["cards"]
            assert len(shown) == 4
            with database_of(tmp_path / "data") as database:
                assert database.one("SELECT COUNT(*) FROM model_answers") == (0,)
            events = server.ask("GET", f"/v1.0/generations/{id_}/events").text
            assert '"stage": "images", "cards": 4' in events
            check_failing(server, model)
            check_preserve(server, model)
        finally:
            server.kill()


def check_failing(server: Server, model: Oracle) -> None:
    """A model that gives nothing fails no generation."""
    model.answer = Scribe({"outline": lambda *_: GONE})
    found = server.finished(server.generate(**BODY), 60)
    assert found["status"] == "completed" and found["credits"]["deducted"] == 8
    assert "The language model gave no usable answer" in found["warnings"]


def check_preserve(server: Server, model: Oracle) -> None:
    """Text that is to stay as it is goes to no model; what is told while one writes counts its cards."""
    model.answer = scribe = Scribe()
    server.finished(server.generate(**{**BODY, "textMode": "preserve"}), 60)
    assert scribe.heard == []
    id_ = server.generate(**BODY)
    events = server.ask("GET", f"/v1.0/generations/{id_}/events").text
    told = [
        json.loads(line[6:]) for line in events.splitlines() if line.startswith('data: {"stage": "writing", "cards"')
    ]
    assert told and all(one["cards"] == 4 and 0 <= one["written"] <= 4 for one in told)


def keys(scribe: Scribe) -> list[str]:
    def key(kind: str, data: dict[str, Any]) -> str:
        return f"{kind} {data['card']['number']}" if "card" in data else kind

    return sorted(key(*one) for one in scribe.heard)


def wait_for_answers(data: Path, job_id: str, number: int) -> None:
    deadline = time.monotonic() + 60
    with database_of(data) as database:
        while time.monotonic() < deadline:
            if database.one("SELECT COUNT(*) FROM model_answers WHERE generation_id = ?", (job_id,)) == (number,):
                return
            time.sleep(0.01)
    raise AssertionError("the answers were not kept")
