"""A model whose provider may be busy: asked again after a while, never beyond a budget."""

from typing import Final

from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelConnectionError,
    ModelRateLimitError,
    ModelServerError,
    ModelUnavailableError,
)
from pydantic_ai.messages import ModelMessage, ModelResponse
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.settings import ModelSettings

from cardwright import ids
from cardwright.errors import AnswerUnusable, ModelRefused
from cardwright.llm import Pause
from cardwright.llm.budget import FREE, Budget, Price

ATTEMPTS: Final = 4
_FIRST_WAIT_S: Final = 1.0  # doubles from attempt to attempt
_PASSING: Final = (ModelConnectionError, ModelRateLimitError, ModelServerError, ModelUnavailableError)


class Patient(WrapperModel):
    """One model for one question of about `tokens` tokens."""

    def __init__(self, model: Model, budget: Budget, tokens: int, pause: Pause, price: Price = FREE) -> None:  # noqa: PLR0913
        super().__init__(model)
        self._budget = budget
        self._tokens = tokens
        self._pause = pause
        self._price = price

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """One answer, be it after some attempts.

        Raises:
            OverBudget: too little is left to ask.
            AnswerUnusable: the answer is cut off.
            ModelRefused: there is none, by intention.
            ModelAPIError: the provider failed for good, or longer than the budget allows.
        """
        for attempt in range(ATTEMPTS):
            settings = ModelSettings(**(model_settings or {}))
            settings["max_tokens"] = self._budget.answer_tokens(self._tokens, self._price)
            try:
                answer = await super().request(messages, settings, model_request_parameters)
            except _PASSING as error:
                await self._wait(error, attempt)
            else:
                return self._taken(answer)
        raise AssertionError  # the last attempt has returned or raised

    async def _wait(self, error: ModelAPIError, attempt: int) -> None:
        """Wait as long as the provider asks, or twice as long as before; raise what cannot be waited for."""
        seconds = error.retry_after
        if seconds is None:
            seconds = _FIRST_WAIT_S * 2**attempt * ids.jitter()
        if attempt == ATTEMPTS - 1 or seconds >= self._budget.left_s:
            raise error
        await self._pause(seconds)

    def _taken(self, answer: ModelResponse) -> ModelResponse:
        used = answer.usage.total_tokens or self._tokens
        answered = answer.usage.output_tokens
        self._budget.spend(used, self._price.of(used - answered, answered))
        self._tokens = used  # what a repair sends again
        if answer.finish_reason == "length":
            msg = "its answer was cut off"
            raise AnswerUnusable(msg, "raise the setting model_tokens")
        if answer.finish_reason == "content_filter":
            msg = "it declined to answer"
            raise ModelRefused(msg)
        return answer
