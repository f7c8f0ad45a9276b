"""What is counted for operators: one object for each process, read by whoever scrapes it.

Names follow the conventions of Prometheus: base units, `_total` for counters. Labels have few values that the
program chooses; nothing that a user wrote is ever one.
"""

from collections.abc import Callable, Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

CONTENT_TYPE: Final = b"text/plain; version=0.0.4; charset=utf-8"
_REQUEST_S: Final = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0)
_STEP_S: Final = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 120.0, 600.0)

# A number by the values of its labels, for each gauge by its name
Levels = dict[str, dict[tuple[str, ...], float]]


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._bound: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self.requests = self._counter("http_requests", "Answers to requests.", ("resource", "method", "code"))
        self.request_seconds = self._histogram(
            "http_request_duration_seconds", "Time until an answer was sent.", ("resource", "method"), _REQUEST_S
        )
        self.full_windows = self._counter("rate_limited", "Requests refused because a rate window was full.")
        self.jobs = self._counter("jobs", "Jobs that ended in this process.", ("kind", "outcome"))
        self.job_seconds = self._histogram(
            "generation_duration_seconds", "Time from acceptance to the end of a generation.", ("outcome",), _STEP_S
        )
        self.step_seconds = self._histogram(
            "step_duration_seconds", "Time a step of a job took.", ("step", "outcome"), _STEP_S
        )
        self.exports = self._counter("export_files", "Files made in each format.", ("format",))
        self.export_bytes = self._counter("export_bytes", "Bytes of the files made in each format.", ("format",))
        self.questions = self._counter("model_questions", "Questions to language models.", ("outcome",))
        self.question_seconds = self._histogram(
            "model_question_duration_seconds", "Time a question took, its repeats included.", (), _STEP_S
        )
        self.tokens = self._counter("model_tokens", "Tokens of questions to language models and of their answers.")
        self.money = self._counter("model_money", "Cost of language models, in the currency of the set prices.")
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)

    def _counter(self, name: str, help_: str, labels: tuple[str, ...] = ()) -> Counter:
        return Counter(f"cardwright_{name}", help_, labels, registry=self.registry)

    def _histogram(self, name: str, help_: str, labels: tuple[str, ...], buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"cardwright_{name}", help_, labels, registry=self.registry, buckets=buckets)

    def answered(self, resource: str, method: str, code: int, seconds: float) -> None:
        """Count one answer; about a microsecond."""
        key = (resource, method, code)
        found = self._bound.get(key)
        if found is None:
            counter = self.requests.labels(resource, method, str(code))
            found = self._bound[key] = counter, self.request_seconds.labels(resource, method)
        found[0].inc()
        found[1].observe(seconds)

    def watch(self, look: Callable[[], Levels]) -> None:
        """Have `look` called at every scrape; what it finds are gauges."""
        self.registry.register(_Looked(look))

    def text(self) -> bytes:
        """Everything, in the text format of Prometheus."""
        return generate_latest(self.registry)


class _Looked(Collector):
    def __init__(self, look: Callable[[], Levels]) -> None:
        self._look = look

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked at before the first scrape."""
        return ()

    def collect(self) -> Iterable[Metric]:
        for name, found in self._look().items():
            labels, help_ = GAUGES[name]
            family = GaugeMetricFamily(f"cardwright_{name}", help_, labels=labels)
            for values, number in found.items():
                family.add_metric(values, number)
            yield family


GAUGES: Final = {  # labels and meaning
    "database_up": ((), "1 when the database answers."),
    "jobs_open": (("kind", "stage"), "Jobs that have not ended."),
    "jobs_oldest_seconds": (("kind", "stage"), "Age of the oldest of them."),
    "deliveries_open": ((), "Events that have not arrived at their receivers."),
    "deliveries_overdue_seconds": ((), "How long the event that is due longest has been due."),
    "slots": ((), "Jobs that all living processes render at the same time."),
    "draining": ((), "1 when this process was told to stop."),
}
