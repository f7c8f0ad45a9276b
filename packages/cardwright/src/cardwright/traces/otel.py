"""Spans by OpenTelemetry, sent as OTLP over HTTP. The variables of its specification (`OTEL_…`) hold, but for the address.

The provider is this program's own, not the process' global one: libraries that would trace by themselves, and put
texts into their spans, find none.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Final

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from cardwright.traces import NOTHING, PARENT, Attributes, Kind, Traces

NAME: Final = "cardwright"
PATH: Final = "/v1/traces"  # of OTLP over HTTP
PATIENCE_S: Final = 3.0  # with a collector that does not answer, when this process is to end
_NS: Final = 1_000_000_000
_KINDS: Final[dict[Kind, SpanKind]] = {
    "internal": SpanKind.INTERNAL, "server": SpanKind.SERVER, "client": SpanKind.CLIENT, "producer": SpanKind.PRODUCER,
    "consumer": SpanKind.CONSUMER,
}  # fmt: skip
_W3C: Final = TraceContextTextMapPropagator()


class OtelTraces:
    """Spans of one process, given to `processor`."""

    def __init__(self, processor: SpanProcessor, instance: str, role: str, patience_s: float = PATIENCE_S) -> None:
        known = {
            "service.name": NAME,
            "service.version": version("cardwright"),
            "service.instance.id": instance,
            "cardwright.role": role,
        }
        resource = Resource.create(known).merge(OTELResourceDetector().detect())  # the environment's words win
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(processor)
        self._patience_s = patience_s
        self._tracer = self._provider.get_tracer(NAME, version("cardwright"))

    @property
    def on(self) -> bool:
        return True

    @contextmanager
    def span(
        self, name: str, *, kind: Kind = "internal", parent: str | None = None, attributes: Attributes = NOTHING
    ) -> Generator[object]:
        above = None if parent is None else _W3C.extract({PARENT: parent}, context.Context())
        with self._tracer.start_as_current_span(
            name, above, kind=_KINDS[kind], attributes=attributes, record_exception=False, set_status_on_exception=False
        ) as found:
            try:
                yield found
            except BaseException as error:
                _fail(found, type(error).__name__)
                raise

    def lap(self, name: str, began: float, ended: float) -> None:
        span = self._tracer.start_span(name, start_time=round(began * _NS))
        span.end(round(ended * _NS))

    def note(self, attributes: Attributes, *, failed: str = "") -> None:
        span = trace.get_current_span()
        span.set_attributes(attributes)
        if failed:
            _fail(span, failed)

    def here(self) -> str:
        carrier: dict[str, str] = {}
        _W3C.inject(carrier)
        return carrier.get(PARENT, "")

    def close(self) -> None:
        last = threading.Thread(
            target=self._provider.shutdown, daemon=True
        )  # it has patience for ten seconds of its own
        last.start()
        last.join(self._patience_s)


def connected(endpoint: str, instance: str, role: str) -> Traces:
    """Spans that are sent to a collector, many at a time, by a thread of their own."""
    return OtelTraces(BatchSpanProcessor(OTLPSpanExporter(address(endpoint))), instance, role)


def address(endpoint: str) -> str:
    """Where spans are posted; a collector may be named with the path or without it."""
    bare = endpoint.rstrip("/")
    return bare if bare.endswith(PATH) else bare + PATH


def _fail(span: Span, kind: str) -> None:
    span.set_attribute("error.type", kind)
    span.set_status(Status(StatusCode.ERROR))
