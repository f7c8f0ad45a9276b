"""Additions that plain clients never notice: repeating safely, waiting, watching, listing, cancelling."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa
from cardwright.db.rows import run
from cardwright.jobs.engines.dbos import LOG, STEPS
from rows import database_of
from serving import KEY, Server, envelope, http

TEXT = "# River ecology\n\nShort notes about a river.\n\n## Threats\n\n- runoff\n- dams"
BODY = {"inputText": TEXT, "textMode": "preserve", "numCards": 2}
LONG = {
    "inputText": ("The river rose in spring, and 120 came. " * 9000)[:390_000],
    "textMode": "preserve",
    "numCards": 60,
}


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that does one thing at a time."""
    running = Server(tmp_path_factory.mktemp("slow"), {"render_processes": "1", "render_memory_mb": "4096"}).start()
    yield running
    running.stop()


def post(server: Server, body: dict[str, Any], key: str | None = None) -> httpx2.Response:
    headers = {"idempotency-key": key} if key else {}
    return server.ask("POST", "/v1.0/generations", json=body, headers=headers)


class TestIdempotency:
    """`Idempotency-Key`."""

    def test_a_repeated_request_is_answered_as_before_and_paid_once(self, slow: Server) -> None:
        before = slow.ask("GET", "/v1.0/credits").json()
        first, second = post(slow, BODY, "order-1"), post(slow, BODY, '"order-1"')
        assert first.json() == second.json()
        assert (first.headers["idempotency-status"], second.headers["idempotency-status"]) == ("created", "replayed")
        slow.finished(first.json()["generationId"])
        after = slow.ask("GET", "/v1.0/credits").json()
        assert before["remaining"] - after["remaining"] == 4

    def test_another_request_under_the_same_key_is_a_422(self, slow: Server) -> None:
        post(slow, BODY, "order-2")
        answer = post(slow, {**BODY, "numCards": 1}, "order-2")
        assert answer.status_code == 422
        envelope(answer)

    def test_many_at_once_make_one(self, slow: Server) -> None:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: post(slow, BODY, "order-3"), range(16)))
        assert {answer.status_code for answer in answers} <= {200, 409}
        assert len({answer.json()["generationId"] for answer in answers if answer.status_code == 200}) == 1

    def test_it_outlives_a_restart(self, slow: Server) -> None:
        first = post(slow, BODY, "order-4").json()
        slow.kill()
        slow.start()
        assert post(slow, BODY, "order-4").json() == first
        assert slow.finished(first["generationId"])["status"] == "completed"

    def test_what_was_refused_may_be_corrected(self, slow: Server) -> None:
        assert post(slow, {"textMode": "preserve"}, "order-5").status_code == 400
        assert post(slow, BODY, "order-5").status_code == 200

    @pytest.mark.parametrize("key", ["x" * 256, "a b", '""'])
    def test_a_malformed_key_is_a_400(self, slow: Server, key: str) -> None:
        answer = post(slow, BODY, key)
        assert answer.status_code == 400
        envelope(answer)

    def test_without_a_key_every_request_makes_one(self, slow: Server) -> None:
        answers = [post(slow, BODY) for _ in range(2)]
        assert len({answer.json()["generationId"] for answer in answers}) == 2
        assert all("idempotency-status" not in answer.headers for answer in answers)


class TestWaiting:
    """`Prefer: wait`, `Retry-After`, validators."""

    def test_one_request_waits_until_the_end(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        answer = slow.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "respond-async, wait=30"})
        assert answer.json()["status"] == "completed"
        assert answer.headers["preference-applied"] == "wait=30"

    def test_a_wait_that_is_over_says_pending(self, slow: Server) -> None:
        before = [slow.generate(**LONG) for _ in range(3)]  # this server does one thing at a time
        held = slow.generate(**LONG)
        began = time.monotonic()
        answer = slow.ask("GET", f"/v1.0/generations/{held}", headers={"prefer": "wait=1"})
        assert answer.json() == {"generationId": held, "status": "pending"}
        assert time.monotonic() - began < 10
        assert int(answer.headers["retry-after"]) >= 1
        for one in (held, *before):
            slow.ask("DELETE", f"/v1.0/generations/{one}")

    def test_a_plain_poll_is_answered_at_once(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        assert "preference-applied" not in slow.ask("GET", f"/v1.0/generations/{made}").headers
        done = slow.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "wait=30"})
        assert "retry-after" not in done.headers

    def test_an_unchanged_status_is_a_304(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        done = slow.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "wait=30"})
        again = slow.ask("GET", f"/v1.0/generations/{made}", headers={"if-none-match": done.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["x-ratelimit-remaining"].isdigit()
        other = slow.ask("GET", f"/v1.0/generations/{made}", headers={"if-none-match": '"other"'})
        assert other.json() == done.json()


def events(server: Server, generation_id: str, last: str = "") -> list[tuple[str, str, Any]]:
    """A whole stream: id, name and data of each event."""
    headers = {"x-api-key": KEY, **({"last-event-id": last} if last else {})}
    url = f"{server.base}/v1.0/generations/{generation_id}/events"
    with httpx2.stream("GET", url, headers=headers, timeout=60) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        blocks = "".join(answer.iter_text()).split("\n\n")
    found: list[tuple[str, str, Any]] = []
    for block in (block for block in blocks if block.startswith("id: ")):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((fields["id"], fields["event"], json.loads(fields["data"])))
    return found


class TestEvents:
    """Server-sent events."""

    def test_a_stream_tells_every_stage_and_ends_with_the_status(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        told = events(slow, made)
        assert [(id_, name) for id_, name, _ in told] == [
            ("1", "stage"), ("2", "stage"), ("3", "stage"), ("4", "stage"), ("5", "completed"),
        ]  # fmt: skip
        assert [data.get("stage") for _, _, data in told[:4]] == ["queued", "writing", "images", "rendering"]
        assert told[3][2] == {"stage": "rendering", "cards": 2}
        assert told[4][2] == slow.status(made)

    def test_a_stream_is_resumed_behind_the_last_event(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        slow.finished(made)
        assert [id_ for id_, *_ in events(slow, made, "3")] == ["4", "5"]
        assert events(slow, made, "5") == []

    def test_a_stream_of_nothing_is_a_404(self, slow: Server) -> None:
        answer = slow.ask("GET", "/v1.0/generations/nothing/events")
        assert answer.status_code == 404
        assert envelope(answer)["message"] == "Generation ID not found. generationId: nothing"

    def test_the_end_is_told_as_it_comes(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        told: list[float] = []
        watcher = threading.Thread(target=lambda: (events(slow, made), told.append(time.monotonic())))
        watcher.start()
        slow.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "wait=30"})
        waited = time.monotonic()
        watcher.join(10)
        assert abs(told[0] - waited) < 5  # not at the next look, ten seconds later


class TestCancelling:
    """`DELETE /v1.0/generations/{id}`."""

    def test_an_open_generation_is_ended_and_refunded(self, slow: Server) -> None:
        held, queued = slow.generate(**LONG), slow.generate(**LONG)
        for generation_id in (queued, held):
            answer = slow.ask("DELETE", f"/v1.0/generations/{generation_id}")
            assert answer.status_code == 200, answer.text
            found = answer.json()
            assert found["status"] == "failed"
            assert found["error"] == {"message": "The generation was cancelled.", "statusCode": 499}
            assert found["credits"]["deducted"] == 0
            assert slow.status(generation_id) == found
        made = slow.generate(**BODY)  # the server goes on
        assert slow.finished(made, 60)["status"] == "completed"
        assert slow.status(held)["status"] == "failed"
        assert slow.ask("GET", "/v1.0/credits").json()["reserved"] == 0
        assert "Traceback" not in slow.log()

    def test_what_has_ended_cannot_be_cancelled(self, slow: Server) -> None:
        made = slow.generate(**BODY)
        slow.finished(made)
        answer = slow.ask("DELETE", f"/v1.0/generations/{made}")
        assert answer.status_code == 409
        assert slow.status(made)["status"] == "completed"

    def test_what_is_not_there_cannot_be_cancelled(self, slow: Server) -> None:
        assert slow.ask("DELETE", "/v1.0/generations/nothing").status_code == 404


def test_generations_are_listed_newest_first_in_pages(slow: Server) -> None:
    made = [slow.generate(**BODY) for _ in range(3)]
    for generation_id in made:
        slow.finished(generation_id)
    first = slow.ask("GET", "/v1.0/generations?limit=2&status=completed").json()
    assert [one["generationId"] for one in first["data"]] == [made[2], made[1]]
    assert first["hasMore"] is True
    rest = slow.ask("GET", f"/v1.0/generations?limit=50&after={first['nextCursor']}").json()
    assert rest["data"][0]["generationId"] == made[0]
    assert {**slow.status(made[0]), "createdTime": rest["data"][0]["createdTime"]} == rest["data"][0]
    assert slow.ask("GET", "/v1.0/generations?status=done").status_code == 400


class TestFurtherFiles:
    """`X-Cardwright-Export`."""

    def test_several_files_are_made_in_one_generation(self, slow: Server) -> None:
        headers = {"x-cardwright-export": "pptx, PNG,html"}
        made = slow.ask("POST", "/v1.0/generations", json={**BODY, "exportAs": "pdf"}, headers=headers).json()
        found = slow.finished(made["generationId"])
        assert found["exportUrl"].endswith(".pdf")
        assert {name: url.rpartition(".")[2] for name, url in found["exports"].items()} == {
            "pptx": "pptx", "png": "zip", "html": "html",
        }  # fmt: skip
        starts = {"pptx": b"PK", "png": b"PK", "html": b"<!doctype"}
        assert all(http().get(url).content.startswith(starts[name]) for name, url in found["exports"].items())

    def test_without_exportas_there_is_no_export_url(self, slow: Server) -> None:
        made = slow.ask("POST", "/v1.0/generations", json=BODY, headers={"x-cardwright-export": "pdf"}).json()
        found = slow.finished(made["generationId"])
        assert "exportUrl" not in found
        assert list(found["exports"]) == ["pdf"]

    def test_a_format_that_is_not_there_is_a_400(self, slow: Server) -> None:
        answer = slow.ask("POST", "/v1.0/generations", json=BODY, headers={"x-cardwright-export": "pdf,docx"})
        assert answer.status_code == 400
        assert "docx" in envelope(answer)["message"]


def test_head_answers_as_get_without_the_body(slow: Server) -> None:
    made = slow.generate(**BODY)
    done = slow.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "wait=30"})
    head = slow.ask("HEAD", f"/v1.0/generations/{made}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", done.headers["etag"])


def test_what_an_older_program_left_ends_when_a_newer_one_starts(slow: Server) -> None:
    """Its steps cannot be taken up, what nobody has begun can; and nothing that was accepted stays open."""
    waiting, begun = (slow.generate(**LONG) for _ in range(2))
    slow.kill()
    with database_of(slow.folder / "data") as database:
        jobs, steps = (names[database.engine.dialect.name] for names in (LOG, STEPS))

        def age(connection: sa.Connection) -> None:
            for id_, status in ((waiting, "ENQUEUED"), (begun, "PENDING")):
                run(connection, f"DELETE FROM {steps} WHERE workflow_uuid = :id", id=id_)
                statement = (
                    f"UPDATE {jobs} SET application_version = 'older', status = :status WHERE workflow_uuid = :id"
                )
                run(connection, statement, id=id_, status=status)

        database.write_now(age)
    slow.start()
    found = slow.finished(begun, 60)
    assert found["status"] == "failed"
    assert found["credits"]["deducted"] == 0
    assert slow.finished(waiting, 120)["status"] == "completed"
    assert slow.ask("GET", "/v1.0/credits").json()["reserved"] == 0
