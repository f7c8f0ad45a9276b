"""The port to language models: a question with a typed answer, asked within a budget.

`connect` opens the models that the settings name. Each kind of provider is one
file in `providers/`; nothing of the library behind them is loaded before.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import anyio

from cardwright.errors import Misconfigured
from cardwright.llm.budget import FREE, Budget, Price
from cardwright.llm.question import Question

__all__ = ["Answer", "Budget", "Choice", "Model", "Price", "Question", "connect"]

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]  # waits for some seconds


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What a model said, and which one said it, as the setting names it."""

    value: T
    model: str


class Model(Protocol):
    """Whoever answers questions. May be asked several at a time."""

    async def ask(self, question: Question[T], budget: Budget) -> Answer[T]:
        """The answer to a question.

        Raises:
            ModelFailed: there is none; its class says why.
        """
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One model as an operator chose it.

    `name` is `PROVIDER:MODEL`. An empty `base_url` or `api_key` is the
    provider's own, or the one that its usual variable of the environment holds.
    `setting` is where `name` comes from; the other two are named after it.
    """

    name: str
    base_url: str = ""
    api_key: str = ""
    setting: str = "model"
    price: Price = FREE


def connect(choices: Sequence[Choice], pause: Pause = anyio.sleep) -> Model | None:
    """The chosen models as one, of which each is asked when those before it failed; None when none is chosen.

    Raises:
        Misconfigured: a choice cannot be, or the library is not installed; the message names the setting.
    """
    if not choices:
        return None
    try:
        from cardwright.llm.models import Models  # noqa: PLC0415 - a second to import, and not always installed
    except ImportError as error:
        msg = f"{choices[0].setting}: the libraries for language models are not installed"
        raise Misconfigured(msg, "pip install 'cardwright[llm]'") from error
    return Models(choices, pause)
