"""Progress that tells the truth: the learned chance of having ended by now, never a bar that is full and waits."""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Self

from cardwright_client._core.durations import LogNormal
from cardwright_client.cli.context import Context

_TICK = 0.2
_HEARTBEAT = 60.0
_CELLS = 20


def bar(expected: LogNormal, age: float) -> str:
    """How likely it has ended, and when most do; past all experience it says so."""
    chance = expected.cdf(age)
    full = min(_CELLS - 1, int(chance * _CELLS))
    most, nearly = expected.quantile(0.75), expected.quantile(0.95)
    when = (
        f"most by {most:.0f} s, nearly all by {nearly:.0f} s"
        if age < nearly
        else "longer than nearly all before it"
    )  # fmt: skip
    return f"{'▓' * full}{'░' * (_CELLS - full)}  {age:.0f} s · {when}"


class Progress:
    """A line that is kept up to date on a terminal; elsewhere a sign of life once a minute."""

    def __init__(self, context: Context, line: Callable[[], str]) -> None:
        self._line = line
        self._quiet = context.shared.quiet or context.shared.lines
        self._live = (
            sys.stderr.isatty()
            and not self._quiet
            and "CI" not in os.environ
            and os.environ.get("TERM") != "dumb"
        )  # fmt: skip
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        if not self._quiet:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(1)

    def _run(self) -> None:
        told = time.monotonic()
        while not self._over.wait(_TICK):
            if self._live:
                sys.stderr.write(f"\r\x1b[2K{_cut(self._line())}")
                sys.stderr.flush()
            elif time.monotonic() - told >= _HEARTBEAT:
                told = time.monotonic()
                print(self._line(), file=sys.stderr, flush=True)
        if self._live:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _cut(text: str) -> str:
    try:
        return text[: os.get_terminal_size(sys.stderr.fileno()).columns - 1]
    except (OSError, ValueError):
        return text[:79]
