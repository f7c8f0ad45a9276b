"""Spans as OpenTelemetry makes them, caught before they are sent."""

import builtins
import threading
from collections.abc import Callable
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from cardwright.errors import Misconfigured
from cardwright.traces import NOBODY, OFF, connect
from cardwright.traces.otel import OtelTraces, address
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

ASKED = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"


class Caught:
    """Traces, and the spans that have ended."""

    def __init__(self) -> None:
        self._kept = InMemorySpanExporter()
        self.traces = OtelTraces(SimpleSpanProcessor(self._kept), "one", "serve")

    @property
    def spans(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self._kept.get_finished_spans()}


@pytest.fixture
def caught() -> Caught:
    return Caught()


def id_of(span: ReadableSpan) -> int:
    assert span.context is not None
    return span.context.span_id


def test_a_span_within_another_is_its_part_and_one_of_nobody_is_not(caught: Caught) -> None:
    with caught.traces.span("outer"):
        with caught.traces.span("inner"):
            caught.traces.lap("lap", 1.0, 3.5)
        with caught.traces.span("other", parent=NOBODY):
            pass
    outer, inner, lap, other = (caught.spans[name] for name in ("outer", "inner", "lap", "other"))
    assert inner.parent is not None
    assert lap.parent is not None
    assert (outer.parent, inner.parent.span_id, lap.parent.span_id) == (None, id_of(outer), id_of(inner))
    assert other.parent is None
    assert (lap.start_time, lap.end_time) == (1_000_000_000, 3_500_000_000)


def test_a_trace_goes_on_where_it_was_told_of(caught: Caught) -> None:
    with caught.traces.span("accept", parent=ASKED):
        here = caught.traces.here()
    assert caught.traces.here() == ""
    with Caught().traces.span("of another process"):
        pass
    with caught.traces.span("job", parent=here):
        pass
    accept, job = caught.spans["accept"], caught.spans["job"]
    assert accept.parent is not None
    assert job.parent is not None
    assert f"{accept.parent.span_id:x}" == "b" * 16
    assert job.parent.span_id == id_of(accept)
    assert f"{job.parent.trace_id:x}" == "a" * 32


def test_of_a_failure_only_its_class_is_told(caught: Caught) -> None:
    with pytest.raises(ValueError, match="plum"), caught.traces.span("step"):
        raise ValueError("plum")
    with caught.traces.span("job"):
        caught.traces.note({"cardwright.outcome": "failed"}, failed="render_timeout")
    step, job = caught.spans["step"], caught.spans["job"]
    assert step.attributes == {"error.type": "ValueError"}
    assert job.attributes == {"cardwright.outcome": "failed", "error.type": "render_timeout"}
    assert not step.status.is_ok
    assert not job.status.is_ok
    assert "plum" not in step.to_json()


def test_tasks_of_one_process_do_not_mix_their_spans(caught: Caught) -> None:
    async def job(name: str) -> None:
        with caught.traces.span(name, parent=NOBODY):
            await anyio.lowlevel.checkpoint()
            with caught.traces.span(f"{name} step"):
                await anyio.lowlevel.checkpoint()

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for name in "abc":
                group.start_soon(job, name)

    anyio.run(all_of_them)
    for name in "abc":
        parent = caught.spans[f"{name} step"].parent
        assert parent is not None
        assert parent.span_id == id_of(caught.spans[name])


def test_a_process_says_what_it_is_and_the_environment_may_name_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> dict[str, Any]:
        caught = Caught()
        with caught.traces.span("x"):
            pass
        return dict(caught.spans["x"].resource.attributes)

    own = told()
    assert (own["service.name"], own["service.instance.id"], own["cardwright.role"]) == ("cardwright", "one", "serve")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "decks")
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "service.namespace=tools,service.version=own")
    wished = told()
    assert (wished["service.name"], wished["service.namespace"], wished["service.version"]) == ("decks", "tools", "own")


def test_libraries_find_no_provider_to_send_texts_to(caught: Caught) -> None:
    with caught.traces.span("outer"), trace.get_tracer("pydantic-ai").start_as_current_span("a text"):
        pass
    assert set(caught.spans) == {"outer"}


def test_a_collector_that_does_not_answer_holds_up_no_end() -> None:
    stuck = threading.Event()

    class Stuck(SpanProcessor):
        def shutdown(self) -> None:
            stuck.wait(60)

    OtelTraces(Stuck(), "one", "serve", patience_s=0.01).close()
    assert not stuck.is_set()  # it was not waited for
    stuck.set()


def test_spans_go_to_the_path_of_the_protocol() -> None:
    for endpoint in ("http://c:4318", "http://c:4318/", "http://c:4318/v1/traces", "http://c:4318/v1/traces/"):
        assert address(endpoint) == "http://c:4318/v1/traces"
    assert address("https://c.example/otlp") == "https://c.example/otlp/v1/traces"


def test_without_a_collector_nothing_is_done_and_nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", without_the_library(builtins.__import__))
    off = connect("", "one", "serve")
    assert off is OFF
    assert not off.on
    with off.span("a"), off.span("b", parent=ASKED):
        off.note({"x": 1}, failed="y")
        off.lap("c", 1, 2)
        assert off.here() == ""
    off.close()


def test_a_collector_without_the_library_is_told_of_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", without_the_library(builtins.__import__))
    with pytest.raises(Misconfigured, match="traces_endpoint") as caught:
        connect("http://127.0.0.1:4318", "one", "serve")
    assert "cardwright[otel]" in caught.value.hint


def without_the_library(usual: Callable[..., Any]) -> Callable[..., Any]:
    def bring(name: str, *rest: Any) -> Any:
        if name.startswith(("opentelemetry", "cardwright.traces.otel")):
            raise ImportError(name)
        return usual(name, *rest)

    return bring
