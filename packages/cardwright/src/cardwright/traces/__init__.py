"""The port to distributed tracing: spans from a request to the steps of its job, whichever processes they are in.

Without a place to send them to, which is usual, there is `OFF`, which does nothing; nothing of the library behind
spans is loaded before one is set. Names and values in spans are the program's, ids and numbers: nothing that a user
wrote is ever one.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Final, Literal, Protocol

from cardwright.errors import Misconfigured

Attributes = Mapping[str, str | int | float | bool]
Kind = Literal["internal", "server", "client", "producer", "consumer"]
PARENT: Final = "traceparent"  # the header of W3C Trace Context that tells a span to whom it did not begin
NOBODY: Final = ""  # a parent: the span begins a trace of its own
NOTHING: Final[Attributes] = {}


class Traces(Protocol):
    """Where spans go. What is done within a span is its part, also what it awaits."""

    @property
    def on(self) -> bool:
        """Whether anybody is told; if not, who calls need not find out what to tell."""
        ...

    def span(
        self, name: str, *, kind: Kind = "internal", parent: str | None = None, attributes: Attributes = NOTHING
    ) -> AbstractContextManager[object]:
        """A span as long as the `with`; within another one, or below a `parent` that `here` told in another place.

        What leaves it by an exception has failed; of the exception only its class is told.
        """
        ...

    def lap(self, name: str, began: float, ended: float) -> None:
        """A span that has ended, in seconds since 1970, as part of the one that is under way."""
        ...

    def note(self, attributes: Attributes, *, failed: str = "") -> None:
        """Tell more of the span that is under way; with `failed`, the kind of failure, that it has."""
        ...

    def here(self) -> str:
        """The span that is under way, as W3C Trace Context writes it; empty when there is none."""
        ...

    def close(self) -> None:
        """Send what was not sent yet, within seconds."""
        ...


class _Off:
    """Tells nobody."""

    _within: Final = nullcontext()

    @property
    def on(self) -> bool:
        return False

    def span(self, name: str, **_: object) -> AbstractContextManager[object]:  # noqa: ARG002
        return self._within

    def lap(self, name: str, began: float, ended: float) -> None:
        """Nobody is told."""

    def note(self, attributes: Attributes, *, failed: str = "") -> None:
        """Nobody is told."""

    def here(self) -> str:
        return ""

    def close(self) -> None:
        """Nothing is left to send."""


OFF: Final[Traces] = _Off()


def connect(endpoint: str, instance: str, role: str) -> Traces:
    """Where spans of this process go: to a collector that takes OTLP over HTTP; nowhere without an `endpoint`.

    `instance` is the name of this start of the process, `role` the command it runs.

    Raises:
        Misconfigured: the library is not installed.
    """
    if not endpoint:
        return OFF
    try:
        from cardwright.traces.otel import connected  # noqa: PLC0415 - it is not always installed
    except ImportError as error:
        msg = "traces_endpoint: the libraries for traces are not installed"
        raise Misconfigured(msg, "pip install 'cardwright[otel]'") from error
    return connected(endpoint, instance, role)
