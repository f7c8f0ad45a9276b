"""What takes long within one call in a render process, as far as its caller wants to know.

A process of its own has no spans: it notes what it did and how long, and its caller tells of it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

from cardwright.clock import SYSTEM


class Lap(NamedTuple):
    """What was done, from when to when, in seconds since 1970."""

    name: str
    began: float
    ended: float


_noted: Final[ContextVar[list[Lap] | None]] = ContextVar("laps", default=None)


@contextmanager
def noted() -> Generator[list[Lap]]:
    """What is done within, filled as it is done."""
    found: list[Lap] = []
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


@contextmanager
def lap(name: str) -> Generator[None]:
    """Note how long this takes, if anybody wants to know."""
    laps = _noted.get()
    if laps is None:
        yield
        return
    began = SYSTEM.now()
    try:
        yield
    finally:
        laps.append(Lap(name, began, SYSTEM.now()))
