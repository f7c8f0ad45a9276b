"""The port on pydantic-ai, which has answers of another form repaired."""

import logging
from collections.abc import Sequence
from typing import Any, Final, TypeVar

import anyio
from pydantic_ai import Agent, ModelRetry, StructuredDict
from pydantic_ai import exceptions as library
from pydantic_ai.models import Model as LibraryModel

from cardwright.errors import AnswerUnusable, Misconfigured, ModelFailed, ModelRefused, ModelUnavailable
from cardwright.llm import Answer, Choice, Pause
from cardwright.llm.budget import Budget, Price
from cardwright.llm.patience import Patient
from cardwright.llm.providers import opened
from cardwright.llm.question import Question

T = TypeVar("T")
log = logging.getLogger(__name__)
REPAIRS: Final = 2  # further answers a model may give to one question
_QUIET: Final = ("anthropic", "google_genai", "httpx2", "openai")  # their news holds prompts and addresses


class Models:
    """Models in the order in which they are asked."""

    def __init__(self, choices: Sequence[Choice], pause: Pause) -> None:
        for name in _QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._models = [(choice, _opened(choice)) for choice in choices]
        self._pause = pause

    async def ask(self, question: Question[T], budget: Budget) -> Answer[T]:
        """The first usable answer; of several models, each has an equal share of the time that is left.

        A model that could not be reached for one question of a job is not tried
        for its others as long as there is another one.
        """
        failures: list[ModelFailed] = []
        models = [one for one in self._models if one[0].name not in budget.silent] or self._models[-1:]
        for at, (choice, model) in enumerate(models):
            name = choice.name
            try:
                value = await self._asked(model, question, budget.share(len(models) - at), choice.price)
            except ModelFailed as error:
                log.warning("the language model %s gave no answer: %s", name, error.message)
                if isinstance(error, ModelUnavailable):
                    budget.silent.add(name)
                failures.append(error)
            else:
                return Answer(value, name)
        raise failures[-1]

    async def _asked(self, model: LibraryModel, question: Question[T], budget: Budget, price: Price) -> T:
        budget.answer_tokens(question.tokens, price)  # before anything is made ready in vain
        patient = Patient(model, budget, question.tokens, self._pause, price)
        seconds = budget.left_s
        try:
            with anyio.fail_after(seconds):
                found = await _asker(patient, question).run(question.text)
        except ModelFailed:
            raise
        except TimeoutError as error:
            msg = f"no answer within {seconds:.0f} s"
            raise ModelUnavailable(msg, "raise the setting model_seconds") from error
        except library.ContentFilterError as error:
            msg = "it declined to answer"
            raise ModelRefused(msg) from error
        except library.ModelAPIError as error:
            raise ModelUnavailable(_told(error)) from error
        except library.AgentRunError as error:
            msg = "its answers were not of the form that was asked for"
            raise AnswerUnusable(msg) from error
        except Exception as error:  # there are answers that the library trips over, and none may end a job
            msg = f"its answer could not be read: {type(error).__name__}"
            raise AnswerUnusable(msg) from error
        return question.read(found.output)


def _opened(choice: Choice) -> LibraryModel:
    try:
        return opened(choice)
    except library.UserError as error:  # nearly always a missing key
        msg = f"{choice.setting}: {choice.name} cannot be used as it is set up"
        raise Misconfigured(
            msg, f"set {choice.setting}_api_key, and {choice.setting}_base_url if it is not usual"
        ) from (error)


def _asker(model: LibraryModel, question: Question[Any]) -> Agent[object, dict[str, Any]]:
    asker = Agent(
        model,
        output_type=StructuredDict(question.schema, name="answer"),
        instructions=question.system,
        retries={"output": REPAIRS, "tools": 0},
        model_settings={"max_retries": 0, "framing_announcement": "never"},
    )

    @asker.output_validator
    def fits(raw: dict[str, Any]) -> dict[str, Any]:  # pyright: ignore[reportUnusedFunction]
        try:
            question.read(raw)
        except ValueError as error:
            raise ModelRetry(str(error)) from error
        return raw

    return asker


def _told(error: library.ModelAPIError) -> str:
    """What went wrong, without the provider's own words: they may hold a part of the key."""
    kind = next(one.__name__ for one in type(error).__mro__ if not one.__name__.startswith("_"))
    status = f", HTTP status {error.status_code}" if isinstance(error, library.ModelHTTPError) else ""
    return f"{kind}{status}"
