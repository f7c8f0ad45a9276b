"""Questions of one job to a model: each is paid once, and only some are asked at a time."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeVar

import anyio
import msgspec

from cardwright.errors import AnswerUnusable
from cardwright.llm import Budget, Model, Question

T = TypeVar("T")
R = TypeVar("R")
AT_A_TIME: Final = 4


class Kept(msgspec.Struct, frozen=True):
    """An answer as JSON and what it cost."""

    answer: bytes
    tokens: int
    money: float


class Memory(Protocol):
    """Where finished answers are kept, so that a job that begins anew does not pay for them again."""

    async def recall(self, key: str) -> Kept | None:
        """The answer with a key, if there is one."""
        ...

    async def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        ...


class Forgetful:
    """Keeps nothing: for runs that nobody takes up again."""

    async def recall(self, key: str) -> Kept | None:  # noqa: ARG002
        """Nothing."""
        return None

    async def keep(self, key: str, kept: Kept) -> None:
        """Nothing is kept."""


class Calls:
    """A model, a budget, and what was answered already."""

    def __init__(self, model: Model, budget: Budget, memory: Memory) -> None:
        self._model = model
        self._memory = memory
        self._limit = anyio.Semaphore(AT_A_TIME)
        self.budget = budget

    async def ask(self, question: Question[T]) -> T:
        """The answer, an earlier one if the same was asked before.

        Raises:
            ModelFailed: there is none.
        """
        key = _key(question)
        async with self._limit:
            kept = await self._memory.recall(key)
            if kept is not None:
                self.budget.spend(kept.tokens, kept.money)
                return _read(question, kept.answer)
            budget = self.budget.share(1)
            answer = (await self._model.ask(question, budget)).value
            await self._memory.keep(key, Kept(msgspec.json.encode(answer), budget.spent_tokens, budget.spent_money))
            return answer


async def together(work: list[Callable[[], Awaitable[R]]]) -> list[R]:
    """The results of all, in their order; an error of one ends the others, and is raised."""
    found: dict[int, R] = {}

    async def one(at: int) -> None:
        found[at] = await work[at]()

    try:
        async with anyio.create_task_group() as group:
            for at in range(len(work)):
                group.start_soon(one, at)
    except ExceptionGroup as errors:  # as whoever asks for one thing only would see it
        raise errors.exceptions[0] from errors
    return [found[at] for at in range(len(work))]


def _key(question: Question[T]) -> str:
    parts = (question.system, question.text, msgspec.json.encode(question.schema).decode())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _read(question: Question[T], answer: bytes) -> T:
    try:
        return question.read(msgspec.json.decode(answer))
    except ValueError as error:  # it was checked when it was kept
        msg = "an answer that was kept is not of the form that is asked for"
        raise AnswerUnusable(msg) from error
