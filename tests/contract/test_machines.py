"""Two API processes and two workers on one PostgreSQL database and one S3-compatible store: whoever is asked, it is one server."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import buckets
import httpx2
import postgres
import pytest
from cardwright.db import Database, open_database
from peers import Peers
from receiving import Receiver
from serving import KEY, envelope, free_port, http
from tracing import SOON, Collector, collecting

TEXT = "# Tides\n\nThe bay fills twice a day.\n\n## Birds\n\n- knots\n- dunlins"
BODY = {"inputText": TEXT, "textMode": "preserve", "exportAs": "pdf"}
LONG = {
    **BODY,
    "cardSplit": "inputTextBreaks",
    "inputText": "\n---\n".join(f"# Weir {n}\n\nThe river rose in spring, and {n} came." for n in range(24)),
}
MOST = 20  # open generations


@pytest.fixture(scope="module")
def url(cluster: postgres.Cluster) -> Iterator[str]:
    with cluster.database() as made:
        yield made


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as running:
        yield running


@pytest.fixture(scope="module")
def peers(url: str, collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peers]:
    with pytest.MonkeyPatch.context() as patch, buckets.bucket() as (store, endpoint):
        for name, value in {**buckets.ENVIRONMENT, **SOON}.items():
            patch.setenv(name, value)
        settings = {
            "object_store_url": store, "object_store_endpoint": endpoint, "public_base": "https://decks.example",
            "plan": "pro", "queue_most": str(MOST), "webhook_private": "true",
            "traces_endpoint": collector.endpoint,
        }  # fmt: skip
        running = Peers(tmp_path_factory.mktemp("machines"), url, settings).start(2, 2)
        yield running
        running.kill()


@pytest.fixture(scope="module")
def database(url: str) -> Iterator[Database]:
    opened = open_database(Path(), url)
    yield opened
    opened.close()


def test_what_one_accepts_the_other_tells_and_shows(peers: Peers) -> None:
    one, other = peers.apis
    made = one.generate(**BODY)
    waited = other.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "wait=30"}).json()
    assert waited["status"] == "completed"
    assert one.status(made) == waited
    for api in (one, other):
        path = urlsplit(waited["exportUrl"]).path
        exported = api.ask("GET", path, key=None)
        assert exported.content.startswith(b"%PDF-")
        part = api.ask("GET", path, key=None, headers={"range": "bytes=5-9"})
        assert (part.status_code, part.content) == (206, exported.content[5:10])
        assert "Tides" in api.ask("GET", urlsplit(waited["gammaUrl"]).path, key=None).text


def test_spans_of_all_processes_make_one_trace(peers: Peers, collector: Collector) -> None:
    trace, asked = "c" * 32, "d" * 16
    answer = peers.apis[0].ask(
        "POST", "/v1.0/generations", json=BODY, headers={"traceparent": f"00-{trace}-{asked}-01"}
    )
    peers.apis[1].finished(answer.json()["generationId"])
    names = ("POST /v1.0/generations", "accept", "generation", "step write", "step render", "layout", "export pdf")
    request, accept, *of_worker = (collector.trace(trace, *names)[name] for name in names)
    assert [request.parent, accept.parent, of_worker[0].parent] == [asked, request.id, accept.id]
    assert {span.process["cardwright.role"] for span in (request, accept)} == {"serve"}
    assert {span.process["cardwright.role"] for span in of_worker} == {"worker"}
    assert "Tides" not in collector.everything()


def test_a_worker_is_probed_and_measured_at_a_port_of_its_own(peers: Peers) -> None:
    for worker in peers.workers:
        base = f"http://127.0.0.1:{worker.settings['metrics_port']}"
        assert http().get(f"{base}/readyz").status_code == 200
        assert "cardwright_" in http().get(f"{base}/metrics").text
        assert "address already in use" not in worker.log()


def test_stages_of_a_job_that_runs_elsewhere_are_streamed(peers: Peers) -> None:
    one, other = peers.apis
    made = one.generate(**LONG)
    named: list[str] = []
    with httpx2.stream(
        "GET", f"{other.base}/v1.0/generations/{made}/events", headers={"x-api-key": KEY}, timeout=60
    ) as stream:
        named.extend(line.removeprefix("event: ") for line in stream.iter_lines() if line.startswith("event: "))
    assert named == ["stage", "stage", "stage", "stage", "completed"]


def test_a_request_that_is_sent_to_both_at_once_is_carried_out_once(peers: Peers, database: Database) -> None:
    headers = {"idempotency-key": "the-same"}
    with ThreadPoolExecutor(8) as pool:
        asked = [
            pool.submit(peers.apis[at % 2].ask, "POST", "/v1.0/generations", json=BODY, headers=headers)
            for at in range(8)
        ]
    answers = [one.result() for one in asked]
    made = {answer.json()["generationId"] for answer in answers if answer.status_code == 200}
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len(made) == 1
    assert database.one("SELECT COUNT(*) FROM idempotency WHERE name = 'the-same'") == (1,)


def test_windows_are_counted_together(peers: Peers) -> None:
    left = [int(peers.apis[at % 2].ask("GET", "/v1.0/me").headers["x-ratelimit-remaining-daily"]) for at in range(6)]
    assert left == list(range(left[0], left[0] - 6, -1))


def test_each_event_is_sent_once(peers: Peers) -> None:
    with Receiver(free_port()).up() as told:
        hook = told.url
        made = {
            peers.apis[at % 2]
            .ask("POST", "/v1.0/generations", json=BODY, headers={"x-cardwright-webhook": hook})
            .json()["generationId"]
            for at in range(6)
        }
        told.wait_for(len(made))
        assert all(peers.apis[0].finished(one)["status"] == "completed" for one in made)
        time.sleep(0.3)  # in which a second sender would have sent what the first one did
        assert sorted(message.event["data"]["generationId"] for message in told.messages) == sorted(made)


def test_a_full_queue_says_when_to_come_again(peers: Peers, database: Database) -> None:
    for worker in peers.workers:
        worker.send(signal.SIGSTOP)
    try:
        answers = [peers.apis[at % 2].ask("POST", "/v1.0/generations", json=BODY) for at in range(MOST + 4)]
        taken = [answer.json()["generationId"] for answer in answers if answer.status_code == 200]
        refused = [answer for answer in answers if answer.status_code != 200]
        assert refused
        assert len(taken) <= MOST
        for answer in refused:
            assert envelope(answer)["statusCode"] == 429
            assert 1 <= int(answer.headers["retry-after"]) <= 3600
            assert "x-ratelimit-remaining-burst" in answer.headers
    finally:
        for worker in peers.workers:
            worker.send(signal.SIGCONT)
    assert {peers.apis[0].finished(one, 60)["status"] for one in taken} == {"completed"}
    assert peers.apis[0].ask("POST", "/v1.0/generations", json=BODY).status_code == 200
    assert books_are_right(database)


def test_a_worker_that_was_asleep_changes_nothing_when_it_wakes(peers: Peers, database: Database) -> None:
    made = [peers.apis[0].generate(**LONG) for _ in range(12)]
    until(lambda: bool(working(database)), "a worker has work")
    asleep = next(one for one in peers.workers if any(name in one.log() for name in working(database)))
    asleep.send(signal.SIGSTOP)
    try:
        ended = [peers.apis[1].finished(one, 60) for one in made]
    finally:
        asleep.send(signal.SIGCONT)
    assert {one["status"] for one in ended} == {"completed"}
    assert database.one("SELECT MAX(attempt) FROM generations") == (2,)  # one that was taken over
    assert [peers.apis[1].status(one) for one in made] == ended
    assert books_are_right(database)
    again = [peers.apis[0].generate(**BODY) for _ in range(4)]
    assert {peers.apis[0].finished(one)["status"] for one in again} == {"completed"}
    assert books_are_right(database)


def test_a_worker_that_is_told_to_stop_ends_what_it_has_begun(peers: Peers, database: Database) -> None:
    made = [peers.apis[0].generate(**BODY) for _ in range(6)]
    until(lambda: bool(working(database)), "a worker has work")
    assert peers.workers[1].stop() == 0
    assert "Traceback" not in peers.workers[1].log()
    assert {peers.apis[0].finished(one)["status"] for one in made} == {"completed"}
    peers.apis[1].stop()
    assert peers.apis[0].finished(peers.apis[0].generate(**BODY))["status"] == "completed"


def working(database: Database) -> list[str]:
    """The executors that have jobs, by their names."""
    rows = database.all("SELECT DISTINCT executor_id FROM dbos.workflow_status WHERE status = 'PENDING'")
    return [str(row[0]) for row in rows]


def until(true: Callable[[], bool], what: str) -> None:
    deadline = threading.Event()
    for _ in range(2000):
        if true():
            return
        deadline.wait(0.01)
    raise AssertionError(f"in vain until {what}")


def books_are_right(database: Database) -> bool:
    """Whether each ended generation was reserved and charged once, and the balance is what that leaves."""
    assert database.one("SELECT COUNT(*) FROM ledger l WHERE kind = 'final' AND NOT EXISTS "
        "(SELECT 1 FROM ledger r WHERE r.generation_id = l.generation_id AND r.kind = 'reserve')") == (0,)  # fmt: skip
    ((balance, reserved, charged, open_),) = database.all(
        "SELECT w.balance, w.reserved, "
        "(SELECT COALESCE(SUM(amount), 0) FROM ledger WHERE kind = 'final'), "
        "(SELECT COALESCE(SUM(l.amount), 0) FROM ledger l JOIN generations g ON g.id = l.generation_id "
        "WHERE l.kind = 'reserve' AND g.status = 'pending') FROM workspaces w"
    )
    return bool(reserved == open_ and balance + reserved + charged == 1_000_000)
