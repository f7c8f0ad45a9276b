"""What a collector of traces is told: one trace from a request to the steps of its job, and nothing that users wrote."""

import secrets
from collections.abc import Iterator

import pytest
from housing import typed
from serving import Server
from tracing import SOON, Collector, Span, collecting

BODY = {
    "inputText": "# Confidential plum\n\nQuinces ripen in October.\n\n---\n\n# Medlars\n\nThey blet.",
    "textMode": "preserve",
    "exportAs": "pdf",
    "cardSplit": "inputTextBreaks",
}
WORDS = ("plum", "Quinces", "Medlars", "blet")
JOB = (
    "accept",
    "generation",
    "step write",
    "step render",
    "layout",
    "view",
    "export pdf",
    "export pptx",
)


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as running:
        yield running


@pytest.fixture(scope="module")
def running(collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**SOON, "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment.name=tests"}.items():
            patch.setenv(name, value)
        settings = {"plan": "pro", "traces_endpoint": collector.endpoint}
        found = Server(tmp_path_factory.mktemp("traces"), settings).start()
        yield found
        found.stop()


def parent() -> tuple[str, str, str]:
    """A trace of somebody's own: its id, the span that asks, and the header that tells of both."""
    trace, span = secrets.token_hex(16), secrets.token_hex(8)
    return trace, span, f"00-{trace}-{span}-01"


@pytest.fixture(scope="module")
def made(running: Server, collector: Collector) -> tuple[str, str, dict[str, Span]]:
    """A generation that was asked for within a trace: its id, the span that asked, and all that came of it."""
    trace, span, header = parent()
    headers = {"traceparent": header, "x-cardwright-export": "pptx"}
    answer = running.ask("POST", "/v1.0/generations", json=BODY, headers=headers)
    assert answer.status_code == 200, answer.text
    generation: str = answer.json()["generationId"]
    assert running.finished(generation)["status"] == "completed"
    return generation, span, collector.trace(trace, "POST /v1.0/generations", *JOB)


def test_a_request_and_its_job_are_one_trace_below_the_span_that_asked(made: tuple[str, str, dict[str, Span]]) -> None:
    generation, asked, spans = made
    request, accept, job = spans["POST /v1.0/generations"], spans["accept"], spans["generation"]
    assert (request.parent, accept.parent, job.parent) == (asked, request.id, accept.id)
    assert {spans[name].parent for name in JOB[2:4]} == {job.id}
    assert {spans[name].parent for name in JOB[4:]} == {spans["step render"].id}
    assert accept.attributes["cardwright.generation_id"] == job.attributes["cardwright.generation_id"] == generation
    assert job.attributes["cardwright.outcome"] == "completed"
    assert not any(span.failed for span in spans.values())
    render = spans["step render"].seconds
    assert 0 < sum(spans[name].seconds for name in ("layout", "view", "export pdf")) <= render <= job.seconds


def test_a_request_is_named_by_its_route_and_a_process_by_what_it_is(made: tuple[str, str, dict[str, Span]]) -> None:
    request = made[2]["POST /v1.0/generations"]
    assert {name: value for name, value in request.attributes.items() if name.startswith("http")} == {
        "http.request.method": "POST", "http.route": "/v1.0/generations", "http.response.status_code": 200,
    }  # fmt: skip
    assert request.attributes["cardwright.workspace_id"] == "default"
    assert request.process["service.name"] == "cardwright"
    assert request.process["cardwright.role"] == "serve"
    assert request.process["service.instance.id"]
    assert request.process["deployment.environment.name"] == "tests"


def test_an_export_belongs_to_the_request_that_asked_for_it(
    running: Server, collector: Collector, made: tuple[str, str, dict[str, Span]]
) -> None:
    gamma = running.status(made[0])["gammaId"]
    trace, _, header = parent()
    path = f"/v1.0/gammas/{gamma}/export"
    assert running.ask("POST", path, json={"exportAs": "png"}, headers={"traceparent": header}).status_code == 200
    spans = collector.trace(trace, "POST /v1.0/gammas/{id}/export", "accept", "export", "step export", "export png")
    assert spans["export"].parent == spans["accept"].id
    assert gamma not in spans["POST /v1.0/gammas/{id}/export"].name


def test_each_page_of_several_belongs_to_the_request(running: Server, collector: Collector) -> None:
    trace, _, header = parent()
    pages = [{"inputText": f"# Page {n}\n\nText", "title": f"Plum {n}"} for n in (1, 2)]
    body = {"pages": pages, "inputText": "All", "format": "webpage", "textMode": "preserve"}
    answer = running.ask("POST", "/v1.0/generations", json=body, headers={"traceparent": header})
    assert answer.status_code == 200, answer.text

    def both(spans: list[Span]) -> bool:
        return sum(span.name == "generation" and span.trace == trace for span in spans) == 2

    collector.until(both)


def test_what_fails_says_by_what_kind_of_failure(running: Server, collector: Collector) -> None:
    trace, _, header = parent()
    body = {"inputText": " ", "textMode": "preserve"}
    asked = running.ask("POST", "/v1.0/generations", json=body, headers={"traceparent": header})
    assert running.finished(asked.json()["generationId"])["status"] == "failed"
    spans = collector.trace(trace, "generation", "step write")
    assert spans["generation"].failed
    assert spans["generation"].attributes["cardwright.outcome"] == "failed"
    assert spans["step write"].attributes["error.type"] == "EmptyOutput"

    trace, _, header = parent()
    assert running.ask("GET", "/v1.0/gammas/Quinces", headers={"traceparent": header}).status_code == 404
    found = collector.trace(trace, "GET /v1.0/gammas/{id}")["GET /v1.0/gammas/{id}"]
    assert found.attributes["http.response.status_code"] == 404
    assert not found.failed  # it is the client's

    trace, _, header = parent()
    kiosk = typed(running.folder / "data", "keys", "create", "kiosk", "--scope", "read")
    headers = {"traceparent": header}
    assert running.ask("DELETE", "/v1.0/gammas/x", key=kiosk, headers=headers).status_code == 403
    found = collector.trace(trace, "DELETE /v1.0/gammas/{id}")["DELETE /v1.0/gammas/{id}"]
    assert found.attributes["http.response.status_code"] == 403


@pytest.mark.parametrize("header", ["", "00-0-0-01", "ff-" + "1" * 32 + "-" + "2" * 16 + "-01", "x" * 9000, "é\r"])
def test_a_header_that_is_none_begins_a_trace_of_its_own(running: Server, collector: Collector, header: str) -> None:
    before = len([span for span in collector.spans() if span.name == "GET /v1.0/credits"])
    sent = {"traceparent": header.encode("latin-1").replace(b"\r", b"")}
    assert running.ask("GET", "/v1.0/credits", headers=sent).status_code == 200
    found = collector.until(lambda spans: sum(span.name == "GET /v1.0/credits" for span in spans) > before)
    assert [span for span in found if span.name == "GET /v1.0/credits"][-1].parent == ""


def test_who_wants_no_samples_gets_none_and_polls_and_strangers_make_no_spans(
    running: Server, collector: Collector, made: tuple[str, str, dict[str, Span]]
) -> None:
    trace, span, sampled = parent()
    headers = {"traceparent": f"00-{trace}-{span}-00"}
    assert running.ask("GET", "/v1.0/me", headers=headers).status_code == 200
    for path, key in ((f"/v1.0/generations/{made[0]}", None), ("/v1.0/me", "wrong"), ("/healthz", None)):
        known = {} if key is None else {"key": key}
        running.ask("GET", path, headers={"traceparent": sampled}, **known)
    _, _, after = last = parent()
    running.ask("GET", "/v1.0/themes", headers={"traceparent": after})
    collector.trace(last[0], "GET /v1.0/themes")
    assert trace not in {one.trace for one in collector.spans()}


def test_nothing_that_users_wrote_was_sent(
    running: Server, collector: Collector, made: tuple[str, str, dict[str, Span]]
) -> None:
    assert made[2]
    running.ask("GET", "/v1.0/gammas/search?q=Quinces")
    trace, _, header = parent()
    running.ask("GET", "/v1.0/folders?query=plum", headers={"traceparent": header})
    collector.trace(trace, "GET /v1.0/folders")
    sent = collector.everything()
    assert not [word for word in (*WORDS, "Plum", "sk-gamma-") if word in sent]
    assert made[0] in sent  # so that it was read as it is
