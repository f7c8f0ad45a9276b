"""Durable engines, one per file: they run a job's steps, each step once.

The engine's tables are an execution log; the truth is in ours.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

import sqlalchemy as sa

# A step: takes the job's id, returns a small JSON-able result that is checkpointed.
Step = Callable[[str], Coroutine[Any, Any, str]]
# The workflow: given the id and a runner of named steps, does the whole job.
Flow = Callable[[str, "StepRunner"], Awaitable[None]]


class StepRunner(Protocol):
    """Runs a named step, or returns what it returned before."""

    async def __call__(self, name: str, step: Step) -> str: ...


class Engine(Protocol):
    """What a job engine must do."""

    def start(self) -> None:
        """Begin to take jobs; takes up again what an earlier process left unfinished."""
        ...

    def stop(self, grace_s: float) -> None:
        """Take no more jobs; wait up to `grace_s` seconds for running ones."""
        ...

    def enqueue_in_transaction(self, connection: sa.Connection, job_id: str, turn: int = 0) -> None:
        """Add a job in the caller's transaction; it exists when that commits, and not before. Low turns come first."""
        ...

    def recover_dead(self) -> list[str]:
        """Jobs whose run has ended without finishing them, or was never begun."""
        ...

    def cancel(self, generation_id: str) -> None:
        """Stop a job between two steps."""
        ...
