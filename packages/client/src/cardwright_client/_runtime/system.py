"""What threads and asyncio have in common: the machine's clock, and collecting what has ended."""

import random
import time
from collections.abc import MutableMapping
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class System:
    """The time of this machine; `jitter` is a number from 0 to 1."""

    def now(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()

    def jitter(self) -> float:
        return random.random()  # noqa: S311  # spreads load, hides nothing


class Doing(Protocol[T_co]):
    """A future or a task."""

    def done(self) -> bool: ...
    def result(self) -> T_co: ...


D = TypeVar("D", bound=Doing[Any])


def ended(work: MutableMapping[str, D], errors: tuple[type[BaseException], ...]) -> list[tuple[str, Any]]:
    """Take out what is done, with its result, or the error, if it is one of these, that it ended with."""
    done = [name for name, one in work.items() if one.done()]
    return [(name, _result(work.pop(name), errors)) for name in done]


def _result(one: Doing[T], errors: tuple[type[BaseException], ...]) -> T | BaseException:
    try:
        return one.result()
    except errors as error:
        return error
