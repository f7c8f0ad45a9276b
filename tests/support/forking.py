"""Processes of the program that begin with everything imported: half of what a start costs, saved at each of dozens."""

import os
import signal
import sys
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType

# What `serve` and `worker` import before they do anything, the engine and migrations when they begin, and models when
# they are asked.
_NEEDED = [
    "alembic.command", "alembic.runtime.migration", "cardwright.jobs.engines.dbos", "cardwright.llm.models",
    "cardwright.llm.providers.anthropic", "cardwright.llm.providers.openai_compatible", "cardwright.main.commands.serve",
    "cardwright.main.commands.worker", "cardwright_client.cli.run", "forking", "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite", "uvicorn.lifespan.on", "uvicorn.loops.uvloop", "uvicorn.protocols.http.httptools_impl",
]  # fmt: skip


# The library of language models, for those who start many servers that have one.
MODEL = ["pydantic_ai.models.openai", "pydantic_ai.providers.openai_compatible"]


class Forked:
    """A process of the program as `subprocess.Popen` would have it: `cardwright` with these arguments."""

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: Path, log: Path) -> None:
        self._process = _context().Process(target=_run, args=(arguments, environment, folder, log), daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        """How it ended.

        Raises:
            TimeoutError: it still runs.
        """
        self._process.join(seconds)
        code = self._process.exitcode
        if code is None:
            msg = f"process {self.pid} still runs after {seconds} s"
            raise TimeoutError(msg)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def preload(modules: list[str]) -> None:
    """Have processes begin with these imported too; only before the first of them is started."""
    _NEEDED.extend(modules)


@cache
def _context() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(_NEEDED)
    return context


def _run(arguments: list[str], environment: dict[str, str], folder: Path, log: Path) -> None:
    """In the process itself: be as if it had been started by its name."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("ab", buffering=0) as file:
        for number in (1, 2):
            os.dup2(file.fileno(), number)
    sys.argv = ["cardwright", *arguments]
    # Render processes import what `__main__` is; that of whoever started this would cost each of them seconds.
    sys.modules["__main__"] = ModuleType("__main__")
    from cardwright.main import main  # noqa: PLC0415 - whoever starts it needs none of it

    main()
