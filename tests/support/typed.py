"""The command line as typed, in this process: a process of its own needs a second to begin."""

import io
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from typing import Protocol
from unittest import mock

from cardwright.main import main


class Command(Protocol):
    """Runs `cardwright …`; answers its exit status, its output and its complaints."""

    def __call__(self, *words: str, stdin: bytes = b"") -> tuple[int, str, str]: ...


def typed(*words: str, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Exit status, output and complaints of `cardwright …` with variables besides those that are set."""
    with ThreadPoolExecutor(1) as thread:  # a browser's event loop may run in this one
        return thread.submit(_typed, words, environment).result(60)


def _typed(words: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str, str]:
    with ExitStack() as changed:
        out, err = (changed.enter_context(to(io.StringIO())) for to in (redirect_stdout, redirect_stderr))
        changed.enter_context(mock.patch.dict(os.environ, environment))
        changed.enter_context(mock.patch.object(sys, "argv", ["cardwright", *words]))
        try:
            main()
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()
