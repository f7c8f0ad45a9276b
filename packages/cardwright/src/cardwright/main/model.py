"""The language models that the settings choose."""

from collections.abc import Iterator

from cardwright.errors import Misconfigured
from cardwright.llm import Choice, Model, Price, connect
from cardwright.server.settings import Settings


def model_of(settings: Settings) -> Model | None:
    """The model with its fallback; None when none is set.

    Raises:
        Misconfigured: it cannot be opened; the message names the setting.
    """
    if settings.model_fallback and not settings.model:
        msg = "model_fallback: there is no model that it could stand in for"
        raise Misconfigured(msg, "set model")
    return connect([*_choices(settings)])


def _choices(settings: Settings) -> Iterator[Choice]:
    price = Price(settings.model_price_asked, settings.model_price_answered)
    first = Choice(settings.model, settings.model_base_url, settings.model_api_key, price=price)
    if settings.model:
        yield first
    if settings.model_fallback:
        base_url, api_key = settings.model_fallback_base_url, settings.model_fallback_api_key
        if not base_url and _provider(settings.model) == _provider(settings.model_fallback):
            base_url, api_key = first.base_url, api_key or first.api_key  # a key goes to no other address
        other = Price(settings.model_fallback_price_asked, settings.model_fallback_price_answered)
        yield Choice(settings.model_fallback, base_url, api_key, "model_fallback", other)


def _provider(name: str) -> str:
    return name.partition(":")[0]
