"""Servers for measuring: the real one without limits that would stop the loader."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from serving import Server

REPORT = (Path(__file__).parents[1] / "examples" / "report.md").read_text("utf-8")
UNLIMITED = dict.fromkeys(("rate_burst", "rate_hour", "rate_day", "credits"), "1000000000")


@contextmanager
def running(**settings: str) -> Generator[Server]:
    """A server of this checkout on loopback, warm: it has made one deck."""
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as made:
        server = Server(Path(made), UNLIMITED | settings).start()
        try:
            server.finished(server.generate(inputText=REPORT, textMode="preserve", numCards=10, exportAs="pdf"))
            yield server
        finally:
            server.stop()
