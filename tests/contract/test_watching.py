"""What operators see of a running server: probes, metrics, logs as JSON; and none of it holds what users wrote."""

import json
import os
import signal
import time
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from serving import Server, free_port, http

CANARY = "Xylocanary"
BODY = {
    "inputText": f"# {CANARY} title\n\n{CANARY} sentence.\n\n![{CANARY}](http://127.0.0.1:9/{CANARY}.png)",
    "textMode": "preserve",
    "exportAs": "pdf",
}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {
        "metrics_port": str(free_port()), "log_format": "json", "log_level": "debug", "drain_notice_seconds": "60",
        "plan": "pro", "rate_burst": "60", "fetch_images": "true",
    }  # fmt: skip
    running = Server(tmp_path_factory.mktemp("watched"), settings).start(90)
    yield running
    running.kill()


def metric(server: Server, name: str, **labels: str) -> float:
    """The sum of a metric's samples with these labels."""
    text = http().get(f"http://127.0.0.1:{server.settings['metrics_port']}/metrics").text
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    assert any(sample.name == name for sample in samples), name
    return sum(s.value for s in samples if s.name == name and labels.items() <= s.labels.items())


def lines(server: Server) -> list[dict[str, object]]:
    return [json.loads(line) for line in server.log().splitlines()]


def test_probes_answer_without_a_key(watched: Server) -> None:
    for path in ("/healthz", "/readyz", "/health"):
        answer = watched.ask("GET", path, key=None)
        assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    checks = watched.ask("GET", "/readyz", key=None).json()["checks"]
    assert checks == {"process": "ok", "database": "ok", "schema": "ok", "store": "ok"}


def test_metrics_are_only_on_a_port_of_their_own(watched: Server) -> None:
    assert watched.ask("GET", "/metrics", key=None).status_code == 401
    assert watched.ask("GET", "/metrics").status_code == 404
    base = f"http://127.0.0.1:{watched.settings['metrics_port']}"
    assert http().get(f"{base}/metrics").headers["content-type"].startswith("text/plain; version=0.0.4")
    assert http().get(f"{base}/readyz").status_code == http().get(f"{base}/healthz").status_code == 200
    assert http().get(f"{base}/v1.0/themes").status_code == http().post(f"{base}/metrics").status_code == 404


def test_a_generation_is_counted_and_told_without_its_text(watched: Server) -> None:
    made = watched.generate(**BODY)
    waited = watched.ask("GET", f"/v1.0/generations/{made}", headers={"prefer": "wait=30"})
    assert waited.json()["status"] == "completed"
    assert metric(watched, "cardwright_jobs_total", kind="generation", outcome="completed") == 1
    assert metric(watched, "cardwright_step_duration_seconds_count", step="render", outcome="done") == 1
    assert metric(watched, "cardwright_generation_duration_seconds_sum", outcome="completed") > 0
    assert metric(watched, "cardwright_export_files_total", format="pdf") == 1
    assert metric(watched, "cardwright_export_bytes_total", format="pdf") > 1000
    assert metric(watched, "cardwright_jobs_open", kind="generation", stage="queued") == 0
    assert metric(watched, "cardwright_database_up") == metric(watched, "cardwright_slots") == 1
    assert metric(watched, "cardwright_http_requests_total", resource="generations", method="POST", code="200") == 1
    assert metric(watched, "cardwright_http_requests_total", resource="generations", method="GET", code="200") >= 1

    view = watched.status(made)["gammaUrl"].removeprefix(watched.base)
    assert CANARY in view
    assert watched.ask("GET", view, key=None).status_code == 200
    assert watched.ask("GET", f"/v1.0/themes?query={CANARY}").status_code == 200
    assert watched.ask("GET", f"/v1.0/{CANARY}").status_code == 404
    assert watched.ask("POST", "/v1.0/generations", json={**BODY, "numCards": CANARY}).status_code == 400
    posted = watched.ask("POST", "/v1.0/generations", json={"inputText": CANARY, "textMode": "preserve"})
    told = [line for line in lines(watched) if line.get("request_id") == posted.headers["x-request-id"]]
    assert {(one["resource"], one["method"], one["code"]) for one in told if "code" in one} == {
        ("generations", "POST", 200)
    }
    assert any(line.get("generation_id") == made for line in lines(watched))
    assert CANARY.casefold() not in watched.log().casefold()


def test_a_full_window_is_counted(watched: Server) -> None:
    codes = [watched.ask("GET", "/v1.0/themes").status_code for _ in range(70)]
    assert codes[-1] == 429
    assert metric(watched, "cardwright_rate_limited_total") == codes.count(429)


def test_a_server_told_to_stop_says_so_and_serves_on_for_a_while(watched: Server) -> None:
    """Last, for it ends the server."""
    assert watched.process is not None
    os.kill(watched.process.pid, signal.SIGTERM)
    deadline = time.monotonic() + 20
    while (answer := watched.ask("GET", "/readyz", key=None)).status_code != 503:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert answer.json()["checks"] == {"process": "draining", "database": "ok", "schema": "ok", "store": "ok"}
    assert watched.ask("GET", "/healthz", key=None).status_code == 200
    assert metric(watched, "cardwright_draining") == 1
    os.kill(watched.process.pid, signal.SIGTERM)  # once more: no longer
    assert watched.process.wait(30) in {0, -signal.SIGTERM}
