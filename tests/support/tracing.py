"""A collector of traces: takes OTLP over HTTP on loopback, and tells which spans came."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from receiving import Message, Receiver
from serving import free_port

SOON = {"OTEL_BSP_SCHEDULE_DELAY": "100"}  # milliseconds after which what there is is sent


@dataclass(frozen=True)
class Span:
    """What a test asks of a span; `parent` is empty at the beginning of a trace."""

    name: str
    trace: str
    id: str
    parent: str
    seconds: float
    failed: bool
    attributes: Mapping[str, Any]
    process: Mapping[str, Any]


@dataclass
class Collector:
    """What has come so far."""

    receiver: Receiver

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.receiver.port}"

    def spans(self) -> list[Span]:
        return [span for message in list(self.receiver.messages) for span in _read(message)]

    def until(self, there: Callable[[list[Span]], bool], seconds: float = 30.0) -> list[Span]:
        """The spans, once they are those that a test waits for."""
        with self.receiver.came:
            assert self.receiver.came.wait_for(lambda: there(self.spans()), seconds), self.spans()
            return self.spans()

    def trace(self, trace: str, *names: str) -> dict[str, Span]:
        """The spans of a trace by name, once all of these have come."""
        found = self.until(lambda spans: set(names) <= {span.name for span in spans if span.trace == trace})
        return {span.name: span for span in found if span.trace == trace}

    def everything(self) -> str:
        """All that was sent, to look for what must not be in it."""
        return json.dumps([str(ExportTraceServiceRequest.FromString(one.body)) for one in self.receiver.messages])


@contextmanager
def collecting() -> Iterator[Collector]:
    with Receiver(free_port()).up() as receiver:
        yield Collector(receiver)


def _read(message: Message) -> Iterator[Span]:
    assert message.path == "/v1/traces"
    for resource in ExportTraceServiceRequest.FromString(message.body).resource_spans:
        for scope in resource.scope_spans:
            for one in scope.spans:
                yield Span(
                    one.name, one.trace_id.hex(), one.span_id.hex(), one.parent_span_id.hex(),
                    (one.end_time_unix_nano - one.start_time_unix_nano) / 1e9, one.status.code == 2,
                    _plain(one.attributes), _plain(resource.resource.attributes),
                )  # fmt: skip


def _plain(attributes: Any) -> dict[str, Any]:
    found: list[KeyValue] = list(attributes)
    return {one.key: getattr(one.value, str(one.value.WhichOneof("value"))) for one in found}
