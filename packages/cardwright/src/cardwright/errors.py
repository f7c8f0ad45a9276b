"""Everything that can go wrong, one class each; the class docstring is its explanation.

`message` is written for whoever asked (it names the field or the thing);
`hint` says what to do and may name a setting. `status` is the HTTP status
the API answers with when the error reaches a client.
"""

from typing import ClassVar


class CardwrightError(Exception):
    """The root of all failures this program raises on purpose."""

    status: ClassVar[int] = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InvalidInput(CardwrightError):
    """What was asked cannot be done as asked; asking differently helps."""

    status = 400


class EmptyOutput(CardwrightError):
    """The input held nothing that could be put on a card."""

    status = 422


class NotFound(CardwrightError):
    """There is no such thing, or it is not the caller's."""

    status = 404


class Forbidden(CardwrightError):
    """The caller is known but may not do this."""

    status = 403


class Conflict(CardwrightError):
    """What is there is in a state in which this cannot be done."""

    status = 409


class TooLate(CardwrightError):
    """A client began to say something and did not bring it to its end in time."""

    status = 408


class TooOften(CardwrightError):
    """The same was asked too often in a short time; later it can be asked again."""

    status = 429


class OutOfCredits(CardwrightError):
    """The workspace cannot pay for the generation it asked for."""

    status = 403


class LimitExceeded(CardwrightError):
    """Work was stopped because it passed a limit of time, memory or size."""

    status = 422


class QueueFull(CardwrightError):
    """As much work is open as may be; `retry_after_s` is when there will be room."""

    status = 429

    def __init__(self, message: str, hint: str = "", *, retry_after_s: float = 60.0) -> None:
        super().__init__(message, hint)
        self.retry_after_s = retry_after_s


class TooSlow(LimitExceeded):
    """Work was stopped because it took too long; it may be faster another time."""


class FetchRefused(CardwrightError):
    """A URL may not be fetched, or what it holds may not be used."""

    status = 400


class SourceFailed(CardwrightError):
    """A service for pictures gave no answer that can be used; the deck does without its pictures."""

    status = 502


class SourceRefused(SourceFailed):
    """A service for pictures will not do what it was asked; the same question would get the same answer."""


class ReferencesMissing(CardwrightError):
    """None of the pictures that a picture was to go by could be had."""

    status = 422


class LayoutFailed(CardwrightError):
    """The typesetter could not set a card; the deck itself is kept."""

    status = 500


class ModelFailed(CardwrightError):
    """No language model gave an answer that can be used; what needs none is done all the same."""

    status = 502


class ModelUnavailable(ModelFailed):
    """The language model could not be reached, took too long, or turned the request away."""


class ModelRefused(ModelFailed):
    """The language model declined to answer, or its provider withheld the answer."""


class AnswerUnusable(ModelFailed):
    """What the language model answered is cut off, or not of the form that was asked for."""


class OverBudget(ModelFailed):
    """The time or the tokens that a job may spend on language models are used up."""


class Misconfigured(CardwrightError):
    """A setting is missing or wrong; the message names it."""

    status = 500


class Unavailable(CardwrightError):
    """Something that everything depends on is away for the moment; asking again later helps."""

    status = 503


class TriedTooOften(CardwrightError):
    """A job's work was begun so often and never ended that the job itself may be what ends its process."""

    status = 500


class Unwanted(CardwrightError):
    """The result of some work is not wanted any more: its job was cancelled."""

    status = 500
